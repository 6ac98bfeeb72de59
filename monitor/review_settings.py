"""The settings of review: which appends of the desk need a second person."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from monitor.drafting.review import Thresholds
from monitor.mail_settings import about


class ReviewSettings(BaseSettings):
    """Settings of review; a part of ``monitor.settings.Settings``."""

    model_config = SettingsConfigDict(frozen=True)

    review_commitments: int = Field(
        3,
        ge=0,
        description="An append at the desk that moves the headline of more commitments needs a second person.",
        json_schema_extra=about("commitments", "one ruling can touch a handful; more is most likely a mistake"),
    )
    review_told: int = Field(
        500,
        ge=0,
        description="An append at the desk that tells more people needs a second person.",
        json_schema_extra=about("people", "a mail that is sent cannot be taken back"),
    )
    review_persons: bool = Field(
        default=True,
        description="Whether an append at the desk that names a private person needs a second person.",
        json_schema_extra=about("true or false", "names can be withheld later, but not unread"),
    )
    review_retractions: bool = Field(
        default=True,
        description="Whether retracting, and erasing text, needs a second person at the desk.",
        json_schema_extra=about("true or false", "off only where a single person keeps the record"),
    )

    @property
    def review(self) -> Thresholds:
        """From when on a second person is needed."""
        return Thresholds(self.review_commitments, self.review_told, self.review_persons, self.review_retractions)
