"""What the files of the Kazakhstan record hold: two appends, who said what, which dates, and no forecast."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from events.dates import parse_dating
from events.when import when
from monitor.dossiers.bundled import bundled
from monitor.dossiers.loading import load_dossier

Json = dict[str, Any]
THE_BRIEF = "csis-ind-task-force"
COVERED_TO = date(2009, 11, 19)
FOUR_LAWS = ("media", "elections", "parties", "local-government")


@cache
def appends() -> tuple[tuple[Json, ...], ...]:
    return tuple(append.events for append in load_dossier(bundled("kazakhstan")).appends)


def on_record() -> Iterator[Json]:
    """Every event of both appends."""
    for events in appends():
        yield from events


def told(events: tuple[Json, ...]) -> Iterator[Json]:
    """The facts of an append: its events, and in place of a correction what it puts there."""
    for event in events:
        fact = event["data"].get("replacement", event)
        if fact.get("sources"):
            yield fact


def facts() -> list[Json]:
    return [fact for events in appends() for fact in told(events)]


def commitments(events: tuple[Json, ...]) -> dict[str, Json]:
    made = [fact for fact in told(events) if fact["type"] == "commitment-made.v1"]
    return {fact["data"]["commitment"]["id"]: {**fact["data"]["commitment"], "event": fact} for fact in made}


def as_last_told() -> dict[str, Json]:
    first, second = appends()
    return {**commitments(first), **commitments(second)}


def events_of(measure: str) -> list[Json]:
    return [fact for fact in facts() if (fact["data"].get("measure") or {}).get("id") == measure]


def steps_of(measure: str, classification: str) -> list[Json]:
    return [fact for fact in events_of(measure) if fact["data"].get("classification") == classification]


def benchmarks() -> dict[str, str]:
    """Benchmark id -> who set it; a short id stands for one below its commitment's."""
    return {
        f"{one}{mark['id']}" if mark["id"].startswith(".") else mark["id"]: mark["set_by"]
        for one, content in as_last_told().items()
        for mark in content.get("benchmarks", ())
    }


def key(name: str) -> Json:
    return next(event for event in on_record() if event["external_id"]["value"] == name)


KINDS = {
    "kz-media-law": "achieve",
    "kz-election-law": "achieve",
    "kz-party-registration": "achieve",
    "kz-local-self-government": "achieve",
    "kz-odihr-mandate": "uphold",
    "kz-freedom-of-religion": "uphold",
    "kz-internet-freedom": "uphold",
    "kz-minority-representation": "achieve",
    "kz-human-rights-action-plan": "achieve",
    "kz-legal-policy-concept": "achieve",
    "kz-odihr-follow-up": "achieve",
    "osce-odihr-funding": "watch",
    "osce-budget-contributions": "watch",
    "osce-roma-sinti": "achieve",
    "osce-trafficking": "achieve",
    "osce-gender-equality": "achieve",
    "osce-tolerance": "achieve",
    "rec-odihr-governance": "recommendation",
    "rec-tolerance": "recommendation",
    "rec-odihr-georgia": "recommendation",
    "rec-observation-partners": "recommendation",
    "rec-kz-reforms": "recommendation",
}
UPHOLD_OR_WATCH = (
    "osce-election-observation",
    "osce-odihr-mandate-proposals",
    "osce-field-missions",
    "osce-georgia-mission",
)


@pytest.mark.parametrize(("commitment", "kind"), KINDS.items())
def test_a_commitment_of_the_documents_is_on_record_with_its_kind(commitment: str, kind: str) -> None:
    assert as_last_told()[commitment]["kind"] == kind


@pytest.mark.parametrize("commitment", UPHOLD_OR_WATCH)
def test_what_the_osce_does_is_upheld_or_watched(commitment: str) -> None:
    found = as_last_told()[commitment]
    assert found["kind"] in {"uphold", "watch"}
    assert found["event"]["jurisdiction"] == "OSCE"


def test_a_commitment_belongs_to_the_jurisdiction_its_id_names() -> None:
    for commitment, content in as_last_told().items():
        assert content["event"]["jurisdiction"] == ("OSCE" if commitment.startswith("osce-") else "KZ")


@pytest.mark.parametrize(
    "measure",
    [
        "kz-constitution-2007",
        "kz-law-media-2009",
        "kz-law-elections-2009",
        "kz-law-parties-2009",
        "kz-law-local-government-2009",
        "kz-law-religion-2008",
        "kz-law-internet-2009",
        "kz-plan-human-rights-2009",
        "kz-concept-legal-policy-2010",
    ],
)
def test_a_measure_of_the_documents_is_on_record_with_title_and_kind(measure: str) -> None:
    assert any(fact["data"]["measure"].keys() >= {"title", "kind"} for fact in events_of(measure))


