from prometheus_client.parser import text_string_to_metric_families

from monitor import metrics


def value(name: str, **labels: str) -> float:
    """The figure as whoever scrapes it reads it; 0 where it is not there yet."""
    families = text_string_to_metric_families(metrics.exposition().decode())
    samples = (sample for family in families for sample in family.samples)
    return sum(
        sample.value for sample in samples if sample.name == f"reform_monitor_{name}" and sample.labels == labels
    )


def test_an_append_counts_once_and_each_of_its_events() -> None:
    appends, events = value("appends_total"), value("events_total")
    metrics.events_appended(500)
    assert value("appends_total") - appends == 1
    assert value("events_total") - events == 500


def test_refusals_repeats_and_lost_races_are_told_apart() -> None:
    before = (
        value("append_refusals_total", reason="invalid"),
        value("append_replays_total"),
        value("append_contentions_total"),
    )
    metrics.append_refused("invalid")
    metrics.append_replayed()
    metrics.head_moved()
    after = (
        value("append_refusals_total", reason="invalid"),
        value("append_replays_total"),
        value("append_contentions_total"),
    )
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 1]


def test_what_the_projector_did_and_how_far_it_is_behind_can_be_read() -> None:
    appends, events, runs = (
        value("projected_appends_total"),
        value("projected_events_total"),
        value("projection_seconds_count"),
    )
    metrics.projected(appends=2, events=30, seconds=0.2)
    metrics.behind(7)
    assert value("projected_appends_total") - appends == 2
    assert value("projected_events_total") - events == 30
    assert value("projection_seconds_count") - runs == 1
    assert value("behind_positions") == 7


def test_a_projector_that_stopped_shows() -> None:
    before = value("projection_failures_total")
    metrics.projection_failed()
    assert value("projection_failures_total") - before == 1


def test_a_rebuild_and_its_length_can_be_read() -> None:
    before = value("rebuilds_total")
    metrics.rebuilt(seconds=12.5)
    assert value("rebuilds_total") - before == 1
    assert value("last_rebuild_seconds") == 12.5


def test_a_key_that_does_not_work_counts() -> None:
    before = value("keys_refused_total")
    metrics.key_refused()
    assert value("keys_refused_total") - before == 1


def test_requests_go_by_the_template_of_their_route_and_not_by_their_path() -> None:
    labels = {"route": "/v1/events/{id}", "method": "GET", "status": "200"}
    before = value("request_seconds_count", **labels)
    metrics.request_served("/v1/events/{id}", "GET", 200, 0.004)
    assert value("request_seconds_count", **labels) - before == 1


def test_made_up_paths_and_methods_do_not_multiply_the_series() -> None:
    labels = {"route": "unmatched", "method": "other", "status": "404"}
    before = value("request_seconds_count", **labels)
    metrics.request_served(None, "BREW", 404, 0.001)
    metrics.request_served(None, "SIP", 404, 0.001)
    assert value("request_seconds_count", **labels) - before == 2
