"""What pages load beside their HTML: style sheets, scripts and the icon, kept while they are the same."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException

from monitor.api.answering import entity_tag, tagged

router = APIRouter(include_in_schema=False)

_MEDIA_TYPES: Final = {
    "reform.css": "text/css",
    "asking.css": "text/css",
    "reading.css": "text/css",
    "over-time.css": "text/css",
    "through-time.css": "text/css",
    "days.js": "text/javascript",
    "live-page.js": "text/javascript",
    "through-time.js": "text/javascript",
    "desk.css": "text/css",
    "desk-forms.css": "text/css",
    "icon.svg": "image/svg+xml",
}
_PARTS: Final = {
    "reform.css": ("colours", "page", "text", "sheets", "controls", "tables", "paper"),
    "reading.css": (
        *("status-colours", "layout", "statuses", "views", "board"),
        *("accounts", "stages", "events", "comparing", "paper"),
    ),
}
"""A style sheet that lies in a folder of its name, one file for each subject: its files, in the order that counts."""

_LASTING = "public, max-age=31536000, immutable"
_SHORT = "public, max-age=300"
_IMPORTED = re.compile(rb'(?<= from ")\./([a-z-]+\.js)(?=";$)', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file. ``version`` changes whenever its content does."""

    content: bytes
    media_type: str
    version: str


@cache
def asset(name: str) -> Asset:
    """The file of that name.

    Raises:
        KeyError: there is none.
    """
    media_type = _MEDIA_TYPES[name]
    content = b"\n".join(_files(name))
    if media_type == "text/javascript":
        # A module names those it imports in their present version, too, and so has another one where they have.
        content = _IMPORTED.sub(_in_its_version, content)
    return Asset(content, media_type, hashlib.sha256(content).hexdigest()[:16])


def asset_path(name: str) -> str:
    """The path of an asset in its present version: ``/assets/reform.css?v=...``.

    Raises:
        KeyError: there is none.
    """
    return f"/assets/{name}?v={asset(name).version}"


def _files(name: str) -> list[bytes]:
    folder = resources.files("monitor.pages").joinpath("assets")
    if name not in _PARTS:
        return [folder.joinpath(name).read_bytes()]
    inside = folder.joinpath(name.removesuffix(".css"))
    return [inside.joinpath(f"{part}.css").read_bytes() for part in _PARTS[name]]


def _in_its_version(found: re.Match[bytes]) -> bytes:
    name = found[1].decode()
    return f"./{name}?v={asset(name).version}".encode()


@router.get("/assets/{name}", response_class=Response)
def read_asset(request: Request, name: str, v: Annotated[str, Query()] = "") -> Response:
    """One of the files; for a year where it is asked for in its present version, else for minutes."""
    if name not in _MEDIA_TYPES:
        raise HTTPException(404)
    found = asset(name)
    # A page of an older or newer program may ask for a version that is not here.
    kept = _LASTING if v == found.version else _SHORT
    headers = {"Cache-Control": kept}
    return tagged(request, found.content, entity_tag(found.content), media_type=found.media_type, headers=headers)
