import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from svix.webhooks import Webhook

from alerts.results import Verdict
from alerts.webhooks.attempts import verdict
from alerts.webhooks.outcomes import Failure, Outcome
from alerts.webhooks.signing import new_secret, signed_headers
from tests.integration.alerts.webhooks.receivers import (
    LOOPBACK,
    USER_AGENT,
    Behaviour,
    Dialler,
    Received,
    answering,
    receiver,
    sending,
)

MESSAGE = "msg_01J9ZC3V5E8Q2W4R6T8Y0ABCDE"
SECRET = new_secret(bytes(range(32)))
BODY = '{"type":"commitment.changed","data":{"title":"Дін бостандығы"}}'.encode()
URL = "http://hooks.example/in?from=monitor"


def answered(behave: Behaviour) -> Outcome:
    async def attempt() -> Outcome:
        async with receiver(behave) as there, sending(dialler=Dialler(there.port)) as sender:
            return await sender.send(URL, {}, BODY)

    return asyncio.run(attempt())


def test_the_receiver_gets_the_bytes_that_were_signed_with_their_headers_and_nothing_of_ours_besides() -> None:
    headers = signed_headers(MESSAGE, datetime.now(UTC), BODY, SECRET)

    async def attempt() -> None:
        async with receiver() as there, sending(dialler=Dialler(there.port)) as sender:
            outcome = await sender.send(URL, headers, BODY)
            [request] = there.requests
        assert outcome == Outcome(200, None, b"thanks", duration_ms=1000, retry_after=None)
        assert request.line == "POST /in?from=monitor HTTP/1.1"
        assert request.body == BODY
        assert sorted(request.headers) == sorted(
            [
                *headers.items(),
                ("accept", "*/*"),
                ("accept-encoding", "identity"),
                ("content-length", str(len(BODY))),
                ("host", "hooks.example"),
                ("user-agent", USER_AGENT),
            ]
        )
        Webhook(SECRET.text).verify(request.body, dict(request.headers))

    asyncio.run(attempt())


def test_the_duration_is_what_the_given_clock_says_in_milliseconds() -> None:
    instants = iter([10.0, 10.2504])

    async def attempt() -> Outcome:
        async with receiver() as there, sending(dialler=Dialler(there.port), monotonic=instants.__next__) as sender:
            return await sender.send(URL, {}, BODY)

    assert asyncio.run(attempt()).duration_ms == 250


@pytest.mark.parametrize("code", [200, 204, 299, 400, 404, 500])
def test_the_outcome_has_the_status_and_the_body_of_the_answer(code: int) -> None:
    body = b"" if code == 204 else b"said \xff"
    outcome = answered(answering(f"{code} So", body))
    assert (outcome.code, outcome.error, outcome.excerpt) == (code, None, body)


def test_the_outcome_has_the_retry_after_of_the_answer_unless_it_is_absurdly_long() -> None:
    assert answered(answering("503 Busy\r\nRetry-After: 3600")).retry_after == "3600"
    assert answered(answering(f"503 Busy\r\nRetry-After: {'9' * 101}")).retry_after is None


@pytest.mark.parametrize("size", [4095, 4096, 4097, 1_000_000])
def test_the_outcome_has_4_kib_of_the_body_at_most(size: int) -> None:
    body = bytes(n % 251 for n in range(size))
    outcome = answered(answering("200 OK", body))
    assert (outcome.error, outcome.excerpt) == (None, body[:4096])


