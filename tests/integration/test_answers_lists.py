"""Bodies, figures, jurisdictions and exports as answers, on both engines."""

import csv
import io
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine

from monitor.answers.bodies import bodies, one_body
from monitor.answers.export import export_events, export_statuses
from monitor.answers.figures import figures
from monitor.answers.jurisdictions import jurisdictions
from monitor.answers.reader import NotOnRecord
from monitor.bootstrap import Service
from tests.spec.monitor.answers.small_record import (
    act,
    append,
    body,
    commitment,
    event_id,
    fact,
    figure,
    grade,
    law,
    service_on,
    source,
    view_of,
)
from tests.spec.monitor.answers.small_record import bodies as described

SPOKEN = {"speakers": [{"body": "kz-watch"}], "act": "position", "attested": "direct"}


@pytest.fixture
def service(engine: Engine) -> Service:
    """Bodies (1, 2), a commitment (3), two counts of papers (4, 5), a grade (6), coverage (7)."""
    made = service_on(engine)
    append(made, *described(), commitment())
    count = {"of": "kz-media-law"}
    append(
        made,
        fact("statement", "2009-04-01", SPOKEN, 11, figures=[figure("papers", "2700.5", "2008", **count)]),
        fact("statement", "2009-05-01", SPOKEN, 12, figures=[figure("papers", 2500, "2007", **count)]),
    )
    append(made, grade("partially-implemented", "2009-03-01", 13))
    covered = {"jurisdiction": "KZ", "covers_from": "2007-05-01", "covers_to": "2010-02-28", "cadence": "weekly"}
    append(made, act("coverage-stated", covered, 14))
    return made


def points(service: Service, day: str = "2010-03-01", **asked: str) -> list[tuple[str, Any, str]]:
    found = figures(service.reader, view_of(service, day, **asked), ("papers",))
    return [(point["period"], point["value"], point["event"]) for one in found for point in one["points"]]


def test_a_body_is_listed_with_its_ties_and_where_they_are_told(service: Service) -> None:
    shown, more = bodies(service.reader, view_of(service))
    assert ([one["id"] for one in shown], more) == (["kz-government", "kz-watch"], False)
    assert shown[1] == {
        "id": "kz-watch",
        "name": "Kz-Watch",
        "account": "civil-society",
        "jurisdiction": "KZ",
        "ties": [{"to": "kz-government", "kind": "paid-by", "source": "Annual report"}],
        "described_by": event_id(2),
    }


def test_bodies_are_found_by_account_jurisdiction_and_name(service: Service) -> None:
    view = view_of(service)
    assert [one["id"] for one in bodies(service.reader, view, ("government",))[0]] == ["kz-government"]
    assert bodies(service.reader, view, jurisdiction=("DE",)) == ([], False)
    assert [one["id"] for one in bodies(service.reader, view, q="WATCH")[0]] == ["kz-watch"]
    (first,), more = bodies(service.reader, view, limit=1)
    assert (first["id"], more) == ("kz-government", True)
    assert [one["id"] for one in bodies(service.reader, view, after="kz-government")[0]] == ["kz-watch"]


def test_a_body_shows_what_it_put_on_record_by_the_day_and_every_grade_it_gave(service: Service) -> None:
    shown = one_body(service.reader, view_of(service, "2009-04-15"), "kz-watch")
    assert shown["on_record"]["events"] == 2
    assert shown["on_record"]["by_type"] == {"statement": 2}
    assert [line["id"] for line in shown["on_record"]["latest"]] == [event_id(11), event_id(13)]
    assert shown["assessments"] == [
        {
            "of": "kz-media-law",
            "scheme": "plain",
            "value": "partially-implemented",
            "ordinal": 1,
            "direction": "mixed",
            "graded_by": "assessor",
            "given": "2009-03-01",
            "event": event_id(13),
            "position": 6,
        }
    ]
    assert one_body(service.reader, view_of(service, "2009-02-01"), "kz-watch")["assessments"] == []


