"""Which language a page is wanted in: the one its address names, else the one that the reader's browser asks for."""

from typing import Final

from monitor.languages.language import ENGLISH, LANGUAGES, Language

_OF_PROGRAMS: Final = ("/v1/", "/feeds/", "/calendar.ics", "/timemap", "/oembed", "/assets/", "/s/")


def named_in(path: str) -> tuple[Language | None, str]:
    """The language that a path begins with, and the path without it: ``/kk/board`` is Kazakh and ``/board``."""
    code, slash, rest = path.removeprefix("/").partition("/")
    found = LANGUAGES.get(code)
    if found is None or not path.startswith("/"):
        return None, path
    return found, f"/{rest}" if slash else "/"


def is_spoken(path: str) -> bool:
    """Whether what is at a path is written for people; what programs read is the same in every language."""
    return not path.startswith(_OF_PROGRAMS)


def preferred(accepted: str) -> Language:
    """The language that is asked for most (Accept-Language, RFC 9110 section 12.5.4); English where it is none of ours.

    ``accepted`` is the value of the header. Ranges match as RFC 4647 section 3.4 has it: ``kk-KZ`` is answered in
    Kazakh. Of languages that are wanted as much as each other the one named first is taken.
    """
    for code in _by_weight(accepted):
        if code == "*":
            return ENGLISH
        found = LANGUAGES.get(code.partition("-")[0])
        if found is not None:
            return found
    return ENGLISH


def _by_weight(accepted: str) -> list[str]:
    found: list[tuple[float, str]] = []
    for part in accepted.lower().split(","):
        code, *parameters = (piece.strip() for piece in part.split(";"))
        weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        try:
            found.append((float(weight), code))
        except ValueError:
            continue
    return [code for weight, code in sorted(found, key=lambda one: -one[0]) if weight > 0]
