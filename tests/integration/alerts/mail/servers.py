"""SMTP servers on loopback: one that records and answers as told, and one that is no mail server at all."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Certificates:
    """A certificate for 127.0.0.1 by an authority of our own, and what trusts it."""

    server: ssl.SSLContext
    client: ssl.SSLContext


def certificates() -> Certificates:
    """A new authority and the contexts of both sides."""
    authority = trustme.CA()
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(server)
    authority.configure_trust(client)
    return Certificates(server, client)


@dataclass
class Recorder:
    """Records every letter that it accepts; ``answers`` says what it replies to MAIL, RCPT and DATA instead of 250."""

    answers: dict[str, str] = field(default_factory=dict)
    letters: list[Envelope] = field(default_factory=list)
    over_tls: list[bool] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802  # the server calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from, envelope.mail_options = address, options
        return self.answers.get("MAIL", "250 2.1.0 fine")

    async def handle_RCPT(  # noqa: N802  # the server calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 2.1.5 fine")

    async def handle_DATA(  # noqa: N802  # the server calls it so
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.answers.get("DATA", "250 2.0.0 queued as 5A7")
        if answer.startswith("2"):
            self.letters.append(envelope)
            self.over_tls.append(session.ssl is not None)
        return answer

    def login(self, _server: object, _session: object, _envelope: object, mechanism: str, given: object) -> AuthResult:
        """Let in whoever knows the password; the server calls it."""
        if mechanism in {"LOGIN", "PLAIN"} and isinstance(given, LoginPassword):
            self.logins.append((given.login, given.password))
            return AuthResult(success=given.password == b"right", handled=False)
        return AuthResult(success=False, handled=False)


@asynccontextmanager
async def smtp_server(
    recorder: Recorder,
    *,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    with_login: bool = False,
    port: int = 0,
) -> AsyncIterator[int]:
    """The port of a server that runs as long as the block: the one that is given, else any that is free."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(
            recorder,
            hostname="mx.example.net",
            tls_context=starttls,
            authenticator=recorder.login if with_login else None,
            auth_require_tls=False,
            loop=loop,
        ),
        "127.0.0.1",
        port,
        ssl=tls,
    )
    async with server:
        yield server.sockets[0].getsockname()[1]


@asynccontextmanager
async def stream_server(conversation: Conversation) -> AsyncIterator[int]:
    """The port of a server that holds that conversation with whoever connects."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await conversation(reader, writer)
        except ConnectionError:
            pass
        finally:
            writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]
