"""Connections over asyncio, and what the transport does with those it keeps."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine

import httpcore
import httpx
import pytest

from alerts.webhooks.dialling import AsyncioDialler
from alerts.webhooks.outcomes import Outcome
from alerts.webhooks.transport import VettedBackend, WebhookTransport
from tests.integration.alerts.webhooks.receivers import (
    LOOPBACK,
    PATIENCE_S,
    PUBLIC,
    Dialler,
    Received,
    answering,
    receiver,
    resolving_to,
    sending,
)

MUCH = b"m" * 3_000_000
URL = "http://hooks.example/"

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Use = Callable[[httpcore.AsyncNetworkStream], Coroutine[None, None, None]]


def connected(serve: Serve, use: Use) -> None:
    """Use one connection to a server that serves it so."""

    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        finally:
            writer.close()

    async def test() -> None:
        server = await asyncio.start_server(served, LOOPBACK, 0)
        async with server, asyncio.timeout(PATIENCE_S):
            stream = await AsyncioDialler().connect_tcp(LOOPBACK, server.sockets[0].getsockname()[1])
            try:
                await use(stream)
            finally:
                await stream.aclose()

    asyncio.run(test())


async def give_back_all_at_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(await reader.readexactly(len(MUCH)))
    await writer.drain()


async def say_nothing(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


async def reset(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


def test_more_than_either_side_holds_goes_there_and_comes_back_whole_and_then_ends() -> None:
    async def use(stream: httpcore.AsyncNetworkStream) -> None:
        await stream.write(MUCH)
        came = bytearray()
        while part := await stream.read(10_000):
            assert len(part) <= 10_000
            came += part
        assert came == MUCH
        assert await stream.read(10_000) == b""
        assert stream.get_extra_info("is_readable")

    connected(give_back_all_at_once, use)


def test_what_takes_longer_than_is_allowed_ends_and_can_be_asked_again() -> None:
    async def use(stream: httpcore.AsyncNetworkStream) -> None:
        for _ in range(2):
            with pytest.raises(httpcore.ReadTimeout):
                await stream.read(1, timeout=0.01)
        assert not stream.get_extra_info("is_readable")
        with pytest.raises(httpcore.WriteTimeout):
            # Nobody reads it, and no kernel holds so much.
            await stream.write(MUCH * 10, timeout=0.01)

    async def read_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await writer.wait_closed()

    connected(read_nothing, use)


def test_nothing_is_written_to_a_connection_that_was_closed() -> None:
    async def use(stream: httpcore.AsyncNetworkStream) -> None:
        await stream.aclose()
        with pytest.raises(httpcore.WriteError):
            await stream.write(b"{}")

    connected(say_nothing, use)


def test_the_end_comes_while_it_is_waited_for() -> None:
    async def use(stream: httpcore.AsyncNetworkStream) -> None:
        assert await stream.read(1) == b""

    connected(reset, use)


def test_a_receiver_that_closes_after_each_answer_without_a_word_gets_every_message() -> None:
    async def answer_and_close(got: Received, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await answering("204 No Content")(got, reader, writer)
        writer.close()

    async def attempts() -> list[Outcome]:
        async with receiver(answer_and_close) as there, sending(dialler=Dialler(there.port)) as sender:
            outcomes = []
            for number in range(1, 4):
                outcomes.append(await sender.send(URL, {}, b"{}"))
                await there.let_go.wait()
                assert there.connections == number
                there.let_go.clear()
            return outcomes

    assert [outcome.code for outcome in asyncio.run(attempts())] == [204] * 3


def test_a_connection_of_one_origin_serves_no_other() -> None:
    async def attempts() -> None:
        async with receiver() as there, sending(dialler=(dialler := Dialler(there.port))) as sender:
            for url in (URL, "http://hooks.example:8443/", "http://other.example/", URL):
                await sender.send(url, {}, b"{}")
        assert dialler.dialled == [(PUBLIC, 80), (PUBLIC, 8443), (PUBLIC, 80)]

    asyncio.run(attempts())


def test_an_answer_that_was_not_read_to_its_end_ends_its_connection() -> None:
    async def attempts() -> None:
        async with receiver(answering("200 OK", b"b" * 5_000)) as there, sending(dialler=Dialler(there.port)) as sender:
            await sender.send(URL, {}, b"{}")
            await there.let_go.wait()

    asyncio.run(attempts())


@pytest.mark.parametrize(
    "headers",
    [{"x": "y\r\nhost: other.example"}, {"content-length": "3"}, {"transfer-encoding": "chunked"}],
    ids=["a line of its own", "another length", "chunks"],
)
def test_a_request_that_would_be_read_as_another_is_not_sent_and_nothing_is_dialled(headers: dict[str, str]) -> None:
    async def attempt() -> None:
        transport = WebhookTransport(VettedBackend(resolving_to(PUBLIC), dialler=dialler))
        try:
            request = httpx.Request("POST", URL, headers=headers, stream=httpx.ByteStream(b"{}"))
            await transport.handle_async_request(request)
        finally:
            await transport.aclose()

    dialler = Dialler()
    with pytest.raises(httpx.LocalProtocolError):
        asyncio.run(attempt())
    assert dialler.dialled == []
