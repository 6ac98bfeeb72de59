"""Answers of receivers: whole, cut off, without end, and by servers that take the rules lightly."""

from collections.abc import Callable, Iterable

import pytest

from alerts.webhooks.answers import LARGEST_BESIDES_THE_BODY, Answer, NotAnAnswer

HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"transfer-encoding: chunked\r\n"


def read(parts: Iterable[bytes]) -> tuple[Answer, bytes]:
    """What comes of an answer that comes in these parts, and then ends."""
    answer, body = Answer(), b""
    for part in parts:
        if not answer.is_whole:
            answer.feed(part)
            body += answer.body()
    if not answer.is_whole:
        answer.end()
    return answer, body


def at_once(written: bytes) -> list[bytes]:
    return [written]


def byte_by_byte(written: bytes) -> list[bytes]:
    return [written[n : n + 1] for n in range(len(written))]


WAYS = pytest.mark.parametrize("comes", [at_once, byte_by_byte])


@WAYS
@pytest.mark.parametrize(
    ("written", "status", "body"),
    [
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b""),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", 304, b""),
        (b"HTTP/1.1 200\r\ncontent-length: 2\r\n\r\nok", 200, b"ok"),
        (HEAD + b"empty:\r\ncontent-length: 2\r\n\r\nok", 200, b"ok"),
        (CHUNKED + b"\r\n2\r\nok\r\n1\r\n!\r\n0\r\nafter: wards\r\n\r\n", 200, b"ok!"),
        (
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nlink: x\r\n\r\n" + HEAD + b"content-length: 0\r\n\r\n",
            200,
            b"",
        ),
    ],
)
def test_a_whole_answer_leaves_the_connection_to_the_next_request(
    comes: Callable[[bytes], list[bytes]], written: bytes, status: int, body: bytes
) -> None:
    answer, read_body = read(comes(written))
    assert (answer.status, read_body, answer.is_whole, answer.keeps) == (status, body, True, True)


@WAYS
@pytest.mark.parametrize(
    ("written", "status", "body"),
    [
        (HEAD + b"\r\nuntil it ends", 200, b"until it ends"),
        (HEAD + b"connection: close\r\ncontent-length: 2\r\n\r\nok", 200, b"ok"),
        (b"HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok", 200, b"ok"),
    ],
)
def test_an_answer_that_says_so_or_has_no_length_ends_with_its_connection(
    comes: Callable[[bytes], list[bytes]], written: bytes, status: int, body: bytes
) -> None:
    answer, read_body = read(comes(written))
    assert (answer.status, read_body, answer.is_whole, answer.keeps) == (status, body, True, False)


@WAYS
@pytest.mark.parametrize(
    "written",
    [
        b"HTTP/1.1 200 OK\ncontent-length: 2\n\nok",
        CHUNKED + b"content-length: 9\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        CHUNKED + b"\r\n2 \r\nok\r\n0\r\n\r\n",
    ],
    ids=["line feeds alone", "a length beside chunks", "padded chunks"],
)
def test_what_old_servers_write_is_understood(comes: Callable[[bytes], list[bytes]], written: bytes) -> None:
    answer, body = read(comes(written))
    assert (answer.status, body) == (200, b"ok")


def test_headers_are_as_received_in_their_order_without_those_of_another_answer_or_behind_the_body() -> None:
    early = b"HTTP/1.1 103 Early\r\nretry-after: 1\r\n\r\n"
    rest = b"Retry-After: 5\r\nx: \xd0\xb4\r\n\r\n0\r\nretry-after: 9\r\n\r\n"
    answer, _ = read([early + CHUNKED + rest])
    assert answer.headers == [(b"transfer-encoding", b"chunked"), (b"Retry-After", b"5"), (b"x", b"\xd0\xb4")]


@pytest.mark.parametrize(
    "more", [HEAD + b"content-length: 0\r\n\r\n", b"no HTTP", b"ok"], ids=["another", "no answer", "a body of 204"]
)
def test_what_comes_behind_the_answer_changes_nothing_of_it_and_ends_the_connection(more: bytes) -> None:
    answer, body = read([b"HTTP/1.1 204 No Content\r\nx: y\r\n\r\n" + more])
    assert (answer.status, answer.headers, body, answer.keeps) == (204, [(b"x", b"y")], b"", False)


@WAYS
@pytest.mark.parametrize(
    "written",
    [
        b"",
        HEAD,
        HEAD + b"content-length: 4\r\n\r\npar",
        CHUNKED + b"\r\n2\r\nok\r\n",
        CHUNKED + b"\r\n2\r\nok\r\n0\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\nx",
        b"220 mail.example ESMTP\r\n\r\n",
        HEAD + b"content-length: -1\r\n\r\n",
        HEAD + b"content-length : 0\r\n\r\n",
    ],
)
def test_what_is_cut_off_or_no_answer_is_none(comes: Callable[[bytes], list[bytes]], written: bytes) -> None:
    with pytest.raises(NotAnAnswer):
        read(comes(written))


@pytest.mark.parametrize(
    ("first", "again"),
    [(HEAD, b"x: y\r\n"), (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"), (CHUNKED + b"\r\n0\r\n", b"x: y\r\n")],
    ids=["headers", "announcements", "trailers"],
)
def test_what_goes_on_without_end_is_given_up(first: bytes, again: bytes) -> None:
    with pytest.raises(NotAnAnswer):
        read([first, *[again] * (LARGEST_BESIDES_THE_BODY // len(again) + 1), b"\r\n"])


def test_a_body_may_be_longer_than_what_an_answer_has_besides() -> None:
    block = b"%x\r\n%b\r\n" % (1_000, b"b" * 1_000)
    answer, body = read([CHUNKED + b"\r\n", *[block] * 200, b"0\r\n\r\n"])
    assert (len(body), answer.keeps) == (200_000, True)