def test_the_outcome_has_4_kib_of_a_body_that_comes_in_parts() -> None:
    async def two_parts(_: Received, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
        for letter in (b"a", b"b"):
            writer.write(b"bb8\r\n" + letter * 3000 + b"\r\n")
            await writer.drain()
        writer.write(b"0\r\n\r\n")

    assert answered(two_parts).excerpt == b"a" * 3000 + b"b" * 1096


@pytest.mark.parametrize("code", [300, 301, 302, 303, 305, 307, 308])
def test_statement_15_a_redirect_is_a_failure_and_no_second_host_is_contacted(code: int) -> None:
    async def attempt() -> None:
        async with receiver() as other:
            elsewhere = answering(f"{code} Elsewhere\r\nLocation: http://{LOOPBACK}:{other.port}/")
            async with (
                receiver(elsewhere) as there,
                sending(dialler=(dialler := Dialler(there.port)), allowed=["127.0.0.0/8"]) as sender,
            ):
                outcome = await sender.send(URL, {}, BODY)
            assert (outcome.code, verdict(outcome, 1)) == (code, Verdict.RETRY)
            assert (len(there.requests), other.connections, len(dialler.dialled)) == (1, 0, 1)

    asyncio.run(attempt())


def test_a_name_that_only_the_older_idna_knows_is_sent_to_as_it_is_written() -> None:
    async def attempt() -> None:
        async with receiver() as there, sending(dialler=Dialler(there.port)) as sender:
            outcome = await sender.send("http://😀.example:8443/", {}, BODY)
            assert (outcome.code, there.requests[0].header("host")) == (200, "xn--e28h.example:8443")

    asyncio.run(attempt())


def test_statement_15_410_is_gone_at_once() -> None:
    assert verdict(answered(answering("410 Gone")), 1) is Verdict.GONE


def test_no_cookie_is_kept() -> None:
    async def attempts() -> None:
        async with (
            receiver(answering("200 OK\r\nSet-Cookie: who=you; Path=/")) as there,
            sending(dialler=Dialler(there.port)) as sender,
        ):
            await sender.send(URL, {}, BODY)
            await sender.send(URL, {}, BODY)
        assert [request.header("cookie") for request in there.requests] == [None, None]

    asyncio.run(attempts())


def test_a_connection_whose_answer_was_read_whole_serves_the_next_message() -> None:
    async def attempts() -> None:
        async with receiver() as there, sending(dialler=Dialler(there.port)) as sender:
            await sender.send(URL, {}, BODY)
            await sender.send(URL, {}, BODY)
        assert (there.connections, len(there.requests)) == (1, 2)

    asyncio.run(attempts())


def test_a_closed_port_is_an_outcome_that_names_no_address() -> None:
    async def attempt() -> Outcome:
        async with receiver() as there:
            pass
        async with sending(dialler=Dialler(there.port)) as sender:
            return await sender.send(URL, {}, BODY)

    assert asyncio.run(attempt()) == Outcome(None, Failure.UNREACHABLE, b"", duration_ms=1000, retry_after=None)


@pytest.mark.parametrize("url", ["", "ftp://hooks.example/", "http://hooks.example:22/", "http://a@hooks.example/"])
def test_a_url_outside_the_policy_is_an_outcome_and_nothing_is_resolved(url: str) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        raise AssertionError((host, port))

    async def attempt() -> Outcome:
        async with sending(resolve=resolve) as sender:
            return await sender.send(url, {}, BODY)

    assert asyncio.run(attempt()) == Outcome(None, Failure.URL_REFUSED, b"", duration_ms=1000, retry_after=None)


def test_statement_23_proxies_and_netrc_in_the_environment_change_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine hooks.example login someone password secret\ndefault login a password b\n", "utf-8")
    netrc.chmod(0o600)

    async def attempt() -> None:
        async with receiver() as proxy, receiver() as there:
            for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
                monkeypatch.setenv(name, f"http://{LOOPBACK}:{proxy.port}")
                monkeypatch.setenv(name.lower(), f"http://{LOOPBACK}:{proxy.port}")
            monkeypatch.setenv("NETRC", str(netrc))
            monkeypatch.setenv("HOME", str(tmp_path))
            async with sending(dialler=Dialler(there.port)) as sender:
                outcome = await sender.send(URL, {}, BODY)
            assert (outcome.code, proxy.connections, there.connections) == (200, 0, 1)
            assert there.requests[0].line == "POST /in?from=monitor HTTP/1.1"
            assert there.requests[0].header("authorization") is None

    asyncio.run(attempt())
