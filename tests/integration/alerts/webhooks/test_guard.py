import asyncio
import re
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from alerts.results import Verdict
from alerts.webhooks.addresses import literal
from alerts.webhooks.attempts import verdict
from alerts.webhooks.destinations import DestinationRefused, Policy, destination
from alerts.webhooks.outcomes import Failure, Outcome
from alerts.webhooks.resolving import AddressRefused, Resolve, Unresolved, system_resolver, vetted_addresses
from alerts.webhooks.transport import VettedBackend, WebhookTransport
from tests.integration.alerts.webhooks.hostile_urls import HOSTILE_URLS
from tests.integration.alerts.webhooks.receivers import PUBLIC, Dialler, receiver, resolving_to, sending

ADDRESS = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9a-f]*::?[0-9a-f]+:", re.IGNORECASE)


async def inside(host: str, port: int) -> Sequence[str]:
    """Reads a host as the C library does, which takes ``127.1`` for an address; every name leads inside."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return ["169.254.169.254"]
    return [str(sockaddr[0]) for *_, sockaddr in found]


def trusting_nobody() -> ssl.SSLContext:
    """Made in no time, where the usual one reads all authorities; no test here gets as far as a certificate."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def sent(url: str, resolve: Resolve, *, resolve_within_s: float = 5) -> tuple[Outcome, list[tuple[str, int]]]:
    async def attempt() -> Outcome:
        async with sending(
            dialler=dialler, resolve=resolve, resolve_within_s=resolve_within_s, tls=trusting_nobody()
        ) as sender:
            return await sender.send(url, {}, b"{}")

    dialler = Dialler()
    return asyncio.run(attempt()), dialler.dialled


def test_statement_21_the_table_has_60_urls_and_more() -> None:
    assert len(set(HOSTILE_URLS)) >= 60


@pytest.mark.parametrize("url", HOSTILE_URLS)
def test_statement_21_a_hostile_url_is_refused_at_creation(url: str) -> None:
    async def create() -> None:
        target = destination(url, Policy(allow_http=True))
        await vetted_addresses(target.host, target.port, inside, (), within_s=5)

    with pytest.raises((DestinationRefused, AddressRefused)) as refused:
        asyncio.run(create())
    assert ADDRESS.search(str(refused.value)) is None


@pytest.mark.parametrize("url", HOSTILE_URLS)
def test_statement_21_a_hostile_url_opens_no_socket_when_it_is_sent_to(url: str) -> None:
    outcome, dialled = sent(url, inside)
    assert dialled == []
    assert outcome.error in {Failure.URL_REFUSED, Failure.ADDRESS_REFUSED}
    assert verdict(outcome, 1) is Verdict.REFUSED


@pytest.mark.parametrize("url", HOSTILE_URLS)
def test_statement_21_a_hostile_url_opens_no_socket_even_where_no_policy_looks_at_it(url: str) -> None:
    async def attempt() -> None:
        transport = WebhookTransport(VettedBackend(inside, dialler=dialler), tls=trusting_nobody())
        try:
            await transport.handle_async_request(httpx.Request("POST", url, content=b"{}"))
        finally:
            await transport.aclose()

    dialler = Dialler()
    # ValueError: where httpx reads no host in the text.
    with pytest.raises((httpx.TransportError, httpx.InvalidURL, ValueError)):
        asyncio.run(attempt())
    assert dialler.dialled == []


def test_statement_22_what_changes_between_the_check_and_the_connection_is_refused() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])

    async def flipping(_: str, __: int) -> Sequence[str]:
        return next(answers)

    assert asyncio.run(vetted_addresses("hooks.example", 443, flipping, (), within_s=5)) == [literal(PUBLIC)]
    outcome, dialled = sent("https://hooks.example/", flipping)
    assert (outcome.error, dialled) == (Failure.ADDRESS_REFUSED, [])


def test_statement_22_each_new_connection_is_looked_at_anew_and_dials_the_address_that_was_looked_at() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])

    async def flipping(_: str, __: int) -> Sequence[str]:
        return next(answers)

    async def attempts() -> None:
        async with receiver() as there:
            dialler = Dialler(there.port)
            async with sending(dialler=dialler, resolve=flipping) as sender:
                first = await sender.send("http://hooks.example/", {}, b"{}")
                second = await sender.send("http://hooks.example:8443/", {}, b"{}")
            assert (first.code, second.error) == (200, Failure.ADDRESS_REFUSED)
            assert dialler.dialled == [(PUBLIC, 80)]
            assert [request.header("host") for request in there.requests] == ["hooks.example"]

    asyncio.run(attempts())


