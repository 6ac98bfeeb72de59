"""Exports: everything at once, streamed."""

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from itertools import chain, islice

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from monitor.answers.export import Format, export_events, export_statuses
from monitor.answers.views import View
from monitor.api.answering import caching, entity_tag, held, json_bytes
from monitor.api.asking import RecordAsked, ViewAsked, view_of
from monitor.api.documentation import read_as
from monitor.api.every_request import HEAD_ONLY
from monitor.api.serviced import Served
from monitor.bootstrap import Service

router = APIRouter(tags=["Export"])

MEDIA_TYPES: dict[Format, str] = {"ndjson": "application/x-ndjson", "csv": "text/csv; charset=utf-8"}
_VERSION = 1
"""Of the form of exports: the tag of what is streamed stands for what decides it, and this is part of that."""


def _events(fmt: Format) -> Callable[..., Response]:
    def export(request: Request, service: Served, asked: RecordAsked) -> Response:
        """Every event up to a moment on record."""
        view = view_of(service, asked)
        return _streamed(request, service, f"events.{fmt}", view, export_events(service.reader, view.through, fmt))

    return export


def _statuses(fmt: Format) -> Callable[..., Response]:
    def export(request: Request, service: Served, asked: ViewAsked) -> Response:
        """Where every commitment stands in a view."""
        view = view_of(service, asked)
        return _streamed(request, service, f"statuses.{fmt}", view, export_statuses(service.reader, view, fmt))

    return export


for _format, _media_type in MEDIA_TYPES.items():
    _described = read_as(_media_type, {"type": "string"})
    for _name, _export in (("events", _events(_format)), ("statuses", _statuses(_format))):
        router.add_api_route(
            f"/v1/export/{_name}.{_format}",
            _export,
            name=f"export_{_name}_{_format}",
            summary=f"Export {_name} as {_format.upper()}",
            response_class=Response,
            responses=_described,
        )


def _streamed(request: Request, service: Service, name: str, view: View, chunks: Iterable[bytes]) -> Response:
    # The end of the log is part of what decides it: what was withheld since is gone from every view.
    tag = entity_tag(json_bytes([_VERSION, name, view.shown(), service.log.head().position]))
    # Weak: it stands for these events, whose bytes are not known before they are sent, compressed or not.
    headers = {"ETag": f"W/{tag}", "Content-Disposition": f'attachment; filename="{name}"', **caching(request)}
    if held(request, tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    media_type = MEDIA_TYPES["csv" if name.endswith("csv") else "ndjson"]
    if request.scope.get(HEAD_ONLY):
        answer = Response(headers=headers, media_type=media_type)
        # How long it would be is not known before it is written, and it is not empty (RFC 9110 section 8.6).
        del answer.headers["Content-Length"]
        return answer
    return StreamingResponse(_begun(chunks), headers=headers, media_type=media_type)


def _begun(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same chunks, the first two made already: what refuses a view does so while there is a status to say it by."""
    rest = iter(chunks)
    return chain(list(islice(rest, 2)), rest)
