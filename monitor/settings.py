"""What a running service can be told from outside. Only the composition root makes one; all else receives values."""

import re
from collections.abc import Iterable
from ipaddress import ip_network
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import ByteSize, Field, ValidationError, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from alerts.sql.claims import Limits
from alerts.webhooks.destinations import Policy
from monitor.mail_settings import MailSettings, about
from monitor.review_settings import ReviewSettings

PREFIX = "REFORM_MONITOR_"

_PORT = re.compile(r"[0-9]{1,5}")
_PORTS = 65_536
_KEY = re.compile(r"[0-9a-fA-F]{64}")
_DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


class Settings(MailSettings, ReviewSettings):
    """Every setting of the service, read from the environment: ``DATABASE_URL``, all others behind ``REFORM_MONITOR_``.

    An empty variable counts as not set. ``docs/settings.md`` is held against this class by a test.

    Raises:
        pydantic.ValidationError: naming each setting that is wrong, without its value, since it may hold a password;
            ``refusals`` puts it in words.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, hide_input_in_errors=True, validate_by_name=True
    )

    data_dir: Path = Field(
        Path("var"),
        description="Folder for what the service keeps in files: the embedded database, the staff key.",
        json_schema_extra=about("path", "a folder of the checkout that git ignores; nothing outside it is touched"),
    )
    database_url: str = Field(
        default_factory=lambda known: f"sqlite:///{known['data_dir'] / 'reform-monitor.db'}",
        validation_alias="DATABASE_URL",
        repr=False,
        description="Where the log and all that is derived from it are stored: `sqlite:///FILE` or `postgresql://...`.",
        json_schema_extra=about(
            "URL", "an embedded file needs no server", default="sqlite:///<DATA_DIR>/reform-monitor.db"
        ),
    )
    host: str = Field(
        "127.0.0.1",
        min_length=1,
        description="Address that the service listens on.",
        json_schema_extra=about("IP address or name", "unconfigured, nobody but this machine can reach it"),
    )
    port: int = Field(
        8000,
        ge=0,
        le=65_535,
        description="Port that the service listens on; 0 takes any that is free.",
        json_schema_extra=about("TCP port", "needs no privilege, and is where people look first"),
    )
    public_url: str = Field(
        default_factory=lambda known: _address(known["host"], known["port"]),
        description="Where readers reach the service; begins every link in an answer. No slash at its end.",
        json_schema_extra=about("URL", "right until a proxy stands in front", default="http://<HOST>:<PORT>"),
    )
    reads_public: bool = Field(
        default=True,
        description="Whether reading needs no key; otherwise it needs the scope `read`.",
        json_schema_extra=about("true or false", "the record is of public acts from public sources"),
    )
    max_body_bytes: ByteSize = Field(
        ByteSize(1024**2),
        ge=1024,
        description="Largest body of a request other than a batch; beyond it the answer is 413.",
        json_schema_extra=about("bytes, or with KiB, MiB", "an event takes about 1 KiB, one with many sources 10"),
    )
    max_batch_bytes: ByteSize = Field(
        ByteSize(32 * 1024**2),
        ge=1024,
        description="Largest body of a batch; beyond it the answer is 413.",
        json_schema_extra=about("bytes, or with KiB, MiB", "10,000 events of 3 KiB, which are held in memory at once"),
    )
    max_batch_events: int = Field(
        10_000,
        ge=1,
        description="Most events in a batch; beyond it the answer is 413.",
        json_schema_extra=about("events", "about a second of appending; more is better sent in parts"),
    )
    send_delay: int = Field(
        600,
        ge=0,
        le=86_400,
        description="How long what is appended waits before anybody is told; retracted before that, nobody is. "
        "Keys marked as trusted feeds do not wait.",
        json_schema_extra=about("seconds", "ten minutes to notice a mistake"),
    )
    webhook_allow_cidrs: str = Field(
        "",
        description="Networks that webhooks may reach besides the public internet, between commas.",
        json_schema_extra=about("CIDR, between commas", "nobody's intranet is reached by accident"),
    )
    webhook_allow_http: bool = Field(
        default=False,
        description="Whether a webhook may go to an `http://` address.",
        json_schema_extra=about("true or false", "what is sent can be read and changed on the way"),
    )
    webhook_ports: str = Field(
        "443,8443",
        description="Ports that webhooks may reach, between commas.",
        json_schema_extra=about("TCP ports, between commas", "where web servers are, and no mail or database server"),
    )
    secrets_key: str = Field(
        "",
        repr=False,
        description="Seals the secrets of webhooks in the database: 64 hex digits; several between commas while they "
        "are changed, the current one first. Set it where several machines work on one database.",
        json_schema_extra=about(
            "hex digits, between commas", "made once and kept in DATA_DIR/secrets-key", default="made at first need"
        ),
    )
    deliveries_at_once: int = Field(
        100,
        ge=1,
        le=2000,
        description="Most attempts to deliver under way in one process; half of them at most at destinations that "
        "failed last time.",
        json_schema_extra=about("attempts", "what hangs for 15 seconds leaves room for the others"),
    )
    deliveries_per_destination: int = Field(
        2,
        ge=1,
        le=2000,
        description="Most attempts under way at one address or endpoint.",
        json_schema_extra=about("attempts", "a small server is not run over"),
    )
    folds_at_once: int = Field(
        2,
        ge=1,
        le=32,
        description="Most boards through a lens or by `public_at` that one process folds at a time; whoever asks for "
        "another meanwhile is answered 503. Each takes seconds of a core once, and is remembered.",
        json_schema_extra=about(
            "boards",
            "a second need not wait for a first; they share one core, so more would slow each other and all else",
        ),
    )
    session_idle: int = Field(
        3600,
        ge=60,
        le=86_400,
        description="How long a session at the desk lasts without a request.",
        json_schema_extra=about("seconds", "long enough to write an event, short enough for a desk that was left"),
    )
    session_whole: int = Field(
        43_200,
        ge=60,
        le=604_800,
        description="How long a session at the desk lasts however much it is used.",
        json_schema_extra=about("seconds", "a working day"),
    )
    log_format: Literal["auto", "console", "json"] = Field(
        "auto",
        description="Log lines for people (`console`), for programs (`json`), or `auto`: for people on a terminal.",
        json_schema_extra=about("word", "both readers get what they need without asking"),
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info",
        description="Least weight of a log line that is written.",
        json_schema_extra=about("word", "one line for each thing done, none for each step"),
    )

    @field_validator("database_url")
    @classmethod
    def _on_an_engine_we_have(cls, url: str) -> str:
        # Some hosts hand out the short scheme, which SQLAlchemy no longer knows.
        url = url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url
        if not url.startswith(_DATABASES):
            raise ValueError(f"begins with one of {', '.join(_DATABASES)}")
        if url in {"sqlite:///", "sqlite:///:memory:"}:
            raise ValueError("names a file: what is held in memory alone is not a record")
        return url

    @field_validator("webhook_allow_cidrs")
    @classmethod
    def _networks(cls, written: str) -> str:
        try:
            for one in _listed(written):
                ip_network(one)
        except ValueError:
            # What the library says of it repeats the value.
            raise ValueError("is networks such as 10.0.0.0/8, between commas") from None
        return written

    @field_validator("webhook_ports")
    @classmethod
    def _ports(cls, written: str) -> str:
        if not all(_PORT.fullmatch(one) and 0 < int(one) < _PORTS for one in _listed(written)):
            raise ValueError("is port numbers between commas")
        return written

    @field_validator("secrets_key")
    @classmethod
    def _keys(cls, written: str) -> str:
        if not all(_KEY.fullmatch(one) for one in _listed(written)):
            raise ValueError("is 64 hex digits for each key")
        return written

    @property
    def webhook_policy(self) -> Policy:
        """Where webhooks may go."""
        return Policy(
            ports=frozenset(int(one) for one in _listed(self.webhook_ports)),
            allow_http=self.webhook_allow_http,
            allowed=tuple(ip_network(one) for one in _listed(self.webhook_allow_cidrs)),
        )

    @property
    def sealing_keys(self) -> tuple[bytes, ...]:
        """The keys of ``secrets_key``; none where it is not set."""
        return tuple(bytes.fromhex(one) for one in _listed(self.secrets_key))

    @field_validator("public_url")
    @classmethod
    def _an_address_to_begin_links_with(cls, url: str) -> str:
        try:
            parts = urlsplit(url)
        except ValueError:  # whose words may repeat the value
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("is an http or https address without query or fragment")
        return url.rstrip("/")

    @model_validator(mode="after")
    def _mail_can_be_answered(self) -> Self:
        """One click needs https (RFC 8058 section 3.1), but where nobody else reads along."""
        if self.smtp_url and self.mails_from_here:
            raise ValueError(f"{PREFIX}SMTP_URL needs {PREFIX}MAIL_FROM")
        here = urlsplit(self.public_url).hostname in {"localhost", "127.0.0.1", "::1"}
        if self.smtp_url and not here and not self.public_url.startswith("https://"):
            raise ValueError(f"{PREFIX}SMTP_URL needs {PREFIX}PUBLIC_URL with https")
        return self

    @property
    def mail_folder(self) -> Path:
        """Where mail is kept while there is no mail server."""
        return self.mail_dir or self.data_dir / "mail"

    @property
    def delivery_limits(self) -> Limits:
        """How many attempts may be under way."""
        return Limits(self.deliveries_at_once, self.deliveries_per_destination, max(self.deliveries_at_once // 2, 1))

    @model_validator(mode="after")
    def _a_batch_holds_an_event(self) -> Self:
        if self.max_batch_bytes < self.max_body_bytes:
            raise ValueError(f"{PREFIX}MAX_BATCH_BYTES is below {PREFIX}MAX_BODY_BYTES")
        return self


def _listed(written: str) -> list[str]:
    return [one.strip() for one in written.split(",") if one.strip()]


def variable(field: str) -> str:
    """The environment variable that sets a field of ``Settings``: ``REFORM_MONITOR_PORT`` for ``port``."""
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else f"{PREFIX}{field.upper()}"


def refusals(error: ValidationError) -> list[str]:
    """One line for each setting that is wrong, with its variable and what it should be; values are not repeated."""
    lines = []
    for each in error.errors(include_input=False, include_context=False, include_url=False):
        if each["type"] == "default_factory_not_called":  # a default that follows from a setting refused beside it
            continue
        field = str(each["loc"][0]) if each["loc"] else ""
        name = variable(field) if field in Settings.model_fields else field
        message = each["msg"].removeprefix("Value error, ")
        lines.append(f"{name}: {message}" if name else message)
    return lines


def unknown_variables(names: Iterable[str]) -> list[str]:
    """Those names that begin with our prefix and set nothing, sorted: most likely a setting spelt wrong."""
    known = {variable(field) for field in Settings.model_fields}
    return sorted(name for name in names if name.upper().startswith(PREFIX) and name.upper() not in known)


def _address(host: str, port: int) -> str:
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - compared with, not bound to
    return f"http://{everywhere.get(host) or (f'[{host}]' if ':' in host else host)}:{port}"