@pytest.mark.parametrize(
    "answers",
    [
        [PUBLIC, "127.0.0.1"],
        ["127.0.0.1", PUBLIC],
        [PUBLIC, "::1"],
        [PUBLIC, "64:ff9b::a9fe:a9fe"],
        [PUBLIC, "fe80::1%eth0"],
        [PUBLIC, "no address"],
        [PUBLIC, ""],
    ],
)
def test_statement_22_one_answer_that_is_not_allowed_refuses_all(answers: list[str]) -> None:
    outcome, dialled = sent("https://hooks.example/", resolving_to(*answers))
    assert (outcome.error, dialled) == (Failure.ADDRESS_REFUSED, [])
    assert ADDRESS.search(str(outcome.error)) is None


async def raise_a_resolver_error(host: str, _: int) -> Sequence[str]:
    raise socket.gaierror(socket.EAI_AGAIN, f"10.0.0.53 knows no {host}")


async def raise_a_unicode_error(host: str, _: int) -> Sequence[str]:
    raise UnicodeError(f"{host} has a label that is too long")


async def hang(_: str, __: int) -> Sequence[str]:
    await asyncio.Event().wait()
    raise AssertionError


@pytest.mark.parametrize(
    "resolve",
    [resolving_to(), raise_a_resolver_error, raise_a_unicode_error, hang],
    ids=["empty", "raises", "text", "hangs"],
)
def test_statement_22_a_name_that_does_not_resolve_is_tried_again_and_nothing_is_dialled(
    resolve: Callable[[str, int], Awaitable[Sequence[str]]],
) -> None:
    outcome, dialled = sent("https://hooks.examples/", resolve, resolve_within_s=0.05)
    assert (outcome.error, dialled) == (Failure.UNRESOLVED, [])
    assert verdict(outcome, 1) is Verdict.RETRY


@pytest.mark.parametrize(
    ("resolve", "dialler"),
    [
        (resolving_to("10.0.0.1"), Dialler()),
        (raise_a_resolver_error, Dialler()),
        (resolving_to(PUBLIC), Dialler()),
    ],
)
def test_statement_22_no_error_of_the_transport_names_an_address(resolve: Resolve, dialler: Dialler) -> None:
    async def attempt() -> None:
        transport = WebhookTransport(VettedBackend(resolve, dialler=dialler), tls=trusting_nobody())
        await transport.handle_async_request(httpx.Request("POST", "https://hooks.example/"))

    with pytest.raises(httpx.ConnectError) as failed:
        asyncio.run(attempt())
    assert ADDRESS.search(str(failed.value)) is None
    assert failed.value.__cause__ is None


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    async def attempt() -> None:
        async with receiver() as there:
            dialler = Dialler(there.port, dead=["2606:4700::1"])
            resolve = resolving_to("2606:4700::1", "8.8.8.8", "8.8.4.4")
            async with sending(dialler=dialler, resolve=resolve) as sender:
                outcome = await sender.send("http://hooks.example/", {}, b"{}")
            assert outcome.code == 200
            assert dialler.dialled == [("2606:4700::1", 80), ("8.8.8.8", 80)]

    asyncio.run(attempt())


def test_three_addresses_are_tried_at_most() -> None:
    outcome, dialled = sent("https://hooks.example/", resolving_to(*(f"8.8.8.{n}" for n in range(9))))
    assert (outcome.error, dialled) == (Failure.UNREACHABLE, [(f"8.8.8.{n}", 443) for n in range(3)])


def test_no_socket_of_this_machine_is_opened() -> None:
    with pytest.raises(AddressRefused):
        asyncio.run(VettedBackend(resolving_to(PUBLIC)).connect_unix_socket("/run/any.sock"))


def test_the_resolver_of_the_machine_gives_each_address_once_and_fails_as_unresolved() -> None:
    with ThreadPoolExecutor(1) as executor:
        resolve = system_resolver(executor)
        assert asyncio.run(_given(resolve, "127.1")) == ["127.0.0.1"]
        with pytest.raises(Unresolved):
            asyncio.run(vetted_addresses("a" * 64, 443, resolve, (), within_s=5))


async def _given(resolve: Resolve, host: str) -> Sequence[str]:
    return await resolve(host, 443)
