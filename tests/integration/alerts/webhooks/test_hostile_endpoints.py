import asyncio
import gzip
import socket
import struct
import tracemalloc
from datetime import timedelta

import pytest

from alerts.results import Verdict
from alerts.webhooks.attempts import verdict
from alerts.webhooks.outcomes import Failure, Outcome
from tests.integration.alerts.webhooks.receivers import Behaviour, Dialler, Received, answering, receiver, sending

SHORT = timedelta(milliseconds=300)
DRIP_S = 0.01
MIB = 2**20
BLOCK = b"x" * 65_536
BOMB = gzip.compress(bytes(10 * MIB))


async def drip_the_head(_: Received, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nx: ")
    await _drip(writer, b"a")


async def drip_the_body(_: Received, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 4000\r\n\r\n")
    await _drip(writer, b"b")


async def say_wait_for_ever(_: Received, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _drip(writer, b"HTTP/1.1 103 Early Hints\r\n\r\n")


async def _drip(writer: asyncio.StreamWriter, drop: bytes) -> None:
    while True:
        writer.write(drop)
        await writer.drain()
        await asyncio.sleep(DRIP_S)


async def never_respond(_: Received, reader: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
    await reader.read()


async def stop_after_a_part_of_the_body(_: Received, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 4000\r\n\r\npart")
    await writer.drain()
    writer.close()


async def send_10_gb(_: Received, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n")
    await _pour(writer, BLOCK)


async def send_chunks_without_end(_: Received, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
    await _pour(writer, b"10000\r\n" + BLOCK + b"\r\n")


async def send_headers_without_end(_: Received, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    await _pour(writer, b"x: " + BLOCK + b"\r\n")


async def _pour(writer: asyncio.StreamWriter, block: bytes) -> None:
    while True:
        writer.write(block)
        await writer.drain()


async def reset_after_the_head(_: Received, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 4000\r\n\r\n")
    await writer.drain()
    # Closing with a linger of no time sends RST.
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def speak_no_http(_: Received, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 mail.example ESMTP\r\n\r\n")
    await writer.drain()


async def hang_up(_: Received, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


explode = answering("200 OK\r\ncontent-encoding: gzip\r\ncontent-type: application/json", BOMB)

HOSTILE: list[tuple[Behaviour, int | None, Failure | None]] = [
    (drip_the_head, None, Failure.TIMED_OUT),
    (drip_the_body, 200, Failure.TIMED_OUT),
    (say_wait_for_ever, None, Failure.TIMED_OUT),
    (never_respond, None, Failure.TIMED_OUT),
    (stop_after_a_part_of_the_body, 200, Failure.BROKEN_OFF),
    (send_10_gb, 200, None),
    (send_chunks_without_end, 200, None),
    (send_headers_without_end, None, Failure.BROKEN_OFF),
    (reset_after_the_head, 200, Failure.BROKEN_OFF),
    (speak_no_http, None, Failure.BROKEN_OFF),
    (hang_up, None, Failure.BROKEN_OFF),
    (explode, 200, None),
]
EACH = pytest.mark.parametrize(
    ("behave", "code", "error"), HOSTILE, ids=[getattr(each, "__name__", "?") for each, *_ in HOSTILE]
)


@EACH
def test_statement_16_a_hostile_endpoint_frees_its_only_slot_and_is_let_go(
    behave: Behaviour, code: int | None, error: Failure | None
) -> None:
    async def attempts() -> tuple[Outcome, Outcome]:
        async with (
            receiver(behave) as hostile,
            receiver() as healthy,
            sending(dialler=(dialler := Dialler(hostile.port)), max_connections=1, deadline=SHORT) as sender,
        ):
            first = await sender.send("http://hostile.example/", {}, b"{}")
            await hostile.let_go.wait()
            dialler.port = healthy.port
            return first, await sender.send("http://healthy.example/", {}, b"{}")

    first, second = asyncio.run(attempts())
    assert (first.code, first.error) == (code, error)
    assert (second.code, second.error) == (200, None)


@EACH
def test_statement_16_a_hostile_endpoint_costs_less_than_1_mib_of_memory(
    behave: Behaviour, code: int | None, error: Failure | None
) -> None:
    async def attempt() -> tuple[Outcome, int]:
        async with receiver(behave) as there, sending(dialler=Dialler(there.port), deadline=SHORT) as sender:
            tracemalloc.start()
            try:
                outcome = await sender.send("http://hostile.example/", {}, b"{}")
                return outcome, tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    outcome, peak = asyncio.run(attempt())
    assert (outcome.code, outcome.error) == (code, error)
    assert peak < MIB


def test_statement_16_what_is_compressed_stays_compressed() -> None:
    async def attempt() -> Outcome:
        async with receiver(explode) as there, sending(dialler=Dialler(there.port)) as sender:
            return await sender.send("http://hostile.example/", {}, b"{}")

    assert asyncio.run(attempt()).excerpt == BOMB[:4096]


def test_what_came_before_the_deadline_is_kept_and_the_message_is_sent_again() -> None:
    async def attempt() -> Outcome:
        async with receiver(drip_the_body) as there, sending(dialler=Dialler(there.port), deadline=SHORT) as sender:
            return await sender.send("http://hostile.example/", {}, b"{}")

    outcome = asyncio.run(attempt())
    assert set(outcome.excerpt) == set(b"b")
    assert verdict(outcome, 1) is Verdict.RETRY


def test_a_name_server_that_hangs_is_bounded_by_the_deadline_too() -> None:
    async def resolve(_: str, __: int) -> list[str]:
        await asyncio.Event().wait()
        raise AssertionError

    async def attempt() -> Outcome:
        async with sending(resolve=resolve, deadline=SHORT) as sender:
            return await sender.send("http://hostile.example/", {}, b"{}")

    assert asyncio.run(attempt()).error is Failure.TIMED_OUT


def test_statement_16_an_endpoint_that_never_begins_tls_is_let_go() -> None:
    async def attempt() -> Outcome:
        # It waits for the end of a request, which the first words of TLS do not hold.
        async with receiver() as there, sending(dialler=Dialler(there.port), deadline=SHORT) as sender:
            outcome = await sender.send("https://hostile.example/", {}, b"{}")
            await there.let_go.wait()
            return outcome

    assert asyncio.run(attempt()).error is Failure.TIMED_OUT
