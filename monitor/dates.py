"""Reading the dates that feeds and pages of Arabic outlets carry, and judging them.

Policy: a stated offset or zone name is believed; ``AST`` is Arabia (+03) when the feed is Arabic, Atlantic otherwise; a
date without a zone is in the outlet's zone, and flagged so. Numbers written ``2025/03/05`` are year, month, day; written
``05/03/2025`` they are day, month, year, as the whole region writes them. A date before 2000, or more than an hour ahead of
the moment of reading, is flagged and not used: the time seen takes its place. Nothing here reads the clock or raises.

What it misses on purpose: Hijri dates, and relative ones ("قبل ساعتين").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.calendar_words import AM_PM, DOUBLE_MONTHS, HOURS_OF_ZONE, MONTHS, ZONES_ELSEWHERE

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
AHEAD = timedelta(hours=1)

_DIGITS = {ord(char): str(index) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for index, char in enumerate(row)}
_INVISIBLE = re.compile("[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_ALEFS = str.maketrans("أإآ", "ااا")
_DOUBLE = re.compile("|".join(map(re.escape, DOUBLE_MONTHS)))
_YEAR_MARK = re.compile(r"(?<=\d{4})\s?م(?!\w)")  # "2025م" is the Christian era, not the afternoon
_TIME = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})\s?[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,:]\d{1,9})?)?(?!\d)",
)
_COMPACT = re.compile(r"^\s*(\d{4})(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(\d\d)?)?(?!\d)")
_ISO_TIME = re.compile(r"(?<=\d)[Tt](?=\d)")
_YMD = re.compile(r"(?<!\d)(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?!\d)")
_DMY = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(?!\d)")
_OFFSET = re.compile(r"(?:(?:GMT|UTC)\s*)?(?<![\d.])([+\-\u2212])\s?(\d{1,2})(?::?(\d{2}))?(?!\d)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_EPOCH = re.compile(r"^\s*(\d{10}|\d{13})\s*$")


@dataclass(frozen=True, slots=True)
class Judged:
    """A date as judged: ``at`` in UTC or nothing where it is not to be used, and the flag that says why.

    ``flag`` is ``ok``, ``zone_assumed``, ``day_only`` (the day's first moment stands for it),
    ``future``, ``implausible``, ``unreadable`` or ``missing``.
    """

    at: datetime | None
    flag: str
    raw: str = ""


def judge(raw: str | None, zone: str, now: datetime, *, arabic: bool = True) -> Judged:
    """Read ``raw`` and say whether it can be believed at ``now``."""
    text = (raw or "").strip()[:200]
    if not text:
        return Judged(None, "missing")
    found = read(text, zone, arabic=arabic)
    if found is None:
        return Judged(None, "unreadable", text)
    at, flag = found
    if at < EARLIEST:
        return Judged(None, "implausible", text)
    return Judged(None, "future", text) if at > now + AHEAD else Judged(at, flag, text)


def read(raw: str, zone: str, *, arabic: bool = True) -> tuple[datetime, str] | None:
    """The instant in UTC and how well it was given (``ok``, ``zone_assumed``, ``day_only``); nothing if it cannot be read."""
    try:
        return _read(_plain(raw[:200]), zone_of(zone), arabic)
    except (ValueError, OverflowError):  # a 31 February, an hour 25
        return None


def _plain(raw: str) -> str:
    text = _INVISIBLE.sub("", raw).translate(_DIGITS).translate(_ALEFS)
    text = _DOUBLE.sub(lambda match: match.group().replace(" ", ""), " ".join(text.split()))
    return _YEAR_MARK.sub("", text)


def _read(text: str, zone: tzinfo, arabic: bool) -> tuple[datetime, str] | None:
    if epoch := _EPOCH.match(text):
        return datetime.fromtimestamp(int(epoch.group(1)[:10]), UTC), "ok"
    text = _ISO_TIME.sub(" ", _spread(text), count=1)
    day, rest = _day(text)
    if day is None:
        return None
    clock, rest = _clock(rest)
    if clock is None:
        return datetime(*day, tzinfo=zone).astimezone(UTC), "day_only"
    offset = _offset(rest, arabic)
    return datetime(*day, *clock, tzinfo=offset or zone).astimezone(UTC), "ok" if offset else "zone_assumed"


def _spread(text: str) -> str:
    """``20250305T140000`` with its parts apart."""
    match = _COMPACT.match(text)
    if not match:
        return text
    year, month, day, hour, minute, second = match.groups()
    clock = f" {hour}:{minute}:{second or '00'}" if hour else ""
    return f"{year}-{month}-{day}{clock}{text[match.end() :]}"


def _day(text: str) -> tuple[tuple[int, int, int] | None, str]:
    """Year, month and day, and the text without them."""
    if match := _YMD.search(text):
        year, month, day = map(int, match.groups())
    elif match := _DMY.search(text):
        day, month, year = map(int, match.groups())
    else:
        return _day_in_words(text)
    return (year, month, day), text[: match.start()] + " " + text[match.end() :]


def _day_in_words(text: str) -> tuple[tuple[int, int, int] | None, str]:
    bare = _TIME.sub(lambda match: " " * len(match.group()), text, count=1)
    for word in _WORD.finditer(bare):
        month = MONTHS.get(_month_key(word.group()))
        numbers = _day_and_year(bare, word) if month else None
        if month and numbers:
            day, year = numbers
            return (_year(year.group()), month, int(day.group())), _without(text, (word, day, year))
    return None, text


def _day_and_year(bare: str, month: re.Match[str]) -> tuple[re.Match[str], re.Match[str]] | None:
    """The numbers of ``5 March 2025`` or ``March 5, 2025``."""
    before = list(_NUMBER.finditer(bare, 0, month.start()))[-1:]
    after = list(_NUMBER.finditer(bare, month.end()))[:2]
    if before and len(before[0].group()) <= 2 and after:
        return before[0], after[0]
    return (after[0], after[1]) if len(after) == 2 and len(after[0].group()) <= 2 else None


def _without(text: str, matches: tuple[re.Match[str], ...]) -> str:
    for match in matches:
        text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    return text


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    if len(digits) == 2:
        return 2000 + int(digits)
    raise ValueError(f"not a year: {digits}")


def _month_key(word: str) -> str:
    key = word.lower()
    return key.removeprefix("ال")


def _clock(text: str) -> tuple[tuple[int, int, int] | None, str]:
    match = _TIME.search(text)
    if match is None:
        return None, text
    hour, minute, second = int(match["hour"]), int(match["minute"]), min(int(match["second"] or 0), 59)
    rest = text[: match.start()] + " " + text[match.end() :]
    for word in _WORD.findall(re.sub(r"(?<=[apAP])\.(?=[mM])", "", rest)):
        half = AM_PM.get(word.lower())
        if half is not None and 1 <= hour <= 12:
            return (hour % 12 + half, minute, second), rest
    return (hour, minute, second), rest


def _offset(text: str, arabic: bool) -> tzinfo | None:
    if match := _OFFSET.search(text):
        sign, hours, minutes = match.groups()
        amount = timedelta(hours=int(hours), minutes=int(minutes or 0))
        if amount <= timedelta(hours=14):
            return timezone(-amount if sign != "+" else amount)
    for word in _WORD.findall(text):
        if (name := word.upper()) in HOURS_OF_ZONE:
            hours_east = HOURS_OF_ZONE[name] if arabic else ZONES_ELSEWHERE.get(name, HOURS_OF_ZONE[name])
            return timezone(timedelta(hours=hours_east))
    return _offset_in_words(text)


def _offset_in_words(text: str) -> tzinfo | None:
    if "غرينتش" in text or "جرينتش" in text or "غرينيتش" in text:
        return UTC
    return None


@lru_cache(maxsize=256)
def zone_of(name: str) -> tzinfo:
    """The zone of an IANA name; UTC for a name that there is none of."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
