"""Answers of HTTP/1.1 (RFC 9112), put together from bytes as they come."""

from typing import Final

import httptools

LARGEST_BESIDES_THE_BODY: Final = 100 * 1024
"""How many bytes an answer may have besides its body: lines of its head and of chunks, and what follows them."""

_INFORMATIONAL = range(100, 200)
_WITHOUT_BODY = frozenset({204, 304})


class NotAnAnswer(Exception):
    """What came is no answer of HTTP/1.1, or none that has an end."""


class Answer:
    """The answer to one POST: feed it what comes until ``is_whole``.

    Lines may end in a line feed alone (RFC 9112 section 2.2), a length beside chunks means nothing (section 6.3), and
    the size of a chunk may be padded, as old servers do. Answers with a status of 1xx, which only announce another one,
    are passed over; nobody was asked for the upgrade to another protocol, so none is taken.

    Attributes:
        status: of the answer, once ``has_head``.
        headers: its names and values as received, in their order; what follows a body is not among them.
        has_head: whether its head has come.
        is_whole: whether all of it has.
        keeps: whether the connection can be used again, once it is whole.
    """

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.has_head = self.is_whole = self.keeps = False
        self._body: list[bytes] = []
        self._besides = 0
        self._until_the_end = False
        self._parser = httptools.HttpResponseParser(self)
        self._parser.set_dangerous_leniencies(
            lenient_optional_cr_before_lf=True, lenient_chunked_length=True, lenient_spaces_after_chunk_size=True
        )

    def feed(self, received: bytes) -> None:
        """Take in what came next, while it is not whole; what comes behind it is not looked at.

        Raises:
            NotAnAnswer: see there.
        """
        self._besides += len(received)
        try:
            self._parser.feed_data(received)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self.keeps = False
            if not self.is_whole:
                raise NotAnAnswer from None
        if not self.is_whole and self._besides > LARGEST_BESIDES_THE_BODY:
            raise NotAnAnswer

    def end(self) -> None:
        """Nothing more comes.

        Raises:
            NotAnAnswer: it is not whole.
        """
        if not (self.is_whole or (self.has_head and self._until_the_end)):
            raise NotAnAnswer
        self.is_whole, self.keeps = True, False

    def body(self) -> bytes:
        """What has come of the body since this was last asked."""
        taken, self._body = self._body, []
        return b"".join(taken)

    def on_message_begin(self) -> None:
        """An answer begins, of which there may be several: called by the parser, as are the next four."""
        if self.is_whole:
            self.keeps = False
        else:
            self.headers = []

    def on_header(self, name: bytes, value: bytes) -> None:
        """A line of the head came, or one behind the body."""
        if not self.has_head:
            self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        """The head is whole."""
        status = self._parser.get_status_code()
        if self.has_head or status in _INFORMATIONAL:
            return
        self.status, self.has_head = status, True
        self.keeps = self._parser.should_keep_alive()
        framed = any(name.lower() in {b"content-length", b"transfer-encoding"} for name, _ in self.headers)
        self._until_the_end = not framed and status not in _WITHOUT_BODY

    def on_body(self, body: bytes) -> None:
        """A part of the body came."""
        if not self.is_whole:
            self._besides -= len(body)
            self._body.append(body)

    def on_message_complete(self) -> None:
        """An answer is whole."""
        self.is_whole = self.has_head
