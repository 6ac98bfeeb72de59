"""The page of the search."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from monitor.answers.search import search
from monitor.api.asking import RecordAsked, one_of
from monitor.api.credentials import may_follow
from monitor.api.paging import PageAsked, open_page
from monitor.api.search import SearchAsked, hit_behind, written_hit
from monitor.api.serviced import Served
from monitor.languages.phrases import N_, Words
from monitor.languages.phrases import gettext as _
from monitor.pages.reading.citing import FORMS
from monitor.pages.reading.labels import STATUSES
from monitor.pages.reading.record_words import stage_of, state_of
from monitor.pages.refusing import PageRoute
from monitor.pages.rendering import private_page, root_of
from monitor.searching.documents import KINDS
from monitor.searching.words import words_of

MOST_SHOWN: Final = 25

_PLURALS: Final = Words({"commitment": N_("Commitments"), "measure": N_("Measures"), "event": N_("Events")})

router = APIRouter(include_in_schema=False, route_class=PageRoute, dependencies=[Depends(may_follow)])


@router.get("/search")
def read_search_page(
    request: Request, service: Served, asked: RecordAsked, paging: PageAsked, wanted: SearchAsked
) -> Response:
    """What has the words that are asked for, a page at a time, and the form to ask for others."""
    page = open_page(request, service, asked, paging, one_of(wanted.jurisdiction))
    found, last = search(service.reader, page.view, wanted, after=hit_behind(page), limit=min(page.limit, MOST_SHOWN))
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    following = page.cursor(written_hit(last)) if last is not None else None
    view = urlencode([(name, value) for name, value in kept if name in {"as_of", "known_at", "rules"}])
    return private_page(
        request,
        "search.html",
        asked=bool(words_of(wanted.q)),
        wanted=wanted,
        kinds=[(kind, _PLURALS[kind]) for kind in KINDS],
        view=[(name, value) for name, value in kept if name in {"as_of", "known_at", "rules", "jurisdiction"}],
        found=[_line(one, f"?{view}" if view else "") for one in found],
        first=not page.after,
        following=f"{root_of(request)}/search?{urlencode([*kept, ('after', following)])}" if following else None,
        forms=[(_(words), f"{root_of(request)}/search.{ending}?{urlencode(kept)}") for ending, words in FORMS],
        path="/search",
    )


def _line(one: Mapping[str, Any], view: str) -> dict[str, Any]:
    """A line of the list: the path of its page, and the few words that tell it from others of its name."""
    said: Sequence[str | None]
    match one["kind"]:
        case "commitment":
            said = (_("Commitment"), STATUSES.get(one["status"], one["status"]))
        case "measure":
            said = (_("Measure"), stage_of(one["stage"]) if one["stage"] else None)
        case _:
            said = (_("Event"), None if one["state"] == "current" else state_of(one["state"]))
    return {**one, "path": f"/{one['kind']}s/{one['id']}{view}", "said": [word for word in said if word]}
