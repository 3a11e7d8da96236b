"""A feed's bytes to the text of an XML document that a strict parser can take.

Beside the encoding (see ``monitor.charset``) this drops what XML forbids: control characters, also as numeric references,
and whatever a careless server printed before the document (warnings, blank lines, a stray byte-order mark).
"""

from __future__ import annotations

import re

from monitor.charset import decode

_DECLARED = re.compile(rb"""^[^<]{0,64}<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:([0-9]+)|[xX]([0-9a-fA-F]+));")
_START = re.compile(r"<\?xml\b|<(?:rss|feed|rdf:RDF)\b")
_JUNK_LIMIT = 8192
_XML_DECLARATION = re.compile(r"^<\?xml[^>]*\?>")


def feed_text(data: bytes, header_charset: str | None = None) -> tuple[str, str]:
    """The cleaned text of a feed, and the name of the encoding that it was read as."""
    declared = _DECLARED.match(data)
    text, encoding = decode(data, (declared.group(1).decode("ascii") if declared else None, header_charset))
    return _from_its_start(_clean(text)), encoding


def _clean(text: str) -> str:
    text = _ILLEGAL.sub("", text)
    return _REFERENCE.sub(_legal_reference, text) if "&#" in text else text


def _legal_reference(match: re.Match[str]) -> str:
    digits, hexadecimal = match.groups()
    if len(match.group()) > 12:
        return ""
    code = int(digits) if digits else int(hexadecimal, 16)
    return match.group() if code <= 0x10FFFF and not _ILLEGAL.match(chr(code)) else ""


def _from_its_start(text: str) -> str:
    """Without what stands before the document, and with no encoding declared: it has been decoded."""
    start = _START.search(text, 0, _JUNK_LIMIT)
    if start and "<html" not in text[: start.start()].lower():
        text = text[start.start() :]
    return _XML_DECLARATION.sub('<?xml version="1.0" encoding="utf-8"?>', text.lstrip("\ufeff \t\r\n"), count=1)
