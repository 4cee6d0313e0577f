"""Small pictures for cases that are made up: a stroke of a pen, or a grey photo."""

import struct
import zlib
from math import sin

_WHITE, _INK = 255, 40


def signature() -> bytes:
    """Return a stroke on white as PNG."""
    width, height = 160, 60
    rows = [bytearray([_WHITE] * width) for _ in range(height)]
    for x in range(12, width - 12):
        y = int(height / 2 + 16 * sin(x / 9) * sin(x / 41))
        for thick in (0, 1):
            rows[y + thick][x] = _INK
    return _png(width, rows)


def photo() -> bytes:
    """Return a shaded rectangle as PNG."""
    width, height = 160, 120
    return _png(width, [bytearray(90 + (x + y) // 3 for x in range(width)) for y in range(height)])


def _png(width: int, rows: list[bytearray]) -> bytes:
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 0, 0, 0, 0)  # eight bits of grey
    pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    parts = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
