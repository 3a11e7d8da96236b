"""Bytes to text for pages and feeds that say little, or lie, about their encoding.

Policy: a byte-order mark decides. Bytes that are valid UTF-8 are UTF-8, whatever is declared: no other encoding passes for
it by chance. Otherwise the declared encodings, windows-1256 and what charset-normalizer finds compete, and the text that
reads most like Arabic wins; the first declared wins a tie, so pages in other languages keep their declaration. Last,
Arabic that was decoded wrongly before it reached us ("Ø§Ù„", "ط§ظ„", "ÇáÌíÔ") is put right where that turns it into
Arabic. Nothing here raises.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ALIASES = {"windows-1256": "cp1256", "x-cp1256": "cp1256", "arabic": "iso8859-6", "iso-8859-6-i": "iso8859-6"}
_UNUSABLE = frozenset({"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
_SAMPLE = 32 * 1024
_ARABIC = re.compile("[\u0621-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"<[^<>]*>")
# Words that no Arabic page lacks; a wrong Arabic code page has the letters but not these.
_COMMON = re.compile(r"(?<!\w)(?:ال\w\w+|في|من|على|إلى|عن|أن|و\w\w+)(?!\w)")


def decode(data: bytes, declared: Iterable[str | None] = ()) -> tuple[str, str]:
    """The text of ``data`` and the name of the encoding that it was read as."""
    text, name = _decode(data, [found for one in declared if (found := _codec(one))])
    repaired = repair_mojibake(text)
    return repaired, name if repaired == text else f"{name}, repaired"


def _decode(data: bytes, declared: list[str]) -> tuple[str, str]:
    if marked := _by_mark(data):
        return marked
    if wide := _wide(data):
        return data.decode(wide, "replace"), wide
    if (text := _utf8(data)) is not None:
        return text, "utf-8"
    names = list(dict.fromkeys([*declared, "cp1256", *_detected(data)]))
    best = max(names, key=lambda name: arabic_likeness(data[:_SAMPLE].decode(name, "replace")))
    return data.decode(best, "replace"), best


def _by_mark(data: bytes) -> tuple[str, str] | None:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, by the zero byte beside the first ``<``."""
    return {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}.get(data[:2])


def _utf8(data: bytes) -> str | None:
    """UTF-8, forgiving a few broken characters: a cut title or a truncated file does not make it another encoding."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    wide = sum(1 for char in text[:_SAMPLE] if char > "\x7f")
    return text if broken <= 2 or broken * 50 < wide else None


def _codec(name: str | None) -> str | None:
    """A text codec's own name, read as browsers do: what is called latin-1 is windows-1252."""
    cleaned = (name or "").strip().strip("\"'").lower()
    try:
        found = codecs.lookup(_ALIASES.get(cleaned, cleaned))
    except (LookupError, ValueError):
        return None
    usable = found._is_text_encoding and found.name not in _UNUSABLE
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(found.name, found.name) if usable else None


def _detected(data: bytes) -> list[str]:
    match = from_bytes(data[:_SAMPLE], steps=4, chunk_size=512).best()
    name = _codec(match.encoding) if match else None
    return [name] if name else []


def arabic_share(text: str) -> float:
    """How many of the letters are Arabic, tags aside."""
    plain = _TAG.sub(" ", text)
    letters = len(_LETTER.findall(plain))
    return len(_ARABIC.findall(plain)) / letters if letters else 0.0


def arabic_likeness(text: str) -> float:
    """How much the text reads like Arabic: letters, and the words that every page has; unreadable characters count against it."""
    words = max(1, text.count(" "))
    return arabic_share(text) + min(1.0, len(_COMMON.findall(text)) / words) - 20 * text.count("\ufffd") / max(1, len(text))


def _continuations(codec: str) -> str:
    """What the bytes 80 to BF look like when read as ``codec`` (bytes that it leaves out: as latin-1)."""
    return "".join(_as_char(bytes([byte]), codec) for byte in range(0x80, 0xC0))


def _as_char(byte: bytes, codec: str) -> str:
    try:
        return byte.decode(codec)
    except UnicodeDecodeError:
        return byte.decode("latin-1")


_PUNCTUATION = "،؛؟«»“”‘’…\u00a0\u200c\u200d\u200e\u200f–—•-"


class _Misread:
    """UTF-8 that was read as ``codec``: finds its character pairs and turns them back."""

    def __init__(self, codec: str) -> None:
        self._bytes = {_as_char(bytes([byte]), codec): byte for byte in range(0x80, 0x100)}
        self._bytes.update({chr(byte): byte for byte in range(0x80, 0xA0) if chr(byte) not in self._bytes})
        rest = "[" + re.escape(_continuations(codec) + "".join(map(chr, range(0x80, 0xA0)))) + "]"
        lead = {byte: re.escape(_as_char(bytes([byte]), codec)) for byte in (0xC2, 0xD8, 0xD9, 0xDA, 0xDB, 0xE2)}
        self._arabic = re.compile(f"[{lead[0xD8]}{lead[0xD9]}]{rest}")
        self._odd = re.compile(f"[{lead[0xD8]}{lead[0xD9]}](?![{_PUNCTUATION}]){rest}")
        two = f"[{lead[0xC2]}{lead[0xD8]}{lead[0xD9]}{lead[0xDA]}{lead[0xDB]}]{rest}"
        self._any = re.compile(f"{two}|{lead[0xE2]}{rest}{rest}")
        self._leads = (_as_char(b"\xd8", codec), _as_char(b"\xd9", codec))

    def repair(self, text: str) -> str:
        leads = sum(map(text.count, self._leads))
        if leads < 4:
            return text
        # In true Arabic a ط or ظ stands before such a character now and then, and before a comma; in misread text always.
        pairs, odd = len(self._arabic.findall(text)), len(self._odd.findall(text))
        return self._any.sub(self._restore, text) if odd >= 4 and odd * 2 >= leads and pairs * 10 >= leads * 9 else text

    def _restore(self, match: re.Match[str]) -> str:
        try:
            return bytes(self._bytes[char] for char in match.group()).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            return match.group()


_MISREAD = (_Misread("cp1252"), _Misread("cp1256"))


def repair_mojibake(text: str) -> str:
    """Arabic that was decoded wrongly, put right; any other text as it is."""
    for misread in _MISREAD:
        text = misread.repair(text)
    return _repair_cp1256(text)


_LATIN_RUN = re.compile("[\xc0-\xff]{3,}")


def _repair_cp1256(text: str) -> str:
    """windows-1256 that was read as latin-1 or windows-1252, where hardly any Arabic is left in the text."""
    if len(_LATIN_RUN.findall(text)) < 3 or _ARABIC.search(text):
        return text
    for codec in ("cp1252", "latin-1"):
        try:
            turned = text.encode(codec).decode("cp1256")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if arabic_likeness(turned) > 0.6:
            return turned
    return text
