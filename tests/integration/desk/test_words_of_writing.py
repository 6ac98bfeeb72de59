"""Whoever writes events at the desk in Kazakh or Russian reads nothing of ours in English, but what is on record."""

import re

import pytest

from monitor.languages.language import KAZAKH, RUSSIAN, Language
from tests.builders import LAW, bears, legislated
from tests.integration.api.served import Api
from tests.integration.desk.visited import Desk
from tests.integration.desk.written import append, at_desk, draft, fields_of, press
from tests.integration.pages.test_words_of_the_board import english_of, told

NEW = "/desk/events/new/legislative-action"
SIGNED = legislated("2021-02-01", "executive-signature", LAW, title="Signed", bears_on=[bears("advances")])


@pytest.fixture
def desk(api: Api) -> Desk:
    """Somebody at the desk of a record with one pledge."""
    api.with_pledge()
    return at_desk(api)


def english_in(text: str, language: Language) -> list[str]:
    main = text[text.index("<main") : text.index("</main>")]
    words = told(re.sub(r"<option[^>]*>|<datalist.*?</datalist>", " ", main, flags=re.DOTALL))
    return [one for one in english_of(language, "writing") if re.search(rf"\b{re.escape(one)}\b", words)]


@pytest.mark.parametrize("language", [KAZAKH, RUSSIAN], ids=lambda one: one.code)
def test_what_is_read_while_an_event_is_written_is_in_the_language_of_the_page(desk: Desk, language: Language) -> None:
    there = language.prefix
    append(desk, NEW, fields_of(SIGNED))
    kept = draft(desk, f"{there}{NEW}", {**fields_of(SIGNED), "occurred": "2021-03-01", "note": "?"})
    event = desk.api.read("/v1/events/4")["id"]
    retraction = {"data-reason": "x", "data-kind": "error"}
    sent = draft(desk, f"{there}/desk/events/{event}/retract", retraction)
    shown = [
        desk.get(path if path.startswith(there) else f"{there}{path}")
        for path in (
            "/desk/events",
            "/desk/events/new",
            NEW,
            f"/desk/events/{event}",
            *(f"/desk/events/{event}/{act}" for act in ("correct", "retract", "annotate")),
            "/desk/appends/2?done=appended",
            "/desk/drafts",
            f"{kept}?done=kept",
            f"{kept}/edit",
            sent,
        )
    ]
    shown.append(press(desk, f"{there}{NEW}", "preview", fields_of(SIGNED)))
    shown.append(press(desk, f"{there}/desk/events/{event}/retract", "preview", retraction))
    assert {one.status_code for one in shown} == {200}
    shown.append(press(desk, f"{there}{NEW}", "preview", {"occurred": "?", "sources-0-url": "ftp://x"}))
    assert {one.request.url.path: found for one in shown if (found := english_in(one.text, language))} == {}
    assert f'lang="{language.code}"' in shown[0].text


def test_what_programs_are_told_too_is_marked_as_english(desk: Desk) -> None:
    wrong = {**fields_of(SIGNED), "occurred": "2021-13-45"}
    text = press(desk, f"/ru{NEW}", "preview", wrong).text
    assert 'id="at-occurred-wrong"><span lang="en"' in text
    assert 'id="at-occurred-wrong"><span' not in press(desk, NEW, "preview", wrong).text
