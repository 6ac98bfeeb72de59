"""What a call that appends is asked for beside its body: a key, a condition, a trial run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request

from events.codec import DRAFTS, base_type
from events.strict_json import LARGEST_EXACT_INTEGER
from events.tags import PUBLIC_TAGS
from monitor.answers.events import wire_names
from monitor.api.field_errors import FieldError
from monitor.api.idempotency import HEADER, BadKey, meaning, read_key
from monitor.api.problems import Problem
from monitor.api.request_bodies import Body
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.intake import request as intake
from monitor.intake.catalogue import is_public_tag
from monitor.keys.key import ApiKey

DryRun = Annotated[
    bool, Query(description="Try it out: the same answer, with null for what the log would make, and nothing stored.")
]
Notify = Annotated[bool, Query(description="False for backfill: nobody is told of it.")]
PreviewToken = Annotated[
    str | None,
    Query(
        description="What a dry run gave. Refused with 409 where appending would by now change something else, or tell "
        "other people.",
        json_schema_extra={"pattern": "^[0-9a-f]{64}$"},
    ),
]
Since = Annotated[
    int | None,
    Query(
        ge=0,
        le=LARGEST_EXACT_INTEGER,
        description="Refuse with 409 if an event with any of the tags stands after this position.",
    ),
]
Tags = Annotated[
    list[str] | None,
    Query(
        description=f"Tags of the condition, each `kind:name`, of the kinds {', '.join(PUBLIC_TAGS)}.",
        openapi_examples={"commitment": {"value": ["commitment:kz-media-law"]}},
    ),
]
KeyHeader = Annotated[
    str | None,
    Header(
        alias=HEADER,
        description="Your own name for this append, so that it can be repeated when its answer was lost: 1 to 255 "
        "printable characters, quoted or bare. Required unless it is a dry run.",
        openapi_examples={"quoted": {"value": '"b1946ac9"'}, "bare": {"value": "b1946ac9"}},
    ),
]


@dataclass(frozen=True, slots=True)
class AppendAsked:
    """The parameters of an append, sound in themselves; ``key`` is the idempotency key, none on a dry run."""

    dry_run: bool
    notify: bool
    preview_token: str | None
    condition: intake.Condition | None
    key: str | None
    route: str

    def request(
        self, writer: ApiKey, body: Body, drafts: Sequence[dict[str, Any]], lines: Sequence[int] | None = None
    ) -> intake.Request:
        """The append that is meant, of these drafts."""
        since, tags = (self.condition.since, self.condition.tags) if self.condition else (None, ())
        sent = meaning(body.content, notify=self.notify, since=since, tags=tags)
        return intake.Request(
            drafts=tuple(drafts),
            recorded_by=writer.id,
            notify=self.notify,
            key=intake.Key(writer.id, self.route, self.key, sent) if self.key is not None else None,
            condition=self.condition,
            preview_token=self.preview_token,
            lines=tuple(lines) if lines is not None else None,
        )


def _append_asked(
    request: Request,
    service: Served,
    dry_run: DryRun = False,  # noqa: FBT002 - a parameter of the query
    notify: Notify = True,  # noqa: FBT002 - as above
    preview_token: PreviewToken = None,
    if_none_since: Since = None,
    tag: Tags = None,
    idempotency_key: KeyHeader = None,
) -> AppendAsked:
    del idempotency_key  # here for the documentation; the header is read as it came, since it may stand there twice
    condition = _condition(service, if_none_since, tag)
    key = None
    if not dry_run:
        try:
            key = read_key(request.headers.getlist(HEADER))
        except BadKey as error:
            wrong = FieldError(parameter=HEADER, code="idempotency_key", detail=str(error))
            raise Problem("idempotency-key-missing", str(error), errors=[wrong]) from error
    return AppendAsked(dry_run, notify, preview_token, condition, key, request.scope["path"])


Appending = Annotated[AppendAsked, Depends(_append_asked)]


def _condition(service: Service, since: int | None, tags: Sequence[str] | None) -> intake.Condition | None:
    if since is None and not tags:
        return None
    errors = list(_wrong_tags(tags or ()))
    if since is None:
        errors.append(FieldError(parameter="if_none_since", code="missing", detail="tags go with a position"))
    elif not tags:
        errors.append(FieldError(parameter="tag", code="missing", detail="a position goes with one or more tags"))
    elif since > service.log.head().position:
        detail = f"position {since} is in the future; a condition on it would never refuse"
        errors.append(FieldError(parameter="if_none_since", code="future", detail=detail))
    if errors or since is None:
        raise Problem("invalid", "the condition cannot be checked", errors=errors)
    return intake.Condition(since, tuple(sorted({name for tag in tags or () for name in _meant(tag)})))


def _wrong_tags(tags: Sequence[str]) -> Iterator[FieldError]:
    for tag in tags:
        if not is_public_tag(tag):
            yield FieldError(
                parameter="tag", code="unknown_tag", detail=f"{tag} is not kind:name, of {', '.join(PUBLIC_TAGS)}"
            )
        elif tag.startswith("type:") and not _is_type(tag.removeprefix("type:")):
            yield FieldError(parameter="tag", code="unknown_type", detail=f"there is no event type {tag[5:]}")


def _is_type(name: str) -> bool:
    return any(name in {wire_name, base_type(wire_name)} for wire_name in DRAFTS)


def _meant(tag: str) -> list[str]:
    kind, _, name = tag.partition(":")
    return [f"type:{wire_name}" for wire_name in wire_names(name)] if kind == "type" else [tag]
