"""Drafts: written by one, looked at by another, appended once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.builders import LAW, at, legislated, milestone, ruled
from tests.integration.api.served import Api
from tests.integration.desk.visited import Desk
from tests.integration.desk.written import append, at_desk, decide, draft, edited, fields_of, hidden_in, press, shown_by
from tests.integration.private_pages.mailed import Page

RULING = "/desk/events/new/court-ruling"
NAMING = fields_of(ruled("2021-02-01", "order", None, data={"court": "odihr", "persons": [{"name": "A. Bekova"}]}))
PLAIN = fields_of(milestone("2021-01-10"))


@pytest.fixture
def aigul(api: Api) -> Desk:
    """Somebody at the desk of a record with one pledge."""
    api.with_pledge()
    return at_desk(api, "Aigul")


@pytest.fixture
def boris(api: Api, aigul: Desk) -> Desk:
    """Somebody else."""
    del aigul
    return at_desk(api, "Boris")


def position(desk: Desk) -> int:
    return desk.api.service.log.head().position


def test_what_names_a_private_person_is_not_appended_by_whoever_wrote_it(aigul: Desk) -> None:
    refused = append(aigul, RULING, NAMING)
    assert refused.status_code == 409
    assert "It names a private person." in Page(refused).words
    assert "append" not in Page(refused).values("value", "button")
    path = draft(aigul, RULING, NAMING)
    assert "append" not in aigul.page(path).values("value", "button")
    forced = aigul.post(path, {"do": "append", "version": "1", "shown": "anything"})
    assert (forced.status_code, position(aigul)) == (409, 3)


def test_the_rule_holds_for_a_preview_that_is_right_too(aigul: Desk) -> None:
    path = draft(aigul, RULING, NAMING)
    shown = at_desk(aigul.api, "Boris").page(path).values("value", "input")
    forced = aigul.post(path, {"do": "append", "version": shown[0], "shown": shown[1]})
    assert (forced.status_code, position(aigul)) == (403, 3)


def test_a_second_person_sees_the_same_preview_and_appends_it(aigul: Desk, boris: Desk) -> None:
    path = draft(aigul, RULING, NAMING, note="Is the date right?")
    assert path in boris.page("/desk/drafts").values("href", "a")
    page = boris.page(path)
    for words in ("Aigul: Is the date right?", "A. Bekova", "It names a private person.", "Nobody is told."):
        assert words in page.words
    done = decide(boris, path, "append")
    assert done.headers["location"] == "/desk/appends/2?done=appended"
    event = aigul.api.read("/v1/events/4")
    assert event["recorded_by"] == boris.api.service.drafting.one(path.split("/")[-1]).reviewer.id  # type: ignore[union-attr]
    assert "looked at by Boris" in aigul.page(path).words
    assert "A. Bekova" not in aigul.page(path).words


def test_a_note_is_kept_as_long_as_its_field_takes_it(aigul: Desk) -> None:
    path = draft(aigul, RULING, NAMING, note=f"{'x' * 2000}y")
    assert aigul.api.service.drafting.one(path.split("/")[-1]).note == "x" * 2000


def test_whoever_looks_at_it_sends_it_back_with_words_and_sees_it_again(aigul: Desk, boris: Desk) -> None:
    path = draft(aigul, RULING, NAMING)
    assert "drafts to look at" in boris.page("/desk").words
    assert "drafts to look at" not in aigul.page("/desk").words
    assert decide(boris, path, "send-back").status_code == 422
    assert decide(boris, path, "send-back", words="Which court?").status_code == 303
    assert "drafts sent back to you" in aigul.page("/desk").words
    assert "drafts to look at" not in boris.page("/desk").words
    page = aigul.page(path)
    assert "Sent back by Boris: Which court?" in page.words
    assert "append" not in boris.page(path).values("value", "button")
    edit = aigul.page(f"{path}/edit")
    assert "A. Bekova" in edit.values("value", "input")
    assert edited(aigul, path, "draft", {**NAMING, "title": "Mended"}).status_code == 303
    assert "append" in boris.page(path).values("value", "button")
    assert "Mended" in boris.page("/desk/drafts").words


def test_a_draft_need_not_be_complete_and_loses_nothing(aigul: Desk, boris: Desk) -> None:
    path = draft(aigul, RULING, {"title": "Half a ruling", "occurred": "soon", "sources-0-url": "x"})
    values = aigul.page(f"{path}/edit").values("value", "input")
    assert {"Half a ruling", "soon", "x"} <= set(values)
    page = boris.page(path)
    assert "It cannot go on record as it is" in page.words
    assert "append" not in page.values("value", "button")


def test_nobody_edits_or_withdraws_what_somebody_else_wrote(aigul: Desk, boris: Desk) -> None:
    path = draft(aigul, RULING, NAMING)
    assert boris.get(f"{path}/edit").status_code == 404
    assert press(boris, f"{path}/edit", "draft", NAMING).status_code == 404
    assert decide(boris, path, "withdraw").status_code == 403
    assert decide(aigul, path, "send-back", words="x").status_code == 403
    assert decide(aigul, path, "withdraw").status_code == 303
    assert "what it said was erased" in boris.page(path).words


def test_what_needs_nobody_else_is_appended_from_its_draft_by_its_author(aigul: Desk) -> None:
    path = draft(aigul, "/desk/events/new/milestone", PLAIN)
    assert decide(aigul, path, "append").status_code == 303
    assert position(aigul) == 4


def test_what_was_changed_meanwhile_is_not_what_is_appended(aigul: Desk, boris: Desk) -> None:
    path = draft(aigul, RULING, NAMING)
    seen = boris.page(path).values("value", "input")
    edited(aigul, path, "draft", {**NAMING, "title": "Another"})
    late = boris.post(path, {"do": "append", "version": seen[0], "shown": seen[1]})
    assert (late.status_code, position(boris)) == (409, 3)
    assert "Look again" in Page(late).words


@pytest.mark.parametrize("act", ["draft", "append"])
def test_a_form_opened_before_the_draft_was_changed_changes_nothing_and_is_kept_as_a_new_one(
    aigul: Desk, boris: Desk, act: str
) -> None:
    path = draft(aigul, "/desk/events/new/milestone", PLAIN)
    fields = {**PLAIN, "title": "Typed", "note": "Why"}
    opened = shown_by(press(aigul, f"{path}/edit", "preview", fields, **hidden_in(aigul.page(f"{path}/edit"))))
    decide(boris, path, "send-back", words="Which election?")
    edited(aigul, path, "draft", {**PLAIN, "title": "Saved in another tab"})
    late = press(aigul, f"{path}/edit", act, fields, **opened)
    page = Page(late)
    assert (late.status_code, position(aigul)) == (409, 3)
    assert "Typed" in page.values("value", "input")
    assert not {"draft", "append"} & set(page.values("value", "button"))
    assert "Saved in another tab" in aigul.page(path).words
    anew = press(aigul, f"{path}/edit", "draft-new", fields, **hidden_in(page))
    assert anew.headers["location"] != f"{path}?done=kept"
    assert "Typed" in aigul.page(anew.headers["location"]).words


@pytest.mark.parametrize("act", ["draft", "append", "preview", "add:sources"])
def test_what_was_typed_into_a_draft_that_has_ended_meanwhile_can_be_kept_as_a_new_one(aigul: Desk, act: str) -> None:
    path = draft(aigul, "/desk/events/new/milestone", PLAIN)
    fields = {**PLAIN, "title": "Typed", **hidden_in(aigul.page(f"{path}/edit"))}
    decide(aigul, path, "withdraw")
    late = press(aigul, f"{path}/edit", act, fields)
    page = Page(late)
    assert late.status_code == (409 if act in {"draft", "append"} else 200)
    assert "Typed" in page.values("value", "input")
    assert not {"draft", "append"} & set(page.values("value", "button"))
    anew = press(aigul, f"{path}/edit", "draft-new", fields, **hidden_in(page))
    assert "Typed" in aigul.page(anew.headers["location"]).words
    assert press(at_desk(aigul.api, "Boris"), f"{path}/edit", act, fields).status_code == 404


def test_a_correction_that_was_typed_into_a_draft_that_has_ended_keeps_what_it_corrects(aigul: Desk) -> None:
    aigul.api.append(milestone("2021-01-10", title="As it was"))
    typed = {"data-reason": "A slip", "data-kind": "editorial", "data-replacement-title": "As it is"}
    path = draft(aigul, "/desk/events/4/correct", typed)
    fields = {**typed, **hidden_in(aigul.page(f"{path}/edit"))}
    decide(aigul, path, "withdraw")
    late = press(aigul, f"{path}/edit", "draft", fields)
    assert "As it was" in Page(late).words
    anew = press(aigul, f"{path}/edit", "draft-new", fields, **hidden_in(Page(late)))
    assert "title As it was As it is" in aigul.page(anew.headers["location"]).words


def test_the_form_of_a_draft_that_is_appended_twice_leads_to_the_one_append(aigul: Desk) -> None:
    path = draft(aigul, "/desk/events/new/milestone", PLAIN)
    shown = shown_by(edited(aigul, path, "preview", PLAIN))
    answers = [press(aigul, f"{path}/edit", "append", PLAIN, **shown) for _ in range(2)]
    assert [one.headers["location"] for one in answers] == ["/desk/appends/2?done=appended"] * 2
    otherwise = press(aigul, f"{path}/edit", "append", {**PLAIN, "title": "Another"}, **shown)
    assert (otherwise.status_code, position(aigul)) == (409, 4)
    assert "Another" in Page(otherwise).values("value", "input")


def test_what_was_sent_back_is_not_appended_from_its_form_before_it_is_saved(aigul: Desk, boris: Desk) -> None:
    path = draft(aigul, "/desk/events/new/milestone", PLAIN)
    decide(boris, path, "send-back", words="Which election?")
    preview = edited(aigul, path, "preview", PLAIN)
    assert "append" not in Page(preview).values("value", "button")
    forced = press(aigul, f"{path}/edit", "append", PLAIN, **shown_by(preview))
    assert (forced.status_code, position(aigul)) == (409, 3)
    assert "the draft was sent back" in Page(forced).words
    assert edited(aigul, path, "draft", PLAIN).status_code == 303
    shown = shown_by(edited(aigul, path, "preview", PLAIN))
    assert press(aigul, f"{path}/edit", "append", PLAIN, **shown).status_code == 303


def test_a_draft_that_would_change_something_else_by_now_is_shown_anew(aigul: Desk, boris: Desk) -> None:
    path = draft(aigul, RULING, NAMING)
    seen = boris.page(path).values("value", "input")
    late = boris.post(path, {"do": "append", "version": seen[0], "shown": f"{'0' * 64}.{seen[1].split('.')[1]}"})
    assert (late.status_code, position(boris)) == (409, 3)
    assert decide(boris, path, "append").status_code == 303


def test_two_who_press_at_once_append_it_once(aigul: Desk, boris: Desk) -> None:
    carol = at_desk(aigul.api, "Carol")
    path = draft(aigul, RULING, NAMING)
    seen = boris.page(path).values("value", "input")
    fields = {"do": "append", "version": seen[0], "shown": seen[1]}
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda who: who.post(path, fields), (boris, carol)))
    assert position(boris) == 4
    assert 303 in [one.status_code for one in answers]
    assert {one.status_code for one in answers} <= {303, 409}


def test_many_commitments_need_a_second_person_as_the_settings_say(aigul: Desk) -> None:
    api = aigul.api
    api.batch(*(legislated("2021-01-01", "introduction", LAW, bears_on=[]),))
    fields = fields_of(legislated("2021-02-01", "executive-signature", LAW))
    assert append(aigul, "/desk/events/new/legislative-action", fields).status_code == 303
    object.__setattr__(api.service.settings, "review_commitments", 0)
    more = fields_of(legislated("2021-02-03", "repeal", LAW, id=at(9)))
    refused = append(aigul, "/desk/events/new/legislative-action", more)
    assert "It moves the headline of 1 commitments, more than 0." in Page(refused).words
