import pytest

from alerts.webhooks.request_bytes import CannotBeSent, request_bytes


def test_a_request_has_its_headers_as_given_and_none_besides() -> None:
    headers = [(b"Host", b"hooks.example"), (b"Content-Length", b"2")]
    assert request_bytes(b"POST", b"/in?from=monitor", headers, b"{}") == (
        b"POST /in?from=monitor HTTP/1.1\r\nHost: hooks.example\r\nContent-Length: 2\r\n\r\n{}"
    )


@pytest.mark.parametrize(
    ("method", "target", "header"),
    [
        (b"POST /", b"/", (b"x", b"y")),
        (b"POST", b"/ HTTP/1.1\r\n", (b"x", b"y")),
        (b"POST", b"", (b"x", b"y")),
        (b"POST", b"/", (b"x: y\r\nz", b"y")),
        (b"POST", b"/", (b"", b"y")),
        (b"POST", b"/", (b"x", b"y\r\nhost: other.example")),
        (b"POST", b"/", (b"x", b"y\nz")),
        (b"POST", b"/", (b"x", b"\x00")),
        (b"POST", b"/", (b"Transfer-Encoding", b"chunked")),
        (b"POST", b"/", (b"Content-Length", b"1")),
    ],
)
def test_what_would_be_read_as_something_else_is_not_sent(
    method: bytes, target: bytes, header: tuple[bytes, bytes]
) -> None:
    with pytest.raises(CannotBeSent):
        request_bytes(method, target, [(b"host", b"hooks.example"), header], b"")
    with pytest.raises(CannotBeSent):
        request_bytes(b"POST", b"/", [(b"host", b"hooks.example")], b"a body of no length")
