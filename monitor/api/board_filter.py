"""Which commitments a list is about, as parameters."""

from typing import Annotated

from fastapi import Depends, Query

from monitor.answers.board_filter import BoardFilter
from monitor.api.words import FLAG, KIND, STATUS

LONGEST_SEARCH = 200

Jurisdictions = Annotated[
    list[str] | None,
    Query(
        description="Codes of jurisdictions; repeat it for alternatives.", openapi_examples={"one": {"value": ["KZ"]}}
    ),
]
Topics = Annotated[
    list[str] | None,
    Query(description="Topics; repeat it for alternatives.", openapi_examples={"one": {"value": ["media"]}}),
]
Statuses = Annotated[list[Annotated[str, STATUS]] | None, Query(description="Statuses; repeat it for alternatives.")]
Flags = Annotated[list[Annotated[str, FLAG]] | None, Query(description="Flags; repeat it for alternatives.")]
Kinds = Annotated[list[Annotated[str, KIND]] | None, Query(description="Kinds; repeat it for alternatives.")]
Words = Annotated[
    str,
    Query(
        description="Words that all have to occur in the title, in any case.",
        max_length=LONGEST_SEARCH,
        openapi_examples={"one": {"value": "media"}},
    ),
]


async def _board_asked(
    jurisdiction: Jurisdictions = None,
    topic: Topics = None,
    status: Statuses = None,
    flag: Flags = None,
    kind: Kinds = None,
    q: Words = "",
) -> BoardFilter:
    return BoardFilter(
        jurisdiction=tuple(jurisdiction or ()),
        topic=tuple(topic or ()),
        status=tuple(status or ()),
        flag=tuple(flag or ()),
        kind=tuple(kind or ()),
        q=q,
    )


BoardAsked = Annotated[BoardFilter, Depends(_board_asked)]
