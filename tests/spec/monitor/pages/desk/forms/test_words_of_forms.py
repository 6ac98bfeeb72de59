"""A form says nothing of ours in English where another language is spoken."""

from collections.abc import Iterator

import pytest

from events.codec import DRAFTS
from monitor.languages.language import ENGLISH, KAZAKH, RUSSIAN, Language
from monitor.languages.speaking import Speech, speaking
from monitor.pages.desk.forms.field import Control, Field, Form, Group, Several
from monitor.pages.desk.forms.form import CORRECTION, form_of
from monitor.pages.desk.forms.wording import PURPOSES

TYPES = sorted(DRAFTS)


def said(form: Form) -> Iterator[str]:
    for section in form.sections:
        yield from (section.title, section.hint)
        for placed in section.parts:
            yield from within(placed.field)


def within(field: Field) -> Iterator[str]:
    yield from (field.label, field.hint)
    match field:
        case Control():
            yield from (words for one in field.options for words in (one.words, one.group))
        case Group():
            for one in (*field.members, *([field.or_words] if field.or_words else [])):
                yield from within(one)
        case Several():
            yield field.one
            yield from within(field.item)


def in_language(language: Language, wire_name: str) -> list[str]:
    with speaking(Speech(language)):
        form = form_of(wire_name, "court-ruling.v1" if wire_name == CORRECTION else None)
        return [PURPOSES[wire_name], *said(form)]


@pytest.mark.parametrize("language", [KAZAKH, RUSSIAN], ids=lambda one: one.code)
@pytest.mark.parametrize("wire_name", TYPES)
def test_every_word_of_a_form_is_translated(wire_name: str, language: Language) -> None:
    pairs = zip(in_language(ENGLISH, wire_name), in_language(language, wire_name), strict=True)
    assert [english for english, told in pairs if english and told == english] == []
