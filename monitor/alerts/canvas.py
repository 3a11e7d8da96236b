"""A canvas with a palette: discs, rings, lines, small letters, and PNG bytes. Pure, and without a drawing library."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import cache
from unicodedata import normalize

from monitor.alerts.words import rows

Colour = tuple[int, int, int]
WIDE, HIGH, STEP = 5, 7, 6  # dots of a letter, and from one letter to the next


class Canvas:
    """Colours are named by their place in the palette; the first is the background. What lies outside is not drawn."""

    def __init__(self, width: int, height: int, palette: Sequence[Colour]) -> None:
        self.width, self.height, self.palette = width, height, palette
        self.dots = bytearray(width * height)

    def box(self, left: int, top: int, wide: int, high: int, colour: int) -> None:
        """A filled rectangle."""
        start, end = max(0, left), min(self.width, left + wide)
        for y in range(max(0, top), min(self.height, top + high)) if start < end else ():
            self.dots[y * self.width + start : y * self.width + end] = bytes([colour]) * (end - start)

    def disc(self, x: int, y: int, radius: int, colour: int) -> None:
        for dy in range(-radius, radius + 1):
            half = int((radius * radius - dy * dy) ** 0.5)
            self.box(x - half, y + dy, 2 * half + 1, 1, colour)

    def ring(self, x: int, y: int, radius: int, thick: int, colour: int) -> None:
        for dy in range(-radius, radius + 1):
            outer = int((radius * radius - dy * dy) ** 0.5)
            hole = (radius - thick) ** 2 - dy * dy
            inner = int(hole**0.5) if hole > 0 else 0
            self.box(x - outer, y + dy, outer - inner + 1, 1, colour)
            self.box(x + inner, y + dy, outer - inner + 1, 1, colour)

    def text(self, x: int, y: int, text: str, colour: int, scale: int) -> None:
        """Latin letters; accents are dropped, other scripts are not drawn."""
        for place, letter in enumerate(plain(text)):
            for column, dots in enumerate(_letters().get(letter, b"")):
                for row in range(HIGH):
                    if dots >> row & 1:
                        self.box(x + (place * STEP + column) * scale, y + row * scale, scale, scale, colour)

    def png(self) -> bytes:
        lines = (b"\0" + self.dots[y * self.width : (y + 1) * self.width] for y in range(self.height))
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 3, 0, 0, 0)
        colours = bytes(part for colour in self.palette for part in colour)
        chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def plain(text: str) -> str:
    """The letters that can be drawn."""
    letters = normalize("NFKD", text.replace("’", "'")).upper()
    return "".join(letter for letter in letters if letter in _letters()).strip()


def width_of(text: str, scale: int) -> int:
    return len(plain(text)) * STEP * scale


@cache
def _letters() -> dict[str, bytes]:
    return {letter: bytes.fromhex(columns) for letter, columns in rows("font.tsv", 2)}
