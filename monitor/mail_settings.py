"""The settings of mail: how it leaves, from whom, and who is told when something needs a person."""

from pathlib import Path
from typing import Any

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from alerts.mail.address import AddressRefused, validated
from alerts.mail.smtp_server import SmtpServer, parse_server

_HERE = "localhost"


def about(unit: str, reason: str, *, default: str | None = None) -> dict[str, Any]:
    """What the page of settings says beside the description; ``default`` where it follows from other settings."""
    return {"unit": unit, "reason": reason} | ({"default": default} if default else {})


class MailSettings(BaseSettings):
    """Settings of mail; a part of ``monitor.settings.Settings``."""

    model_config = SettingsConfigDict(frozen=True)

    smtp_url: str = Field(
        "",
        repr=False,
        description="Mail server: `smtp://`, `smtp+starttls://` or `smtps://`, then `[user:password@]host[:port]`. "
        "Without one, mail is kept as `.eml` files and nobody is mailed.",
        json_schema_extra=about("URL", "nobody is mailed by accident"),
    )
    mail_dir: Path | None = Field(
        None,
        description="Folder for mail while there is no mail server.",
        json_schema_extra=about("path", "beside the embedded database", default="<DATA_DIR>/mail"),
    )
    mail_from: str = Field(
        f"alerts@{_HERE}",
        description="Address that mail comes from. Needed with a mail server.",
        json_schema_extra=about("address", "no address of anybody's is used unasked"),
    )
    mail_name: str = Field(
        "Reform Monitor",
        min_length=1,
        max_length=100,
        description="Name beside that address.",
        json_schema_extra=about("text", "what it is called"),
    )
    mail_host: str = Field(
        "",
        pattern=r"^([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)?$",
        description="Host in `Message-ID` and `List-Id`, and where mail comes back to (`bounces+...@`).",
        json_schema_extra=about("host name", "one name for all of it", default="that of MAIL_FROM"),
    )
    staff_email: str = Field(
        "",
        description="Address of staff: told of endpoints that fail and of whatever needs a person.",
        json_schema_extra=about("address", "somebody has to be", default="staff@<MAIL_HOST>"),
    )
    dkim_key_file: Path | None = Field(
        None,
        description="File with the RSA private key (PEM) that mail is signed with (DKIM).",
        json_schema_extra=about("path", "many mail servers sign by themselves", default="not signed"),
    )
    dkim_selector: str = Field(
        "reform-monitor",
        pattern=r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$",
        description="Selector of that key: its public half stands in DNS at `<selector>._domainkey.<MAIL_HOST>`.",
        json_schema_extra=about("DNS label", "says whose it is"),
    )
    digest_spread: int = Field(
        1800,
        ge=0,
        le=7200,
        description="Within how long after their hour digests are sent, each destination at its own moment.",
        json_schema_extra=about("seconds", "not all at once, and still the same half hour"),
    )

    @field_validator("smtp_url")
    @classmethod
    def _a_server(cls, url: str) -> str:
        if url:
            parse_server(url)
        return url

    @field_validator("mail_from", "staff_email")
    @classmethod
    def _an_address(cls, address: str) -> str:
        if not address or address.endswith(f"@{_HERE}"):
            return address
        try:
            return validated(address)
        except AddressRefused as error:
            raise ValueError(error.reason) from error

    @property
    def smtp_server(self) -> SmtpServer | None:
        """The mail server, if there is one."""
        return parse_server(self.smtp_url) if self.smtp_url else None

    @property
    def mail_domain(self) -> str:
        """The host in what mail is called, and where it comes back to."""
        return self.mail_host or self.mail_from.rpartition("@")[2]

    @property
    def staff_address(self) -> str:
        """Whom staff's mail goes to."""
        return self.staff_email or f"staff@{self.mail_domain}"

    @property
    def mails_from_here(self) -> bool:
        """Whether the address that mail comes from is none that the world knows."""
        return self.mail_from.endswith(f"@{_HERE}")
