"""Closed sets of words as parameters: any other word is refused with the list, and OpenAPI shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from events.codec import DRAFTS, base_type
from events.words import AccountClass, CommitmentKind, MeasureKind
from monitor.status.flags import FLAGS
from monitor.status.rules import LABELS, RULE_SETS
from monitor.status.stages import ALIVE, ENDED


@dataclass(frozen=True, slots=True)
class Among:
    """For ``Annotated``: one of these words."""

    words: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        """What Pydantic asks for."""
        del source, handler
        return core_schema.literal_schema(list(self.words))


def _sorted(words: Iterable[str]) -> Among:
    return Among(tuple(sorted(words)))


ACCOUNT = _sorted(get_args(AccountClass))
EVENT_TYPE = _sorted({*DRAFTS, *map(base_type, DRAFTS)})
FLAG = _sorted(name for name, _, _ in FLAGS)
KIND = _sorted(get_args(CommitmentKind))
MEASURE_KIND = _sorted(get_args(MeasureKind))
RULE_SET = _sorted(RULE_SETS)
STAGE = _sorted({*ALIVE, *ENDED, "suspended"})
STATUS = _sorted(LABELS)
