"""The words: few, each with one meaning, and the same everywhere."""

import re

from tests.docs.pages import read

WORDS = re.findall(r"^\| \*\*(\w+)\*\* \|", read("GLOSSARY.md"), re.MULTILINE)
MOST = 20
OF_THE_FIELD = {
    "commitment", "benchmark", "measure", "event", "body", "assessment", "claim", "status", "stage", "flag", "as_of",
    "known_at", "public_at", "change", "notice", "message", "attempt",
}  # fmt: skip
OF_THE_RECORD = {"position", "coverage", "lens"}


def test_the_glossary_has_the_words_of_the_field_and_at_most_twenty() -> None:
    assert set(WORDS) == OF_THE_FIELD | OF_THE_RECORD
    assert len(WORDS) == len(set(WORDS)) <= MOST


def test_the_words_that_the_readme_explains_are_in_the_glossary() -> None:
    paragraph = next(part for part in read("README.md").split("\n\n") if part.startswith("The words:"))
    assert set(re.findall(r"\*\*(\w+)\*\*", paragraph)) == {
        "commitment", "measure", "event", "body", "assessment", "status", "as_of", "known_at",
    }  # fmt: skip
