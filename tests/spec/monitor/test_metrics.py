from monitor import metrics
from tests.scraped import scraped


def test_an_append_counts_once_and_each_of_its_events() -> None:
    appends, events = scraped("appends_total"), scraped("events_total")
    metrics.events_appended(500)
    assert scraped("appends_total") - appends == 1
    assert scraped("events_total") - events == 500


def test_refusals_repeats_and_lost_races_are_told_apart() -> None:
    before = (
        scraped("append_refusals_total", reason="invalid"),
        scraped("append_replays_total"),
        scraped("append_contentions_total"),
    )
    metrics.append_refused("invalid")
    metrics.append_replayed()
    metrics.head_moved()
    after = (
        scraped("append_refusals_total", reason="invalid"),
        scraped("append_replays_total"),
        scraped("append_contentions_total"),
    )
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 1]


def test_what_the_projector_did_and_how_far_it_is_behind_can_be_read() -> None:
    appends, events, runs = (
        scraped("projected_appends_total"),
        scraped("projected_events_total"),
        scraped("projection_seconds_count"),
    )
    metrics.projected(appends=2, events=30, seconds=0.2)
    metrics.behind(7)
    assert scraped("projected_appends_total") - appends == 2
    assert scraped("projected_events_total") - events == 30
    assert scraped("projection_seconds_count") - runs == 1
    assert scraped("behind_positions") == 7


def test_a_projector_that_stopped_shows() -> None:
    before = scraped("projection_failures_total")
    metrics.projection_failed()
    assert scraped("projection_failures_total") - before == 1


def test_a_rebuild_and_its_length_can_be_read() -> None:
    before = scraped("rebuilds_total")
    metrics.rebuilt(seconds=12.5)
    assert scraped("rebuilds_total") - before == 1
    assert scraped("last_rebuild_seconds") == 12.5


def test_a_key_that_does_not_work_counts() -> None:
    before = scraped("keys_refused_total")
    metrics.key_refused()
    assert scraped("keys_refused_total") - before == 1


def test_requests_go_by_the_template_of_their_route_and_not_by_their_path() -> None:
    labels = {"route": "/v1/events/{id}", "method": "GET", "status": "200"}
    before = scraped("request_seconds_count", **labels)
    metrics.request_served("/v1/events/{id}", "GET", 200, 0.004)
    assert scraped("request_seconds_count", **labels) - before == 1


def test_made_up_paths_and_methods_do_not_multiply_the_series() -> None:
    labels = {"route": "unmatched", "method": "other", "status": "404"}
    before = scraped("request_seconds_count", **labels)
    metrics.request_served(None, "BREW", 404, 0.001)
    metrics.request_served(None, "SIP", 404, 0.001)
    assert scraped("request_seconds_count", **labels) - before == 2
