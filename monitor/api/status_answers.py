"""Answers about the state of the service; see ``shapes``."""

from pydantic import ConfigDict, Field

from monitor.api.alert_answers import Instant
from monitor.api.shapes import Shape
from monitor.api.watch_answers import CanarySeen, PartSeen, RefusedSeen, SourceRead


class LogEnd(Shape):
    """Where the log ends."""

    position: int
    append: int
    recorded_at: Instant | None = Field(description="Of the last append; null while there is none.")


class ReadModelEnd(Shape):
    """How far the read model has come."""

    position: int
    behind: int = Field(description="How many positions of the log it has not taken in yet.")


class DeliverySeen(Shape):
    """How delivery goes on one channel, in numbers."""

    channel: str
    oldest_s: int | None = Field(description="How long the longest waiting message has waited for us.")
    waiting: int = Field(description="Messages that are to be sent.")
    retrying: int = Field(description="Of these, those that could not be delivered at the last try.")
    late: int = Field(description="Of these, those that could have been delivered ten minutes ago or longer.")
    held: int = Field(description="Messages for destinations that are disabled, kept until they are taken up again.")
    parked: int = Field(description="Messages that nobody sends before somebody has looked.")
    failing: int = Field(description="Destinations that did not take the last message.")
    disabled: int = Field(description="Destinations that nothing is sent to, since they took nothing for too long.")


class JurisdictionFresh(Shape):
    """How fresh the record of a jurisdiction is."""

    code: str
    name: str
    commitments: int
    covers_from: str | None
    covers_to: str | None = Field(description="The last day that the record covers; null: followed to today.")
    last_checked: str | None
    cadence: str | None
    last_event: str | None
    last_recorded: Instant | None


class ServiceStatus(Shape):
    """How the service is. No address and no subscriber is named."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "version": "0.1.0",
                    "now": "2026-01-05T12:00:00Z",
                    "warnings": ["email: a message has been waiting for 900 s"],
                    "log": {"position": 211, "append": 2, "recorded_at": "2026-01-05T08:00:00Z"},
                    "read_model": {"position": 211, "behind": 0},
                    "parts": [{"part": "send", "last": "2026-01-05T11:59:59Z", "age_s": 1, "stalled": False}],
                    "delivery": [
                        {"channel": "email", "oldest_s": 900, "waiting": 3, "retrying": 0, "late": 1, "held": 0,
                         "parked": 0, "failing": 0, "disabled": 1},
                    ],
                    "refused": {"messages": 0, "answer": None},
                    "canary": {"last": "2026-01-05T11:30:00Z", "age_s": 1800, "overdue": False},
                    "jurisdictions": [
                        {"code": "KZ", "name": "Kazakhstan", "commitments": 17, "covers_from": "2007-05-01",
                         "covers_to": "2009-11-19", "last_checked": None, "cadence": None,
                         "last_event": "01a1fb67-1800-7bda-a0d0-da2151316d72",
                         "last_recorded": "2026-01-05T08:00:00Z"},
                    ],
                    "sources": [],
                }
            ]
        }
    )  # fmt: skip

    version: str = Field(description="Of the program that answers.")
    now: Instant
    warnings: list[str] = Field(description="What is not well, as `/readyz` says it; answers do not suffer from it.")
    log: LogEnd
    read_model: ReadModelEnd
    parts: list[PartSeen]
    delivery: list[DeliverySeen]
    refused: RefusedSeen | None
    canary: CanarySeen | None
    jurisdictions: list[JurisdictionFresh]
    sources: list[SourceRead]
