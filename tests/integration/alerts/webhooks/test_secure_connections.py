import asyncio
import ssl
from pathlib import Path

import pytest
import trustme

from alerts.results import Verdict
from alerts.webhooks.attempts import verdict
from alerts.webhooks.outcomes import Failure, Outcome
from tests.integration.alerts.webhooks.receivers import PUBLIC, Dialler, Received, receiver, sending


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def presenting(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_tls_and_host_keep_the_name_where_the_vetted_address_is_dialled(
    authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    names: list[str | None] = []
    presented = presenting(authority, "hooks.example")
    presented.sni_callback = lambda _, name, __: names.append(name)

    async def attempt() -> None:
        async with receiver(tls=presented) as there:
            dialler = Dialler(there.port)
            async with sending(dialler=dialler, tls=trusting) as sender:
                outcome = await sender.send("https://Hooks.Example.:8443/", {}, b"{}")
        assert outcome.code == 200
        assert dialler.dialled == [(PUBLIC, 8443)]
        assert names == ["hooks.example"]
        assert there.requests[0].header("host") == "hooks.example:8443"

    asyncio.run(attempt())


def test_a_certificate_for_another_name_or_by_a_stranger_is_refused_and_no_body_is_sent(
    authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    async def attempt(presented: ssl.SSLContext) -> tuple[Outcome, list[Received]]:
        async with (
            receiver(tls=presented) as there,
            sending(dialler=Dialler(there.port), tls=trusting) as sender,
        ):
            return await sender.send("https://hooks.example/", {}, b"{}"), there.requests

    for presented in (presenting(authority, "other.example"), presenting(trustme.CA(), "hooks.example")):
        outcome, requests = asyncio.run(attempt(presented))
        assert (outcome.code, outcome.error, requests) == (None, Failure.TLS_FAILED, [])
        assert verdict(outcome, 1) is Verdict.RETRY


def test_certificates_are_judged_unless_told_otherwise_and_the_environment_is_not_asked(
    authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))

    async def attempt() -> Outcome:
        async with (
            receiver(tls=presenting(authority, "hooks.example")) as there,
            sending(dialler=Dialler(there.port)) as sender,
        ):
            return await sender.send("https://hooks.example/", {}, b"{}")

    assert asyncio.run(attempt()).error is Failure.TLS_FAILED


def test_a_server_that_speaks_no_tls_is_a_failure() -> None:
    async def attempt() -> Outcome:
        async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(1)
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(refuse, "127.0.0.1", 0)
        async with server, sending(dialler=Dialler(server.sockets[0].getsockname()[1])) as sender:
            return await sender.send("https://hooks.example/", {}, b"{}")

    assert asyncio.run(attempt()).error is Failure.TLS_FAILED
