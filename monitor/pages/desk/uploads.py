"""A form with files in it, as large as a batch may be."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from monitor.api.problems import Problem
from monitor.api.request_bodies import limited
from monitor.languages.phrases import gettext as _
from monitor.settings import Settings

_PARTS: Final = "multipart/form-data"
_AROUND_BYTES: Final = 64 * 1024
"""What the fields beside the files, and the lines between the parts, may take."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: what its sender calls it, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FormWithFiles:
    """The fields of a form, and the files that were chosen in it, by name."""

    fields: Mapping[str, str]
    files: Mapping[str, Upload]


async def _form(request: Request) -> FormWithFiles:
    """The form.

    Raises:
        Problem: the body is no such form, or larger than a batch may be.
    """
    settings: Settings = request.app.state.service.settings
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != _PARTS:
        raise Problem("unsupported-media-type", _("this address takes a form with a file"))
    content = await limited(request, settings.max_batch_bytes + _AROUND_BYTES)

    async def once() -> AsyncGenerator[bytes, None]:
        yield content

    parser = MultiPartParser(request.headers, once(), max_files=2, max_fields=10, max_part_size=_AROUND_BYTES)
    try:
        parsed = await parser.parse()
    except (MultiPartException, ValueError) as error:
        raise Problem("bad-request", _("the form cannot be read")) from error
    fields, files = dict[str, str](), dict[str, Upload]()
    for name, value in parsed.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                files[name] = Upload(value.filename, await value.read())
            await value.close()
        else:
            fields[name] = value
    return FormWithFiles(fields, files)


UploadForm = Annotated[FormWithFiles, Depends(_form)]
"""The form with files that was posted."""
