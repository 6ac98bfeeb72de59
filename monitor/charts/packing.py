"""Packing: the same picture in fewer bytes. The renderer packs its PNGs in haste, about four times as large."""

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TIGHT = 6  # 9 takes four times as long and saves another hundredth


def packed(png: bytes) -> bytes:
    """A PNG with the same pixels and chunks, its image data deflated tightly (ISO/IEC 15948, clause 10).

    Raises:
        ValueError: it is no PNG.
    """
    if not png.startswith(_SIGNATURE):
        raise ValueError("a PNG begins with its signature")
    before, data, after = b"", b"", b""
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"IDAT":
            data += content
        elif data:
            after += _chunk(kind, content)
        else:
            before += _chunk(kind, content)
        at += length + 12
    return _SIGNATURE + before + _chunk(b"IDAT", zlib.compress(zlib.decompress(data), _TIGHT)) + after


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