def test_what_ends_a_word_of_a_body_without_naming_it_is_not_put_on_record_by_it(service: Service) -> None:
    ended = {"name": "Second edition", "kind": "publication"}
    append(service, fact("milestone", "2009-06-01", ended, 21, resolves=[event_id(13)]))
    assert one_body(service.reader, view_of(service), "kz-watch")["on_record"]["by_type"] == {"statement": 3}


def test_a_body_shows_its_own_grades_alone_where_one_event_tells_several(service: Service) -> None:
    told = [
        {"of": "kz-media-law", "assessor": name, "scheme": "plain", "value": value}
        for name, value in (("kz-watch", "not-implemented"), ("kz-government", "implemented"))
    ]
    append(service, fact("statement", "2009-06-01", SPOKEN, 21, assessments=told))
    shown = one_body(service.reader, view_of(service), "kz-watch")["assessments"]
    assert [one["value"] for one in shown] == ["partially-implemented", "not-implemented"]


def test_the_last_description_of_a_body_holds_and_earlier_moments_keep_the_one_before(service: Service) -> None:
    append(service, body("kz-watch", "academic", 21))
    now, then = (
        one_body(service.reader, view, "kz-watch") for view in (view_of(service), view_of(service, known_at="7"))
    )
    assert (now["account"], now["ties"], now["described_by"]) == ("academic", [], event_id(21))
    assert (then["account"], then["described_by"]) == ("civil-society", event_id(2))
    with pytest.raises(NotOnRecord):
        one_body(service.reader, view_of(service, known_at="0"), "kz-watch")
    with pytest.raises(NotOnRecord):
        one_body(service.reader, view_of(service), "kz-nobody")


def test_a_figure_over_time_stands_by_the_time_it_is_about(service: Service) -> None:
    assert points(service) == [("2007", 2500, event_id(12)), ("2008", 2700.5, event_id(11))]
    (found,) = figures(service.reader, view_of(service), ("papers",))
    assert (found["indicator"], found["unit"], found["of"]) == ("papers", "papers", "kz-media-law")


def test_a_figure_counts_from_its_event_and_is_known_from_its_position(service: Service) -> None:
    assert points(service, "2009-04-30") == [("2008", 2700.5, event_id(11))]
    assert points(service, known_at="3") == []


def test_a_corrected_figure_takes_the_place_of_the_old_one_and_a_retracted_one_is_gone(service: Service) -> None:
    replacement = fact(
        "statement", "2009-04-01", SPOKEN, 11, figures=[figure("papers", 2701, "2008", of="kz-media-law")]
    )
    del replacement["id"]
    corrected = {"target": event_id(11), "reason": "Misprint.", "kind": "substantive", "replacement": replacement}
    append(service, act("event-corrected", corrected, 21))
    append(service, act("event-retracted", {"target": event_id(12), "reason": "Guessed.", "kind": "error"}, 22))
    assert points(service) == [("2008", 2701, event_id(11))]
    assert points(service, known_at="7") == [("2007", 2500, event_id(12)), ("2008", 2700.5, event_id(11))]


def test_figures_are_cut_to_the_view(service: Service) -> None:
    told = [source("kz-watch", "civil-society", published="2009-06-01")]
    more = fact("statement", "2009-06-01", SPOKEN, 21, figures=[figure("papers", 3, "2009")], sources=told)
    append(service, more)
    assert points(service, lens="civil-society") == [("2009", 3, event_id(21))]
    assert points(service, public_at="2009-06-01") == [("2009", 3, event_id(21))]
    assert points(service, public_at="2009-05-31") == []
    assert figures(service.reader, view_of(service), of=("kz-election-law",)) == []
    assert len(figures(service.reader, view_of(service), ("papers",))) == 2


def test_without_an_indicator_those_there_are_are_listed(service: Service) -> None:
    assert figures(service.reader, view_of(service)) == [
        {"indicator": "papers", "series": [{"unit": "papers", "of": "kz-media-law", "points": 2}]}
    ]
    assert figures(service.reader, view_of(service, known_at="0")) == []


