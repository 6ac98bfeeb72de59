"""What a subscriber asks for besides where to deliver it: the body of a subscription, sound in itself."""

from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from alerts.filters import Filter
from events.fields import Line, Prose

Channel = Literal["email", "webhook"]
Cadence = Literal["immediate", "daily", "weekly"]

OLD_NEWS_DAYS = 30
"""A fact that counts from longer ago is no breaking news, unless a subscription says otherwise."""


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise PydanticCustomError("timezone", "not an IANA time zone, such as Asia/Almaty") from error
    return name


class Wishes(BaseModel):
    """What is wanted how often, in which words.

    ``weekday`` (Monday 0 to Sunday 6), ``hour`` (0 to 23) and ``timezone`` are those of digests; ``old_news`` the days
    a fact may lie back and still be told at once; ``note`` is printed in each alert.

    Raises:
        pydantic.ValidationError: naming every field that is wrong.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    cadence: Cadence = "immediate"
    weekday: int = Field(default=0, ge=0, le=6)
    hour: int = Field(default=8, ge=0, le=23)
    timezone: Annotated[str, AfterValidator(_zone)] = "UTC"
    filter: Filter = Filter()
    old_news: int = Field(default=OLD_NEWS_DAYS, ge=0, le=36_500)
    heartbeat: bool = False
    note: Prose | None = Field(default=None, max_length=500)
    language: Line = "en"

    @model_validator(mode="before")
    @classmethod
    def _match_is_the_filters(cls, value: Any) -> Any:  # noqa: ANN401 - whatever JSON held
        """``match`` stands beside the filter in what is sent."""
        if not isinstance(value, dict) or "match" not in value:
            return value
        wanted = value.get("filter", {})
        rest = {key: one for key, one in value.items() if key != "match"}
        return {**rest, "filter": {**wanted, "match": value["match"]}} if isinstance(wanted, dict) else rest