def test_the_task_force_is_civil_society_paid_by_the_government_it_judges() -> None:
    body = key("body-csis-ind-task-force")["data"]["body"]
    assert (body["id"], body["account"]) == (THE_BRIEF, "civil-society")
    assert [(tie["to"], tie["kind"]) for tie in body["ties"]] == [("kz-government", "paid-by")]


# The first append ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["csis", "brief", "2007-11", "2009-11", "mazhilis", "libel", "osce-hcnm"])
def test_the_first_append_holds_no_word_of_the_brief(word: str) -> None:
    assert word not in json.dumps(appends()[0], ensure_ascii=False, default=str).casefold()


def test_the_first_append_rests_on_the_governments_account_alone() -> None:
    sources = [source for fact in told(appends()[0]) for source in fact["sources"]]
    assert {(source["publisher"], source["published"]) for source in sources} == {("kz-government", "[2009-02-11..]")}


def test_the_first_append_has_neither_due_dates_nor_benchmarks() -> None:
    for content in commitments(appends()[0]).values():
        assert not content.get("due")
        assert not content.get("benchmarks")
        assert not any(term.get("due") for term in content["terms"])


def test_the_first_append_dates_no_vote_on_the_four_laws() -> None:
    votes = [fact for fact in told(appends()[0]) if fact["data"].get("classification") == "passage"]
    assert [fact["data"]["measure"]["id"] for fact in votes] == ["kz-law-religion-2008"]


def test_coverage_grows_from_the_month_of_signature_to_the_day_of_the_brief() -> None:
    stated = [event["data"] for event in on_record() if event["type"] == "coverage-stated.v1"]
    assert [(one["jurisdiction"], one["covers_to"]) for one in stated] == [
        ("KZ", "2009-02-28"),
        ("KZ", "2009-11-19"),
        ("OSCE", "2009-11-19"),
    ]
    assert not any(event["data"].get("jurisdiction") == "OSCE" for event in appends()[0])


# What both documents tell --------------------------------------------------------------------------------------------


def test_madrid_is_december_in_the_account_and_either_month_once_the_brief_is_read() -> None:
    first, second = appends()
    pledges = ("kz-media-law", "kz-election-law", "kz-party-registration")
    assert {commitments(first)[one]["event"]["occurred"] for one in pledges} == {"2007-12"}
    assert {commitments(second)[one]["event"]["occurred"] for one in pledges} == {"[2007-11,2007-12]"}


@pytest.mark.parametrize("commitment", ["kz-media-law", "kz-election-law", "kz-party-registration"])
def test_a_pledge_keeps_each_documents_own_date_and_terms(commitment: str) -> None:
    content = commitments(appends()[1])[commitment]
    said = {source["publisher"]: source["says"]["occurred"] for source in content["event"]["sources"]}
    assert said == {"kz-government": "2007-12", THE_BRIEF: "2007-11"}
    assert {term["source"]: term.get("due") for term in content["terms"]} == {"kz-government": None, THE_BRIEF: "2008"}


def test_local_self_government_is_named_by_the_governments_account_only() -> None:
    assert "kz-local-self-government" not in commitments(appends()[1])
    assert THE_BRIEF not in json.dumps(commitments(appends()[0])["kz-local-self-government"])


def test_the_benchmarks_are_set_by_whoever_named_them() -> None:
    assert {one: by for one, by in benchmarks().items() if not one.startswith("kz-minority")} == {
        "kz-media-law.libel": "osce-rfom",
        "kz-media-law.independent-registration": "osce-rfom",
        "kz-media-law.secrecy-offence": "osce-rfom",
        "kz-media-law.closure-penalty": "osce-rfom",
        "kz-election-law.commission-representation": THE_BRIEF,
        "kz-election-law.domestic-observers": THE_BRIEF,
        "kz-election-law.second-party": THE_BRIEF,
        "kz-party-registration.registration-hurdles": THE_BRIEF,
    }
    assert [one for one, content in as_last_told().items() if content.get("open_ended")] == ["kz-media-law"]


def test_the_vote_on_the_religion_law_keeps_what_each_document_says_of_it() -> None:
    vote = steps_of("kz-law-religion-2008", "passage")[-1]
    assert vote["occurred"] == "[2008-03-01..2009-02-10]"
    assert {source["publisher"]: source["says"]["chamber"] for source in vote["sources"]} == {
        "kz-government": "Parliament",
        THE_BRIEF: "Mazhilis",
    }
    assert vote["sources"][1]["says"]["occurred"] == "2009"


def test_the_religion_law_is_voted_on_before_it_is_referred_and_ruled_on_last() -> None:
    vote = steps_of("kz-law-religion-2008", "passage")[-1]
    referral = steps_of("kz-law-religion-2008", "constitutional-referral")[-1]
    ruling = next(fact for fact in reversed(facts()) if fact["type"] == "court-ruling.v1")
    assert vote["occurred"] == referral["occurred"]
    assert vote["order"] < referral["order"]
    assert ruling["occurred"] == "2009-02-11"
    assert when(referral).counts_from < when(ruling).counts_from


