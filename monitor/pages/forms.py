"""What a form was filled in with: a few short fields, as browsers and mail programs post them."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Annotated, Final
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.formparsers import MultiPartException, MultiPartParser

from monitor.api.problems import Problem
from monitor.api.request_bodies import limited
from monitor.settings import Settings

LARGEST_BYTES: Final = 4 * 1024
_MOST_FIELDS: Final = 20
_ENCODED = "application/x-www-form-urlencoded"
_PARTS = "multipart/form-data"

LARGEST_LONG_BYTES: Final = 16 * 1024
_MOST_FIELDS_OF_LONG: Final = 60
MOST_FIELDS_OF_EVENT: Final = 5_000
"""No form of ours has more."""

Fields = Mapping[str, str]
Pairs = Sequence[tuple[str, str]]


async def _fields(request: Request) -> Fields:
    """Name -> value; of a name that stands twice the last one.

    Raises:
        Problem: the body is no form, or larger than ``LARGEST_BYTES``.
    """
    return dict(await read_form(request, LARGEST_BYTES, _MOST_FIELDS))


async def _pairs(request: Request) -> Pairs:
    """Names and values as they stand in the form, up to ``LARGEST_LONG_BYTES``.

    Raises:
        Problem: as for ``_fields``.
    """
    return await read_form(request, LARGEST_LONG_BYTES, _MOST_FIELDS_OF_LONG)


async def _whole_form(request: Request) -> Pairs:
    """Names and values of a form that holds a whole event, as large as one may be.

    Raises:
        Problem: as for ``_fields``.
    """
    settings: Settings = request.app.state.service.settings
    return await read_form(request, settings.max_body_bytes, MOST_FIELDS_OF_EVENT)


async def read_form(request: Request, most_bytes: int, most_fields: int) -> Pairs:
    """Names and values as they stand in a form.

    Raises:
        Problem: the body is no form, or larger than ``most_bytes``, or holds a file or more than ``most_fields``.
    """
    media_type = request.headers.get("content-type", _ENCODED).partition(";")[0].strip().lower()
    encoded = request.headers.get("content-encoding", "identity").strip().lower() != "identity"
    if media_type not in {_ENCODED, _PARTS} or encoded:
        raise Problem("unsupported-media-type", "this address takes a form")
    content = await limited(request, most_bytes)
    try:
        if media_type == _PARTS:
            return await _from_parts(request, content, most_fields)
        return parse_qsl(content.decode(), keep_blank_values=True, max_num_fields=most_fields)
    except (MultiPartException, ValueError) as error:
        raise Problem("bad-request", "the form cannot be read") from error


async def _from_parts(request: Request, content: bytes, most_fields: int) -> Pairs:
    async def once() -> AsyncGenerator[bytes, None]:
        yield content

    # RFC 8058 section 3.1 would have one-click requests in parts. A form of ours holds no files.
    parser = MultiPartParser(request.headers, once(), max_files=0, max_fields=most_fields, max_part_size=len(content))
    return [(name, value) for name, value in (await parser.parse()).multi_items() if isinstance(value, str)]


FormFields = Annotated[Fields, Depends(_fields)]
"""The fields of the form that was posted."""

FormPairs = Annotated[Pairs, Depends(_pairs)]
"""The same of a longer form, in which a name may stand several times, as the boxes of a list that are ticked do."""

EventForm = Annotated[Pairs, Depends(_whole_form)]
"""The same of a form in which a whole event is filled in."""
