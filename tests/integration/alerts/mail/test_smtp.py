"""Handing letters over: what arrives, over which connection, and what each answer becomes."""

import asyncio
import socket
import ssl
from datetime import timedelta

import pytest

from alerts.mail.address import validated
from alerts.mail.composing import compose
from alerts.mail.dkim import Signer
from alerts.mail.letter import InlineImage
from alerts.mail.smtp import Accepted, Refused, send
from alerts.mail.smtp_server import parse_server
from alerts.mail.verp import bounce_address, bounced_message
from tests.integration.alerts.mail.servers import Certificates, Recorder, certificates, smtp_server, stream_server
from tests.spec.alerts.mail.letters import MESSAGE, ONE_CLICK, SENDER, letter, signing_key, verifies

LETTER = compose(letter(), SENDER)
KEY = b"k" * 32
BOUNCES = bounce_address(MESSAGE, "alerts.example.org", KEY)
BRIEF = timedelta(seconds=0.3)


@pytest.fixture(scope="module")
def tls() -> Certificates:
    return certificates()


async def hand_over(
    port: int,
    raw: bytes = LETTER,
    *,
    scheme: str = "smtp",
    login: str = "",
    trust: ssl.SSLContext | None = None,
    deadline: timedelta = timedelta(seconds=20),
) -> Accepted | Refused:
    return await send(
        raw,
        parse_server(f"{scheme}://{login}127.0.0.1:{port}"),
        envelope_sender=BOUNCES,
        to=validated("reader@example.org"),
        hello="alerts.example.org",
        tls=trust,
        deadline=deadline,
    )


def test_statement_24_what_arrives_is_what_was_composed_and_its_signature_verifies() -> None:
    async def run() -> None:
        key, dns = signing_key()
        chart = InlineImage(content_id="c", media_type="image/png", data=bytes(range(256)), alt="x")
        # Lines that begin with a full stop are doubled on the wire and must arrive single.
        written = letter(text=".\n..\nҚазақстан", html="<p>.</p>\n.\n" + "x" * 3000, images=(chart,))
        raw = Signer("example.org", "s1", key).sign(compose(written, SENDER))
        recorder = Recorder()
        async with smtp_server(recorder) as port:
            assert await hand_over(port, raw) == Accepted(250, "2.0.0 queued as 5A7")
        arrived = recorder.letters[0].content
        assert arrived == raw
        assert f"\r\nList-Unsubscribe: <{ONE_CLICK}>\r\n".encode() in raw
        assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
        assert max(map(len, raw.split(b"\r\n"))) <= 998
        assert verifies(raw, dns)

    asyncio.run(run())


def test_the_envelope_carries_the_bounce_address_and_one_recipient() -> None:
    async def run() -> None:
        recorder = Recorder()
        async with smtp_server(recorder) as port:
            await hand_over(port)
        (envelope,) = recorder.letters
        assert envelope.rcpt_tos == ["reader@example.org"]
        assert bounced_message(str(envelope.mail_from), [KEY]) == MESSAGE

    asyncio.run(run())


@pytest.mark.parametrize(
    ("step", "answer", "refused"),
    [
        ("RCPT", "550 5.1.1 no such user", Refused(550, "5.1.1", "5.1.1 no such user", permanent=True)),
        ("RCPT", "452 4.2.2 mailbox full", Refused(452, "4.2.2", "4.2.2 mailbox full", permanent=False)),
        ("RCPT", "550 no such user", Refused(550, None, "no such user", permanent=True)),
        ("DATA", "554 5.7.1 looks like spam", Refused(554, "5.7.1", "5.7.1 looks like spam", permanent=True)),
        ("DATA", "451 4.3.0 later", Refused(451, "4.3.0", "4.3.0 later", permanent=False)),
        ("MAIL", "553 5.1.8 who are you", Refused(553, "5.1.8", "5.1.8 who are you", permanent=False)),
    ],
)
def test_a_refusal_tells_code_status_and_text_and_whether_it_is_about_the_letter(
    step: str, answer: str, refused: Refused
) -> None:
    async def run() -> None:
        recorder = Recorder({step: answer})
        async with smtp_server(recorder) as port:
            assert await hand_over(port) == refused
        assert recorder.letters == []

    asyncio.run(run())


def test_starttls_protects_the_letter_with_a_certificate_that_is_trusted(tls: Certificates) -> None:
    async def run() -> None:
        recorder = Recorder()
        async with smtp_server(recorder, starttls=tls.server) as port:
            assert isinstance(await hand_over(port, scheme="smtp+starttls", trust=tls.client), Accepted)
        assert recorder.over_tls == [True]

    asyncio.run(run())


