"""What is asked to be appended, and by whom, under which conditions."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Key:
    """An idempotency key of one credential on one route, with the bytes whose repetition it stands for."""

    credential: str
    route: str
    key: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Condition:
    """Refuse if any event with any of these tags stands after a position."""

    since: int
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One append: encoded drafts in their order, all or nothing.

    ``lines`` are what the sender calls each of them (1 for the first); ``notify`` is false for backfill;
    ``preview_token`` binds it to what a preview showed.
    """

    drafts: tuple[dict[str, Any], ...]
    recorded_by: str
    notify: bool = True
    key: Key | None = None
    condition: Condition | None = None
    preview_token: str | None = None
    lines: tuple[int, ...] | None = None
