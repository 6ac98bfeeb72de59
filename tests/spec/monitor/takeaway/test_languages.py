"""A document says its language, and that of words which are in another."""

import io

import docx
import pytest

from monitor.languages.language import ENGLISH, KAZAKH
from monitor.languages.phrases import N_
from monitor.languages.speaking import Speech, speaking
from monitor.pages.takeaway.told_runs import recorded, told
from monitor.takeaway.document import Draft, Text
from monitor.takeaway.word import word


def test_a_sentence_holds_words_of_the_record_under_their_own_language() -> None:
    message = N_("From %(day)s: %(title)s")
    with speaking(Speech(KAZAKH)):
        said = told(message, day="2009", title=recorded("Reform the media law"))
    assert Text("Reform the media law", language="en") in said
    assert "From" not in "".join(one for one in said if isinstance(one, str))
    with speaking(Speech(ENGLISH)):
        assert told(message, day="2009", title=recorded("Reform the media law")) == [
            "From ", "2009", ": ", Text("Reform the media law"), "",
        ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "kk"])
def test_a_word_document_is_in_the_language_that_it_is_written_in(language: str) -> None:
    draft = Draft(language)
    draft.say(Text("Reform the media law", language="ru"))
    found = docx.Document(io.BytesIO(word(draft.document("Title", "http://127.0.0.1/", None))))
    assert found.core_properties.language == language
    assert f'w:lang w:val="{language}"' in found.styles["Normal"].element.xml
    assert 'w:lang w:val="ru"' in found.paragraphs[-1]._p.xml  # noqa: SLF001 - what python-docx has no name for