def test_smtps_begins_with_the_handshake(tls: Certificates) -> None:
    async def run() -> None:
        recorder = Recorder()
        async with smtp_server(recorder, tls=tls.server) as port:
            assert isinstance(await hand_over(port, scheme="smtps", trust=tls.client), Accepted)
        assert len(recorder.letters) == 1

    asyncio.run(run())


def test_a_server_whose_certificate_nobody_vouches_for_gets_no_letter(tls: Certificates) -> None:
    async def run() -> None:
        recorder = Recorder()
        async with smtp_server(recorder, starttls=tls.server) as port:
            answer = await hand_over(port, scheme="smtp+starttls")
        assert answer == Refused(None, None, "no trusted TLS connection", permanent=False)
        async with smtp_server(recorder, tls=tls.server) as port:
            answer = await hand_over(port, scheme="smtps")
        assert answer == Refused(None, None, "no trusted TLS connection", permanent=False)
        assert recorder.letters == []

    asyncio.run(run())


def test_a_server_without_starttls_gets_no_letter_and_no_password() -> None:
    async def run() -> None:
        recorder = Recorder()
        async with smtp_server(recorder, with_login=True) as port:
            answer = await hand_over(port, scheme="smtp+starttls", login="user:right@")
        assert answer == Refused(None, None, "the server lacks what is needed", permanent=False)
        assert (recorder.logins, recorder.letters) == ([], [])

    asyncio.run(run())


def test_the_password_opens_the_server(tls: Certificates) -> None:
    async def run() -> None:
        recorder = Recorder()
        async with smtp_server(recorder, starttls=tls.server, with_login=True) as port:
            answer = await hand_over(port, scheme="smtp+starttls", login="user:right@", trust=tls.client)
        assert isinstance(answer, Accepted)
        assert recorder.logins == [(b"user", b"right")]

    asyncio.run(run())


def test_a_wrong_password_is_our_trouble_and_says_nothing_of_the_recipient() -> None:
    async def run() -> None:
        async with smtp_server(Recorder(), with_login=True) as port:
            answer = await hand_over(port, login="user:wrong@")
        assert isinstance(answer, Refused)
        assert (answer.code, answer.status, answer.permanent) == (535, "5.7.8", False)

    asyncio.run(run())


def test_a_port_where_nobody_listens_is_a_refusal_without_its_address() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        answer = asyncio.run(hand_over(held.getsockname()[1]))
    assert answer == Refused(None, None, "no connection", permanent=False)


async def never_answers(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def drips(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while not writer.is_closing():
        writer.write(b"220-still here\r\n")
        await writer.drain()
        await asyncio.sleep(0.02)


async def dawdles(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A server whose every answer comes within the deadline, though all of them together do not."""
    for answer in (b"220 mx.example.net\r\n", b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n"):
        await asyncio.sleep(BRIEF.total_seconds() / 2)
        writer.write(answer)
        await reader.readline()
    writer.write(b"250 2.0.0 taken\r\n")
    await reader.read()


async def hangs_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 mx.example.net\r\n")
    await writer.drain()


async def talks_nonsense(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    await reader.read()


async def takes_no_leave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A server that accepts the letter, then drops the connection instead of saying goodbye."""
    writer.write(b"220 mx.example.net\r\n")
    for answer in (b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n"):
        await reader.readline()
        writer.write(answer)
    await reader.readuntil(b"\r\n.\r\n")
    writer.write(b"250 2.0.0 taken\r\n")
    await reader.readline()


def test_a_silent_dripping_or_dawdling_server_is_left_at_the_deadline() -> None:
    async def run() -> None:
        for conversation in (never_answers, drips, dawdles):
            async with stream_server(conversation) as port:
                answer = await hand_over(port, deadline=BRIEF)
            assert answer == Refused(None, None, "no answer in time", permanent=False)

    asyncio.run(run())


def test_a_server_that_hangs_up_or_speaks_no_smtp_is_a_refusal_that_may_pass() -> None:
    async def run() -> None:
        for conversation in (hangs_up, talks_nonsense):
            async with stream_server(conversation) as port:
                answer = await hand_over(port)
            assert isinstance(answer, Refused)
            assert not answer.permanent

    asyncio.run(run())


def test_a_letter_stays_accepted_when_the_goodbye_fails() -> None:
    async def run() -> None:
        async with stream_server(takes_no_leave) as port:
            assert await hand_over(port) == Accepted(250, "2.0.0 taken")

    asyncio.run(run())
