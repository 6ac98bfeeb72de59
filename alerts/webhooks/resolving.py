"""From a host name to the addresses that may be dialled: all of its answers, or none."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Executor

import httpx

from alerts.webhooks.addresses import Address, Network, literal, may_be_dialled

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Gives the addresses of a host, as text, for a port, best first. It may raise OSError or ValueError and may hang."""


class Unresolved(httpx.ConnectError):
    """The name has no address, or none that came in time; try again later."""

    def __init__(self) -> None:
        super().__init__("the host name could not be resolved")


class AddressRefused(httpx.ConnectError):
    """An address of the host is not allowed, so none of them is dialled. The text names none of them."""

    def __init__(self) -> None:
        super().__init__("the host has an address that is not allowed")


def system_resolver(executor: Executor) -> Resolve:
    """The resolver of this machine (``getaddrinfo``), which blocks a thread of the executor while it waits.

    Give it an executor of its own: a name server that hangs holds threads longer than anyone waits for the answer.
    """

    def lookup(host: str, port: int) -> list[str]:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))

    async def resolve(host: str, port: int) -> Sequence[str]:
        return await asyncio.get_running_loop().run_in_executor(executor, lookup, host, port)

    return resolve


async def vetted_addresses(
    host: str, port: int, resolve: Resolve, allowed: Sequence[Network], *, within_s: float
) -> list[Address]:
    """The addresses of the host, best first, at least one, each of which may be dialled.

    It holds for the moment: each connection asks again, and whoever creates an endpoint asks to be told early. A host
    that is an address in its usual form is not resolved. One address that may not be dialled refuses all: a name
    with mixed answers is a trick or a mistake.

    Raises:
        AddressRefused: one of the answers may not be dialled or is no address.
        Unresolved: there is none, the resolver raised, or it took longer than ``within_s`` seconds.
    """
    itself = literal(host)
    found = [itself] if itself is not None else await _resolved(host, port, resolve, within_s)
    vetted = [address for address in found if address is not None and may_be_dialled(address, allowed)]
    if len(vetted) < len(found):
        raise AddressRefused
    return vetted


async def _resolved(host: str, port: int, resolve: Resolve, within_s: float) -> list[Address | None]:
    try:
        async with asyncio.timeout(within_s):
            answers = await resolve(host, port)
    except (OSError, ValueError):
        # Not chained: the cause may say more than the owner of the endpoint should read.
        raise Unresolved from None
    if not answers:
        raise Unresolved
    return [literal(answer) for answer in answers]
