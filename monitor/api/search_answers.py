"""Shapes of answers to a search, for OpenAPI and the tests; see ``shapes``."""

from typing import Literal

from monitor.api.shapes import Dating, Listed, Shape, Stage, Status


class Found(Shape):
    """One thing that was found; what it has not, such as the status of an event, is null."""

    kind: Literal["commitment", "measure", "event"]
    id: str
    title: str
    in_title: bool
    jurisdiction: str | None
    status: Status | None
    stage: Stage | None
    type: str | None
    occurred: Dating | None
    state: Literal["current", "corrected", "retracted"] | None
    language: str | None


class FoundList(Listed):
    """What was found."""

    items: list[Found]
