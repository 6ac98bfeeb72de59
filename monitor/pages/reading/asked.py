"""What a page is asked for: the view and the filter, read from its address; a field left blank is not given."""

from collections.abc import Collection
from typing import Final

from fastapi import Request

from events.words import CommitmentKind
from monitor.answers.board_filter import BoardFilter
from monitor.answers.reader import NotOnRecord
from monitor.answers.views import Asked, BadView, View
from monitor.api.asking import view_of
from monitor.api.board_filter import LONGEST_SEARCH
from monitor.bootstrap import Service
from monitor.pages.reading.addresses import VIEW, Addresses
from monitor.pages.reading.labels import FLAGS
from monitor.pages.rendering import root_of
from monitor.status.rules import LABELS

_KINDS: Final = CommitmentKind.__args__  # type: ignore[attr-defined]
FILTER: Final = ("jurisdiction", "topic", "status", "flag", "kind", "q")
"""The parameters that narrow a board."""


def given(request: Request) -> list[tuple[str, str]]:
    """The parameters of an address that hold something.

    Parameters that no page knows do no harm: mail programs add their own to links.

    Raises:
        BadView: one of them holds what no text on record can.
        NotOnRecord: the path does.
    """
    if any("\0" in str(value) for value in request.path_params.values()):
        raise NotOnRecord("page", "at this address")
    found = [(name, value.strip()) for name, value in request.query_params.multi_items() if value.strip()]
    for name, value in found:
        if "\0" in value:
            raise BadView(name, "this holds a character that no text on record has")
    return found


def asked_of(request: Request) -> Asked:
    """The view that is asked for, in words.

    Raises:
        BadView: naming the parameter that is wrong.
    """
    last = dict(given(request))
    return Asked(**{name: last.get(name) for name in VIEW})


def addresses_of(request: Request, asked: Asked) -> Addresses:
    """Addresses that carry the view which is asked for."""
    named = {name: getattr(asked, name) for name in VIEW}
    return Addresses(root_of(request), {name: value for name, value in named.items() if value})


def view_on(service: Service, asked: Asked, jurisdiction: str | None = None) -> View:
    """The view that is meant.

    Raises:
        BadView: naming the parameter that is wrong.
    """
    return view_of(service, asked, jurisdiction)


def board_filter(request: Request) -> BoardFilter:
    """Which commitments a board is about.

    Raises:
        BadView: naming the parameter that is wrong.
    """
    pairs = given(request)
    many = {name: tuple(dict.fromkeys(value for key, value in pairs if key == name)) for name in FILTER}
    _refuse_others("status", many["status"], LABELS)
    _refuse_others("flag", many["flag"], FLAGS)
    _refuse_others("kind", many["kind"], _KINDS)
    words = " ".join(many["q"])
    if len(words) > LONGEST_SEARCH:
        raise BadView("q", f"give at most {LONGEST_SEARCH} characters")
    return BoardFilter(
        jurisdiction=many["jurisdiction"],
        topic=many["topic"],
        status=many["status"],
        flag=many["flag"],
        kind=many["kind"],
        q=words,
    )


def filter_pairs(wanted: BoardFilter) -> list[tuple[str, str]]:
    """The filter as parameters of an address, in a fixed order."""
    many = [(name, value) for name in FILTER if name != "q" for value in getattr(wanted, name)]
    return [*many, *([("q", wanted.q)] if wanted.q else [])]


def _refuse_others(name: str, values: Collection[str], known: Collection[str]) -> None:
    for value in values:
        if value not in known:
            raise BadView(name, f"there is no {name} {value}; there is {', '.join(sorted(known))}")