def test_the_religion_law_hinders_from_its_introduction_by_the_council_and_by_the_brief() -> None:
    introduced = steps_of("kz-law-religion-2008", "introduction")[-1]
    assert {(one["according_to"], one["effect"], one["given_on"]) for one in introduced["bears_on"]} == {
        ("kz-constitutional-council", "hinders", "2009-02-11"),
        (THE_BRIEF, "hinders", "2009-11-19"),
    }


# Every fact ----------------------------------------------------------------------------------------------------------


def test_every_source_says_where_in_the_document() -> None:
    sources = [source for fact in facts() for source in fact["sources"]]
    bodies = [event["data"]["body"] for event in on_record() if event["type"] == "body-described.v1"]
    ties = [tie["source"] for body in bodies for tie in body.get("ties", ())]
    assert all(source.get("locator") for source in sources)
    assert all(isinstance(source, str) or source.get("locator") for source in ties)


def test_every_grade_is_coded_by_our_staff_with_the_words_it_rests_on() -> None:
    grades = [grade for fact in facts() for grade in fact.get("assessments", ())]
    assert grades
    for grade in grades:
        assert grade["graded_by"] == "monitor"
        assert len(grade["coder_note"]) > 30


def test_second_hand_words_are_labelled_with_whoever_reports_them() -> None:
    for fact in facts():
        if fact["type"] not in {"statement.v1", "osce-statement.v1"}:
            continue
        data, publishers = fact["data"], {source["publisher"] for source in fact["sources"]}
        speakers = {speaker.get("body") for speaker in data["speakers"]}
        if data["attested"] == "direct":
            assert speakers == publishers
        else:
            assert data["via"] in publishers
            assert data["via"] not in speakers or data["via"] == "kz-government"


def test_bounds_that_were_inferred_carry_a_note() -> None:
    for fact in facts():
        if fact["occurred"].startswith("[") and fact["occurred"] != "[2009-02-11..]":
            assert fact.get("dating_note"), fact["title"]


def test_nothing_is_a_forecast() -> None:
    for fact in facts():
        assert not fact.get("scheduled")
        assert when(fact).counts_from <= COVERED_TO, fact["title"]


def test_what_advances_a_pledge_has_a_first_day() -> None:
    achieved = {one for one, content in as_last_told().items() if content["kind"] == "achieve"}
    for fact in facts():
        advanced = {one["of"].partition(".")[0] for one in fact.get("bears_on", ()) if one["effect"] == "advances"}
        if advanced & achieved:
            assert when(fact).earliest is not None, fact["title"]


@pytest.mark.parametrize("law", FOUR_LAWS)
def test_what_led_to_the_four_laws_is_not_before_2008(law: str) -> None:
    steps = events_of(f"kz-law-{law}-2009")
    assert min(parse_dating(fact["occurred"]).earliest or date.min for fact in steps) == date(2008, 1, 1)


def test_the_brief_judges_after_everything_it_reports_of_others() -> None:
    grades = [
        (when(fact).counts_from, fact.get("order", 0), turn, grade["assessor"], grade["of"])
        for turn, fact in enumerate(facts())
        for grade in fact.get("assessments", ())
        if grade.get("value")
    ]
    for commitment in ("kz-media-law", "kz-election-law", "kz-party-registration"):
        assert max(one for one in grades if one[4] == commitment)[3] == THE_BRIEF


def test_the_two_series_of_money_are_never_one() -> None:
    figures = [figure for fact in facts() for figure in fact.get("figures", ())]
    contributions = [one for one in figures if one.get("of") == "osce-budget-contributions"]
    assert {one["period"]: str(one["value"]) for one in contributions} == {"2005": "7.5", "2006": "6.8", "2007": "5.9"}
    assert {one["indicator"] for one in contributions}.isdisjoint(
        one["indicator"] for one in figures if one.get("of") == "osce-odihr-funding"
    )


def test_the_regional_field_missions_add_up_to_all_of_them() -> None:
    figures = {one["indicator"]: one.get("value") for fact in facts() for one in fact.get("figures", ())}
    regions = ("field-missions-in-europe", "field-missions-in-the-south-caucasus", "field-missions-in-central-asia")
    assert sum(figures[one] for one in regions) == figures["field-missions"] == 18


def test_the_staff_finds_nothing_itself() -> None:
    bearings = [one for fact in facts() for one in fact.get("bears_on", ())]
    assert {one["effect"] for one in bearings if one["according_to"] == "monitor"} <= {"neutral", "concern"}
    assert not any(grade["assessor"] == "monitor" for fact in facts() for grade in fact.get("assessments", ()))
