"""Statements 24 and 28 with a real Postfix between us and the receiver."""

import asyncio
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from typing_extensions import override

from alerts.mail.address import validated
from alerts.mail.bounces import Bounce, Kind, read_bounce
from alerts.mail.composing import UNSUBSCRIBE_CHARACTERS, compose
from alerts.mail.dkim import Signer
from alerts.mail.letter import InlineImage, Letter
from alerts.mail.smtp import Accepted, send
from alerts.mail.smtp_server import parse_server
from alerts.mail.verp import bounce_address
from tests.docs.pages import blocks
from tests.docs.pages import read as read_page
from tests.integration.alerts.mail.servers import Recorder, smtp_server, stream_server
from tests.proof.private_postfix import Postfix, private_postfix
from tests.spec.alerts.mail.letters import (
    EARLIER,
    MESSAGE,
    ONE_CLICK,
    SENDER,
    header_lines,
    letter,
    signing_key,
    verifies,
)
from tests.spec.alerts.mail.letters import read as read_letter

What = TypeVar("What")

HOST = "alerts.example.org"
KEY = b"k" * 32
BOUNCES = bounce_address(MESSAGE, HOST, KEY)
PRIVATE, DNS = signing_key()
SIGNER = Signer("example.org", "s1", PRIVATE)
SECONDS = 30

CHART = InlineImage(content_id="c", media_type="image/png", data=bytes(range(256)), alt="x")
LONG_LINK = f"https://{HOST}/u/".ljust(UNSUBSCRIBE_CHARACTERS - 2, "x")
LETTERS = {
    "plain": letter(),
    "a correction": letter(corrects=EARLIER),
    # Lines that begin with a full stop are doubled on the wire, twice on this way.
    "not in ASCII": letter(subject="Қазақстан: заң", text=".\n..\nҚазақстан", html="<p>.</p>\n.\n" + "x" * 3000),
    "with a picture": letter(images=(CHART,)),
    "a long link": letter(unsubscribe_url=LONG_LINK),
}

STAND_IN = """\
#!/bin/bash
[ "$*" = "bounce --recipient $3" ] || exit 1
exec 3<>"/dev/tcp/127.0.0.1/$PORT"
printf '%s\\0' "$3" >&3
cat >&3
"""

# What the receiver says to what, and what that means for us. To RCPT a 552 is no refusal for good, but to DATA it is
# (RFC 5321 section 4.5.3.1.10 tells of the former).
REFUSALS: tuple[tuple[str, str, Kind, str], ...] = (
    ("RCPT", "550 5.1.1 no such user", "hard", "5.1.1"),
    ("RCPT", "550 5.2.2 mailbox full", "soft", "5.2.2"),
    ("DATA", "552 5.2.2 mailbox full", "soft", "5.2.2"),
    ("DATA", "554 5.7.1 looks like spam", "blocked", "5.7.1"),
)

pytestmark = pytest.mark.proof


