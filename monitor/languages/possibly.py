"""What is merely possible, in words: said in one way wherever a status or a stage is told."""

from monitor.languages.phrases import gettext


def possibly(words: str, *, certain: bool) -> str:
    """``possibly in progress``; the words as they are where it is certain."""
    return words if certain else gettext("possibly %(words)s", words=words)
