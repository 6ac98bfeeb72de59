"""Signs that only some readers of Markdown take for more than they are."""

import pytest

from monitor.takeaway.document import Document, Draft, Paragraph, Text
from monitor.takeaway.markdown import markdown


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("(a) the State shall", r"(a\) the State shall"),
        ("iv. the State shall", r"iv\. the State shall"),
        ("B) the State shall", r"B\) the State shall"),
        ("(12) the State shall", r"(12\) the State shall"),
        ("The State shall (a) amend", "The State shall (a) amend"),
    ],
)
def test_the_mark_of_a_clause_begins_no_list(words: str, written: str) -> None:
    found = markdown(Document("T", "http://x/", None, (Paragraph((Text(words),)),), ()))
    assert found == f"# T\n\n{written}\n"


def test_a_call_for_a_footnote_after_an_exclamation_is_no_image() -> None:
    draft = Draft()
    draft.say("Reform now!", draft.note("a", ["There"], "again"))
    assert r"Reform now\![^1]" in markdown(draft.document("T", "http://x/", None))