class Sink(Recorder):
    """Where Postfix hands letters to; ``arrived`` has them in turn."""

    def __init__(self, **answers: str) -> None:
        super().__init__(answers)
        self.arrived: asyncio.Queue[Envelope] = asyncio.Queue()

    @override
    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = await super().handle_DATA(_server, session, envelope)
        if answer.startswith("2"):
            self.arrived.put_nowait(envelope)
        return answer


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can look into, as the user nobody has to."""
    folder = Path(tempfile.mkdtemp(prefix="bounces"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def as_documented(folder: Path, port: int) -> dict[str, str]:
    """The lines of main.cf and master.cf that docs/mail.md gives, with its script.

    In the place of the service's command stands one that sends what it is given to a port: the recipient, a null byte,
    the letter. It knows the port from the file of settings.
    """
    page = {
        block.text.splitlines()[0 + block.text.startswith("#!")]: block.text
        for block in blocks(read_page("docs/mail.md"))
    }
    script, settings, command = folder / "script", folder / "settings", folder / "command"
    settings.write_text(f"PORT='{port}'\n", "utf-8")
    command.write_text(STAND_IN, "utf-8")
    script.write_text(
        page["# /usr/local/bin/reform-monitor-bounce"]
        .replace("/etc/reform-monitor.env", str(settings))
        .replace("/opt/reform-monitor/bin/reform-monitor", str(command)),
        "utf-8",
    )
    for program in (script, command):
        program.chmod(0o755)
    master = page["# master.cf"].replace("/usr/local/bin/reform-monitor-bounce", str(script))
    return {"main": page["# main.cf"], "master": master.replace("user=reform-monitor", "user=nobody")}


def covered(raw: bytes) -> set[str]:
    """The names of the headers that the signature covers."""
    (names,) = re.findall(r"\bh=([^;]+)", str(read_letter(raw)["DKIM-Signature"]))
    return {name.strip().lower() for name in names.split(":")}


def signed(written: Letter) -> bytes:
    return SIGNER.sign(compose(written, SENDER))


async def hand_over(raw: bytes, postfix: Postfix) -> None:
    server = parse_server(f"smtp://127.0.0.1:{postfix.port}")
    to = validated("reader@example.org")
    answer = await send(raw, server, envelope_sender=BOUNCES, to=to, hello=HOST)
    assert isinstance(answer, Accepted), answer


async def next_of(queue: asyncio.Queue[What], postfix: Postfix) -> What:
    """What comes next, or what Postfix says about why nothing comes."""
    try:
        async with asyncio.timeout(SECONDS):
            return await queue.get()
    except TimeoutError:
        pytest.fail(f"nothing came in {SECONDS} s:\n{postfix.log}")


def test_statement_24_what_arrives_behind_postfix_is_what_was_signed() -> None:
    async def run() -> dict[str, tuple[bytes, Envelope]]:
        sink, found = Sink(), {}
        async with smtp_server(sink) as port:
            with private_postfix(port) as postfix:
                for name, written in LETTERS.items():
                    raw = signed(written)
                    await hand_over(raw, postfix)
                    found[name] = raw, await next_of(sink.arrived, postfix)
        return found

    found = asyncio.run(run())
    assert list(found) == list(LETTERS)
    for name, (raw, envelope) in found.items():
        arrived = envelope.content
        assert isinstance(arrived, bytes)
        assert b"(Postfix)" in arrived.partition(b"DKIM-Signature:")[0], name
        assert arrived.endswith(raw), name
        assert verifies(arrived, DNS), name
        assert (envelope.mail_from, envelope.rcpt_tos) == (BOUNCES, ["reader@example.org"])
        link = LETTERS[name].unsubscribe_url
        lines = [line for line in header_lines(arrived) if line.lower().startswith(b"list-unsubscribe")]
        assert lines == [f"List-Unsubscribe: <{link}>".encode(), b"List-Unsubscribe-Post: List-Unsubscribe=One-Click"]
        assert max(map(len, lines)) <= 998
        assert {"list-unsubscribe", "list-unsubscribe-post"} <= covered(arrived)
    assert len(f"<{ONE_CLICK}>") <= 77


def test_statement_28_what_postfix_writes_of_a_refusal_reaches_us_as_the_page_on_mail_says(
    open_folder: Path,
) -> None:
    async def run() -> list[tuple[str, bytes]]:
        sink, reports = Sink(), asyncio.Queue[bytes]()

        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            reports.put_nowait(await reader.read())
            writer.close()

        found = []
        async with smtp_server(sink) as port, stream_server(take) as told:
            documented = as_documented(open_folder, told)
            with private_postfix(port, **documented) as postfix:
                for step, answer, *_ in REFUSALS:
                    sink.answers = {step: answer}
                    await hand_over(signed(letter()), postfix)
                    recipient, _, raw = (await next_of(reports, postfix)).partition(b"\0")
                    found.append((recipient.decode("ascii"), raw))
        return found

    found = asyncio.run(run())
    for (step, answer, kind, status), (recipient, raw) in zip(REFUSALS, found, strict=True):
        expected = Bounce(MESSAGE, kind, status, f"smtp; {answer}")
        assert recipient == BOUNCES, step
        assert raw.startswith(f"X-Original-To: {BOUNCES}\n".encode()), "for who posts it without naming the recipient"
        assert read_bounce(raw, [KEY], recipient) == expected
        assert read_bounce(raw, [KEY]) == expected, "the headers tell as well"
        assert read_bounce(raw, [b"another key"], recipient) is None
