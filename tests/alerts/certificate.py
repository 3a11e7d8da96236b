"""A throwaway self-signed certificate for localhost, made anew for each run so that no key is kept in the repository.

Plain DER and P-256 by hand: the library that would do it is a large dependency for one test.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296, 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
CURVE, EC_KEY, ECDSA_SHA256 = "1.2.840.10045.3.1.7", "1.2.840.10045.2.1", "1.2.840.10045.4.3.2"
Point = tuple[int, int] | None


def write_certificate(folder: Path) -> tuple[Path, Path]:
    """The files of a new certificate and its key."""
    key = secrets.randbelow(N - 1) + 1
    certificate, private = folder / "server.pem", folder / "server.key"
    certificate.write_text(_pem("CERTIFICATE", _certificate(key)))
    private.write_text(_pem("EC PRIVATE KEY", _private_key(key)))
    return certificate, private


def _certificate(key: int) -> bytes:
    algorithm = _sequence(_oid(ECDSA_SHA256))
    name = _sequence(_der(0x31, _sequence(_oid("2.5.4.3"), _der(0x0C, b"localhost"))))
    now = datetime.now(UTC)
    validity = _sequence(*(_der(0x17, f"{at:%y%m%d%H%M%SZ}".encode()) for at in (now - timedelta(days=1), now + timedelta(days=1))))
    public = _sequence(_sequence(_oid(EC_KEY), _oid(CURVE)), _bits(_public(key)))
    names = _sequence(_der(0x82, b"localhost"), _der(0x87, bytes([127, 0, 0, 1])))
    extensions = _der(0xA3, _sequence(_sequence(_oid("2.5.29.17"), _der(0x04, names))))
    serial = _integer(secrets.randbits(64))
    body = _sequence(_der(0xA0, _integer(2)), serial, algorithm, name, validity, name, public, extensions)
    return _sequence(body, algorithm, _bits(_signature(key, body)))


def _private_key(key: int) -> bytes:
    return _sequence(_integer(1), _der(0x04, key.to_bytes(32, "big")), _der(0xA0, _oid(CURVE)), _der(0xA1, _bits(_public(key))))


def _public(key: int) -> bytes:
    point = _times(key, G)
    assert point is not None
    return b"\x04" + point[0].to_bytes(32, "big") + point[1].to_bytes(32, "big")


def _signature(key: int, body: bytes) -> bytes:
    digest = int.from_bytes(hashlib.sha256(body).digest(), "big")
    nonce = secrets.randbelow(N - 1) + 1
    point = _times(nonce, G)
    assert point is not None
    r = point[0] % N
    return _sequence(_integer(r), _integer(pow(nonce, -1, N) * (digest + r * key) % N))


def _times(factor: int, point: Point) -> Point:
    total: Point = None
    while factor:
        if factor & 1:
            total = _plus(total, point)
        point, factor = _plus(point, point), factor >> 1
    return total


def _plus(a: Point, b: Point) -> Point:
    if a is None or b is None:
        return b if a is None else a
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def _der(tag: int, body: bytes) -> bytes:
    size = len(body)
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    length = bytes([size]) if size < 128 else bytes([0x80 | len(octets)]) + octets
    return bytes([tag]) + length + body


def _sequence(*parts: bytes) -> bytes:
    return _der(0x30, b"".join(parts))


def _integer(value: int) -> bytes:
    return _der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _bits(body: bytes) -> bytes:
    return _der(0x03, b"\0" + body)


def _oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    return _der(0x06, bytes([first * 40 + second]) + b"".join(map(_base128, rest)))


def _base128(value: int) -> bytes:
    groups = [value & 0x7F]
    while value := value >> 7:
        groups.append(0x80 | value & 0x7F)
    return bytes(reversed(groups))


def _pem(what: str, body: bytes) -> str:
    text = base64.encodebytes(body).decode()
    return f"-----BEGIN {what}-----\n{text}-----END {what}-----\n"
