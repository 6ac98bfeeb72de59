import struct
import zlib

import pytest

from monitor.charts.packing import packed

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PIXELS = bytes(2_000)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def picture(level: int, parts: int = 1) -> bytes:
    data = zlib.compress(PIXELS, level)
    size = -(-len(data) // parts)
    split = b"".join(chunk(b"IDAT", data[at : at + size]) for at in range(0, len(data), size))
    return SIGNATURE + chunk(b"IHDR", b"header") + chunk(b"pHYs", b"size") + split + chunk(b"IEND", b"")


def test_the_image_data_is_packed_tightly_and_everything_else_stays() -> None:
    assert packed(picture(level=0)) == picture(level=6)


def test_image_data_in_several_chunks_becomes_one() -> None:
    assert packed(picture(level=0, parts=3)) == picture(level=6)


def test_what_is_packed_is_packed_to_the_same_again() -> None:
    assert packed(packed(picture(level=1))) == packed(picture(level=1))


@pytest.mark.parametrize("other", [b"", b"<svg>", b"\x89PNG"])
def test_anything_but_a_png_is_refused(other: bytes) -> None:
    with pytest.raises(ValueError, match="signature"):
        packed(other)
