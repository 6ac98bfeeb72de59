"""What a person has after the first start in an empty folder, and after the machine was switched off under it.

The answers are those that any reader of the two documents would give.
"""

import re
import signal
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine

from tests.journey.started import READY, Started, read, serving, started, stop

GOVERNMENT_ACCOUNT, WHOLE_RECORD = 54, 211
BRIEF, COVERED_TO = "csis-ind-task-force", "2009-11-19"
LAWS = ("kz-media-law", "kz-election-law", "kz-party-registration")
FOUR = (*LAWS, "kz-local-self-government")
DAYS = ("2007-12-31", "2008-12-04", "2009-01-15", "2009-03-01", "2009-11-20", "2026-11-21")
LISTS = ("/v1/commitments", "/v1/measures", "/v1/bodies", "/v1/jurisdictions", "/v1/figures")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service started once in an empty folder, for all tests that only ask."""
    with serving(tmp_path_factory.mktemp("empty")) as (_, client):
        yield client


def one(client: httpx.Client, commitment: str, day: str, **asked: str) -> Any:
    return read(client, f"/v1/commitments/{commitment}", as_of=day, **asked)


def board(client: httpx.Client, day: str, **asked: str) -> dict[str, Any]:
    return {item["id"]: item for item in read(client, "/v1/commitments", as_of=day, **asked)["items"]}


def law(item: Any, measure: str) -> Any:
    return next(found for found in item["measures"] if found["id"] == measure)


def test_before_2008_nothing_had_been_done_about_the_three_laws(client: httpx.Client) -> None:
    found = board(client, "2007-12-31")
    assert {found[name]["status"] for name in LAWS} == {"no-action-on-record"}


def test_on_the_eve_of_helsinki_they_were_possibly_in_progress_and_due_soon(client: httpx.Client) -> None:
    found = board(client, "2008-12-04")
    assert {(found[name]["status"], found[name]["certain"]) for name in LAWS} == {("in-progress", False)}
    assert all("due-soon" in found[name]["flags"] and "overdue" not in found[name]["flags"] for name in LAWS)


def test_two_weeks_after_the_deadline_they_were_overdue(client: httpx.Client) -> None:
    found = board(client, "2009-01-15")
    assert all("overdue" in found[name]["flags"] for name in LAWS)


def test_while_the_council_reviewed_the_religion_law_there_was_a_concern(client: httpx.Client) -> None:
    found = one(client, "kz-freedom-of-religion", "2009-02-10")
    assert found["status"] == "concern-on-record"
    assert law(found, "kz-law-religion-2008")["stage"] == "under-review"


@pytest.mark.parametrize("day", ["2009-02-12", "2010-01-02"])
def test_once_struck_down_the_threat_was_averted_and_stays_in_the_answer(client: httpx.Client, day: str) -> None:
    found = one(client, "kz-freedom-of-religion", day)
    assert law(found, "kz-law-religion-2008")["stage"] == "struck-down"
    ended = [concern["ended"] for concern in found["because"]["concerns"] if concern["measure"]]
    assert ended == ["averted"]


def test_in_march_2009_the_four_laws_were_signed_and_their_commitments_enacted(client: httpx.Client) -> None:
    found = board(client, "2009-03-01")
    assert {(found[name]["status"], found[name]["stage"]) for name in FOUR} == {("enacted", "signed")}
    laws = ("kz-law-media-2009", "kz-law-elections-2009", "kz-law-parties-2009", "kz-law-local-government-2009")
    stages = [read(client, f"/v1/measures/{measure}", as_of="2009-03-01")["stage"] for measure in laws]
    assert stages == ["signed"] * 4


def test_after_the_brief_the_election_law_is_partly_implemented_and_the_government_says_otherwise(
    client: httpx.Client,
) -> None:
    found = one(client, "kz-election-law", "2009-11-20")
    assert found["status"] == "partially-implemented"
    assert found["by"] == {"body": BRIEF, "given": COVERED_TO, "graded_by": "monitor"}
    assert "disputed-by-duty-bearer" in found["flags"]
    assert one(client, "kz-human-rights-action-plan", "2009-11-20")["status"] == "in-progress"


def test_after_the_record_ends_every_status_reads_last_known_on_its_last_day(client: httpx.Client) -> None:
    found = board(client, "2009-11-20").values()
    assert {item["last_known_on"] for item in found} == {COVERED_TO}
    labels = [item["label"] for item in found if item["status"] is not None]
    assert labels
    assert [label for label in labels if not label.endswith(f", last known on {COVERED_TO}")] == []
    assert {item["last_known_on"] for item in board(client, COVERED_TO).values()} == {None}


@pytest.fixture(scope="module")
def brought_by_the_brief(client: httpx.Client) -> set[str]:
    """Ids of the events, bodies, commitments and benchmarks that stand on record since the second append alone."""
    declared: dict[str, int] = {}
    position = 0
    while position < WHOLE_RECORD:
        for event in read(client, "/v1/events", after=str(position), limit="500")["items"]:
            position = event["position"]
            content = event["data"].get("replacement", event)["data"]
            for told in (content.get("body"), content.get("commitment")):
                marks = [told, *told.get("benchmarks", ())] if isinstance(told, dict) else []
                for name in (mark["id"] for mark in marks):
                    declared.setdefault(name, position)
            declared[event["id"]] = position
    return {name for name, first in declared.items() if first > GOVERNMENT_ACCOUNT}


@pytest.mark.parametrize("day", DAYS)
def test_known_at_the_first_append_there_is_no_word_of_the_brief(
    client: httpx.Client, brought_by_the_brief: set[str], day: str
) -> None:
    view = {"as_of": day, "known_at": str(GOVERNMENT_ACCOUNT)}
    answers = [client.get(path, params=view).text for path in LISTS]
    answers.append(client.get("/v1/events", params={"known_at": view["known_at"], "limit": "500"}).text)
    for name in (commitment["id"] for commitment in read(client, "/v1/commitments", **view)["items"]):
        parts = ("", "/history", "/terms", "/events")
        answers += [client.get(f"/v1/commitments/{name}{part}", params=view).text for part in parts]
    told = "\n".join(answers)
    assert "kz-government" in told
    assert [word for word in ("csis", "task-force", "Policy Brief", COVERED_TO) if word.lower() in told.lower()] == []
    whole = {*re.findall(r"[a-z0-9.-]+", told)}
    assert brought_by_the_brief & whole == set()


def test_what_only_the_brief_brings_is_then_not_on_record(client: httpx.Client) -> None:
    response = client.get("/v1/commitments/kz-odihr-mandate", params={"known_at": str(GOVERNMENT_ACCOUNT)})
    assert response.status_code == 404


@pytest.mark.parametrize("day", ["2009-11-20", "2010-01-02"])
def test_the_day_before_the_brief_no_assessment_of_its_was_public(client: httpx.Client, day: str) -> None:
    found = board(client, day, public_at="2009-11-18").values()
    assert found
    marks = [mark for item in found for mark in item["benchmarks"]]
    accounts = [entry["body"] for item in (*found, *marks) for entry in item["accounts"]]
    assert accounts
    assert BRIEF not in accounts
    assert [item["id"] for item in found if (item["by"] or {}).get("body") == BRIEF] == []
    assert one(client, "kz-election-law", day, public_at="2009-11-18")["status"] == "enacted"


def everything(client: httpx.Client) -> list[Any]:
    """What the service answers at both ends of the record; pinned, so that it can never change."""
    known = [str(GOVERNMENT_ACCOUNT), str(WHOLE_RECORD)]
    boards = [board(client, day, known_at=position) for day in DAYS for position in known]
    return [*boards, read(client, "/v1/events", limit="500", known_at=known[-1])["items"]]


def head(client: httpx.Client) -> int:
    return int(read(client, "/v1/commitments", limit="1")["view"]["through_position"])


def test_killed_and_started_again_it_answers_the_same_and_appends_nothing(tmp_path: Path) -> None:
    with serving(tmp_path) as (first, client):
        before = everything(client)
        assert first.end(signal.SIGKILL) == -signal.SIGKILL
    kept = tmp_path / "var" / "staff-key"
    secret = kept.read_text("ascii").strip()
    assert f"  {secret}" in first.said
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with serving(tmp_path) as (again, client):
        assert head(client) == WHOLE_RECORD
        assert everything(client) == before
        assert stop(again) == 0
    assert len(again.said) == 1
    assert kept.read_text("ascii").strip() == secret
    assert secret not in (tmp_path / "serve.log").read_text("utf-8")


def test_killed_while_it_imports_it_completes_the_rest_at_the_next_start(tmp_path: Path) -> None:
    with started(tmp_path) as first:
        first.until("On record: ")
        first.end(signal.SIGKILL)
    assert not [line for line in first.said if line.startswith(READY)]
    with serving(tmp_path) as (again, client):
        assert head(client) == WHOLE_RECORD
        assert len([line for line in again.said if line.startswith("On record: ")]) <= 1
        assert again.end(signal.SIGINT) == 0


def test_two_that_start_at_once_share_one_record_and_one_key(bare_engine: Engine, tmp_path: Path) -> None:
    url = bare_engine.url.render_as_string(hide_password=False)
    with started(tmp_path, url) as one_of_them, started(tmp_path, url) as the_other:
        both: list[Started] = [one_of_them, the_other]
        for program in both:
            with program.ready() as client:
                assert head(client) == WHOLE_RECORD
        said = [line for program in both for line in program.said]
        assert len([line for line in said if line.startswith("On record: ")]) == 2
        assert len([line for line in said if line.startswith("  rfm_")]) == 1
        assert [line for line in said if line.startswith("Not imported")] == []
        assert [stop(program) for program in both] == [0, 0]