def test_a_jurisdiction_says_what_is_on_record_and_how_far_it_reaches(service: Service) -> None:
    (found,) = jurisdictions(service.reader, view_of(service))
    coverage = {"covers_from": "2007-05-01", "covers_to": "2010-02-28", "last_checked": None, "cadence": "weekly"}
    assert found == {
        "code": "KZ",
        "name": "Kazakhstan",
        "zone": "Asia/Almaty",
        "commitments": 1,
        "topics": ["media"],
        "coverage": {**coverage, "event": event_id(14)},
    }
    (before,) = jurisdictions(service.reader, view_of(service, "2007-01-01", known_at="6"))
    assert (before["commitments"], before["coverage"]) == (0, None)


def test_the_coverage_stated_last_holds(service: Service) -> None:
    append(service, act("coverage-stated", {"jurisdiction": "KZ", "covers_to": None}, 21))
    (found,) = jurisdictions(service.reader, view_of(service, "2008-01-01"))
    assert (found["coverage"]["covers_to"], found["coverage"]["event"]) == (None, event_id(21))


def test_what_covers_single_commitments_is_no_jurisdiction_of_its_own(service: Service) -> None:
    append(service, act("coverage-stated", {"commitments": ["kz-media-law"], "covers_to": "2009-12-31"}, 21))
    assert [one["code"] for one in jurisdictions(service.reader, view_of(service))] == ["KZ"]


def test_events_are_exported_whole_in_order_and_page_by_page(service: Service) -> None:
    chunks = list(export_events(service.reader, 7, "ndjson", page=3))
    lines = [orjson.loads(line) for line in b"".join(chunks).splitlines()]
    assert len(chunks) == 3
    assert [line["position"] for line in lines] == [1, 2, 3, 4, 5, 6, 7]
    assert (lines[3]["figures"][0]["value"], lines[3]["state"]) == (2700.5, "current")
    assert len(b"".join(export_events(service.reader, 2, "ndjson")).splitlines()) == 2


def test_a_title_that_a_spreadsheet_would_run_is_exported_as_text(service: Service) -> None:
    append(service, fact("statement", "2009-06-01", SPOKEN, 21, title='=HYPERLINK("http://example.org")'))
    text = b"".join(export_events(service.reader, 8, "csv")).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 8
    assert rows[-1]["title"] == '\'=HYPERLINK("http://example.org")'
    assert (rows[2]["touches"], rows[2]["topics"], rows[2]["source_titles"]) == ("kz-media-law", "media", "Gazette")


def test_statuses_are_exported_as_the_board_shows_them_on_that_day(service: Service) -> None:
    append(service, commitment(21, "kz-election-law"), law("introduction", "2009-01-12", 22))
    view = view_of(service, "2009-03-02")
    chunks = list(export_statuses(service.reader, view, "ndjson", page=1))
    assert len(chunks) == 2
    items = [orjson.loads(line) for line in b"".join(chunks).splitlines()]
    assert [(item["id"], item["status"]) for item in items] == [
        ("kz-election-law", "no-action-on-record"),
        ("kz-media-law", "partially-implemented"),
    ]
    text = b"".join(export_statuses(service.reader, view, "csv")).decode()
    row = list(csv.DictReader(io.StringIO(text, newline="")))[1]
    assert (row["by"], row["given"], row["rule"]) == ("kz-watch", "2009-03-01", "achieve/2-graded")
    assert (row["certain"], row["as_of"], row["through_position"]) == ("true", "2009-03-02", "9")


def test_an_empty_board_exports_the_names_of_its_columns_alone(service: Service) -> None:
    view = view_of(service, known_at="0")
    assert list(export_statuses(service.reader, view, "ndjson")) == []
    assert b"".join(export_statuses(service.reader, view, "csv")).count(b"\r\n") == 1
