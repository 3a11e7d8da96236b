"""Decoding of a compressed HTTP body piece by piece, never past a limit.

A kilobyte of gzip can hold a megabyte of zeros: the limit is on what comes out, and output is asked for in small steps, so
a bomb costs no more memory than the limit.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]

from monitor.errors import HttpError

_STEP = 65536


class Decoder(Protocol):
    """Takes compressed pieces and gives decoded ones, none of them large."""

    def feed(self, data: bytes) -> Iterator[bytes]: ...


class Identity:
    """No compression."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data


class Zlib:
    """gzip (several members too) and deflate, which servers send with and without its zlib header."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._inner = zlib.decompressobj(wbits)
        self._head = b""
        self._started = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if not self._started:
            self._head = data = self._head + data
            if len(data) < 2:  # the two bytes that tell a zlib header from none
                return
        while data:
            yield self._step(data)
            data = self._rest()

    def _step(self, data: bytes) -> bytes:
        try:
            out = self._inner.decompress(data, _STEP)
        except zlib.error:
            if self._started or self._wbits != zlib.MAX_WBITS:
                raise
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)  # deflate without a header
            out = self._inner.decompress(data, _STEP)
        self._started = True
        return out

    def _rest(self) -> bytes:
        if not self._inner.eof:
            return self._inner.unconsumed_tail
        rest = self._inner.unused_data
        if self._wbits != 16 + zlib.MAX_WBITS or not rest.startswith(b"\x1f\x8b"):
            return b""  # what follows the end is padding
        self._inner = zlib.decompressobj(self._wbits)
        return rest


class Brotli:
    """Brotli with a bounded output buffer."""

    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield self._inner.process(data, output_buffer_limit=_STEP)
        while not self._inner.can_accept_more_data():
            yield self._inner.process(b"", output_buffer_limit=_STEP)


def decoder(content_encoding: str) -> Decoder:
    """The decoder for a ``Content-Encoding`` header; an encoding that was not asked for is an error."""
    name = content_encoding.strip().lower()
    if name in ("", "identity", "none", "utf-8"):  # the last one is a common mistake for a charset
        return Identity()
    if name in ("gzip", "x-gzip"):
        return Zlib(16 + zlib.MAX_WBITS)
    if name == "deflate":
        return Zlib(zlib.MAX_WBITS)
    if name == "br":
        return Brotli()
    raise HttpError(f"the answer is compressed with {name[:40]!r}, which was not asked for", "encoding")


class Body:
    """Collects a decoded body up to ``limit`` bytes."""

    def __init__(self, content_encoding: str, limit: int) -> None:
        self._decoder = decoder(content_encoding)
        self._limit = limit
        self._data = bytearray()

    def feed(self, data: bytes) -> None:
        """Take one piece as it came off the wire."""
        try:
            for piece in self._decoder.feed(data):
                self._take(piece)
        except (zlib.error, brotli.error) as error:
            raise HttpError(f"the answer cannot be decompressed: {error}", "encoding") from error

    def _take(self, piece: bytes) -> None:
        room = self._limit - len(self._data)
        self._data += piece[:room]
        if len(piece) > room:
            raise HttpError(f"the answer is larger than {self._limit} bytes", "too_large")

    def value(self) -> bytes:
        """What was taken, cut at the limit."""
        return bytes(self._data)
