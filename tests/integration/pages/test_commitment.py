"""The page of a commitment: its status and why, who says what, and everything on record about it."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from monitor.pages.reading import commitment as module
from tests.builders import GOVERNMENT, PLEDGE, REVIEWER, assessed, bears, grade, legislated
from tests.integration.api.served import Api, serve
from tests.integration.pages.record import CORRECTION, GRADED, HOSTILE, QUIET, SIGNED, Read, page


def of(api: Api, query: str = "") -> Read:
    return page(api, f"/commitments/{PLEDGE}{query}")


def test_the_status_is_one_sentence_with_whose_grade_it_is_and_since_when(api: Api) -> None:
    told = "Partially implemented since 19 November 2009, according to odihr (19 November 2009)"
    assert told in of(api).words
    assert "Enacted, not assessed since 7 February 2009, by the facts on record" in of(api, "?as_of=2009-05-01").words


def test_the_reason_names_the_rule_what_decided_and_what_was_set_aside_and_why(api: Api) -> None:
    words = of(api).words
    assert "The latest grade by an assessor other than the duty-bearer. (rule achieve/2-graded)" in words
    assert "The grade: The review, 19 November 2009" in words
    assert "A claim of whoever bears the duty: shown and compared, never enough to raise a status" in words
    assert "It would decide, had not an earlier rule decided first Signed on the seventh (corrected)" in words


def test_accounts_stand_at_equal_size_and_whoever_bears_the_duty_states(api: Api) -> None:
    found = of(api)
    cards = [one for one in found.elements if (one.attributes.get("class") or "").startswith("account")]
    assert [one.attributes["class"] for one in cards if one.name == "li"] == ["account claim", "account"]
    assert "The government states: ● Implemented" in found.words
    assert "Assessed: ◑ Partially implemented" in found.words
    assert "bears the duty" in found.words


def test_corrected_and_retracted_events_are_struck_through_and_stay_visible(api: Api) -> None:
    found = of(api)
    struck = found.struck()
    assert "Signed on the sixth" in struck
    assert "6 February 2009" in struck
    assert "&lt;script&gt;" in struck
    assert "Signed on the seventh" in found.words
    assert "Corrected (substantive) on 4 March 2021: The source says otherwise" in found.words
    assert "Retracted (error) on 4 March 2021: Never happened" in found.words


def test_an_event_is_struck_through_by_an_act_that_the_page_has_no_room_for(
    read: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_EVENTS", 5)  # up to the grade: its making, the bill, the signature, a claim
    found = of(read)
    assert "Corrected (substantive)" in found.words
    assert "Signed on the sixth" in found.struck()
    document = read.get(f"/commitments/{PLEDGE}.md").text
    assert "More events are on record than are listed here." in document


def test_as_known_before_the_correction_nothing_is_struck_through(api: Api) -> None:
    found = of(api, f"?known_at={GRADED}")
    assert found.struck() == ""
    assert "Signed on the sixth" in found.words
    assert "Signed on the seventh" not in found.words


def test_the_periods_stand_in_a_table_with_the_present_one_marked(api: Api) -> None:
    found = of(api, "?as_of=2009-05-01")
    assert "7 February 2009◧ enacted, not assessedsigned" in found.text.replace("\n", "").replace("  ", " ")
    (now,) = [one for one in found.elements if one.attributes.get("aria-current") == "date"]
    assert now.attributes["class"] == "now"


def test_a_measure_is_shown_with_its_stage_on_a_track(read: Api) -> None:
    found = of(read, "?as_of=2008-12-01")
    assert "A law law; advances it; introduced since 5 June 2008" in found.words
    assert [one.attributes["class"] for one in found.elements if one.attributes.get("aria-current") == "step"] == [
        "here"
    ]


def test_what_was_promised_is_told_by_whom_and_since_when(read: Api) -> None:
    assert "From 1 January 2008: Reform the media law, due 2008 A new law kz-government, due 2008" in of(read).words


def test_the_citation_has_both_clocks_and_a_link_that_lasts(read: Api) -> None:
    words = of(read, "?as_of=2009-05-01").words
    link = f"http://127.0.0.1:8000/commitments/{PLEDGE}?as_of=2009-05-01&known_at=11&rules=default%2F1"
    assert f"as of 2009-05-01, as known at position 11: {link}" in words
    assert read.get(link.removeprefix("http://127.0.0.1:8000"), Accept="text/html").status_code == 200


def test_programs_read_what_it_is_about(read: Api) -> None:
    source = page(read, f"/commitments/{QUIET}").source
    found: Any = json.loads(source.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert found["@context"] == "https://schema.org"
    assert found["mainEntity"]["identifier"] == QUIET
    assert found["name"] == HOSTILE


def test_one_that_is_not_made_yet_has_no_status(read: Api) -> None:
    words = of(read, "?as_of=2007-01-01").words
    assert "It had not been made by that day: it counts from 1 January 2008." in words


def test_the_strip_is_a_picture_and_its_data_a_table(read: Api) -> None:
    for dark in ("", "&dark=1"):
        picture = read.get(f"/commitments/{PLEDGE}/strip.svg?as_of=2010-01-01{dark}")
        assert picture.headers["content-type"] == "image/svg+xml"
        assert "partially implemented from 19 November 2009" in picture.text
    rows = read.get(f"/commitments/{PLEDGE}/history.csv").text.splitlines()
    assert rows.pop(0).startswith(f"# view: http://127.0.0.1:8000/commitments/{PLEDGE}?as_of=2021-03-04&known_at=11")
    assert rows[0] == "id,from,to,status,certain,stage,flags,rule,as_of,through_position"
    assert rows[1].startswith(
        f"{PLEDGE},2008-01-01,2008-05-30,no-action-on-record,true,none,,achieve/5-no-action-on-record"
    )
    assert rows[-1].startswith(f"{PLEDGE},2010-04-18,,partially-implemented,true,signed,")


@pytest.mark.parametrize(("path", "status"), [("kz-nothing", 404), (f"{PLEDGE}?known_at=0", 404), ("%00", 404)])
def test_what_is_not_on_record_is_refused_with_a_page(api: Api, path: str, status: int) -> None:
    assert "Not on record" in page(api, f"/commitments/{path}", status).words


def test_an_event_shows_what_it_was_and_what_became_of_it(api: Api) -> None:
    found = page(api, f"/events/{SIGNED}")
    assert found.struck() == "Signed on the sixth"
    assert "This event is corrected." in found.words
    assert (
        "6 February 2009 (written 2009-02-06; counts from 6 February 2009); corrected to 7 February 2009" in found.words
    )
    assert "A media law" not in found.words
    assert api.read(f"/v1/events/{SIGNED}")["leaf_hash"] in found.words
    assert "in progress → enacted, not assessed" in found.words


def test_an_act_of_the_record_names_what_it_is_about(api: Api) -> None:
    words = page(api, f"/events/{CORRECTION}").words
    assert "It is about Signed on the seventh (corrected), 7 February 2009." in words
    assert "The source says otherwise" in words


def test_a_benchmark_that_something_may_have_moved_says_so(sqlite_engine: Engine, tmp_path: Path) -> None:
    api = serve(sqlite_engine, tmp_path)
    mark = {"id": f"{PLEDGE}.libel", "title": "Libel is no crime", "set_by": REVIEWER}
    api.with_pledge(benchmarks=[mark])
    api.append(legislated("2008", "introduction", bears_on=[bears("advances", f"{PLEDGE}.libel")]))
    found = of(api, "?as_of=2008-06-01")
    assert "possibly in progress Libel is no crime" in found.words
    assert "**possibly in progress**: Libel is no crime" in api.get(f"/commitments/{PLEDGE}.md?as_of=2008-06-01").text


def test_a_benchmark_says_who_graded_it_and_only_an_open_list_is_called_open(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    api = serve(sqlite_engine, tmp_path)
    mark = {"id": f"{PLEDGE}.libel", "title": "Libel is no crime", "set_by": GOVERNMENT}
    api.with_pledge(benchmarks=[mark])
    api.append(assessed("2008-05-01", grade("partially-implemented", of=f"{PLEDGE}.libel")))
    words = of(api, "?as_of=2008-06-01").words
    assert f"{REVIEWER}: Partially implemented" in words
    assert "open-ended" not in words
