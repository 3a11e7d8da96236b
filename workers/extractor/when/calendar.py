"""Month names of four press traditions, the Hijri calendar, and what a date expression holds.

Hijri days are converted by the tabular (civil) calendar, which the sighted or the Umm al-Qura calendar leaves by at most a day or so:
a Hijri date therefore resolves to the day and its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from workers.extractor import lexicon
from workers.extractor.text import fold
from workers.extractor.tokens import Token, key_variants


@dataclass(frozen=True, slots=True)
class DateExpression:
    """What the words say of the day, not yet resolved.

    ``offset`` counts days from the publication; weekdays count from Monday; ``unit`` with ``amount`` and ``frame`` (``ago``,
    ``within``, ``some``, ``last``, ``before_last``, ``this``, ``next``) is a distance or a unit of the calendar; ``part`` is
    ``early``, ``mid`` or ``late``. ``since`` and ``until`` say that the expression bounds a stretch and does not date one event.
    """

    offset: int | None = None
    weekday: int | None = None
    weekday2: int | None = None
    day: int | None = None
    day2: int | None = None
    month: int | None = None
    year: int | None = None
    hijri: bool = False
    unit: str = ""
    amount: int | None = None
    frame: str = ""
    part: str = ""
    time_of_day: str | None = None
    clock: str | None = None
    night: bool = False  # the night that begins on the day said
    since: bool = False
    until: bool = False
    future: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month name in tokens that end before ``last``; ``weak`` names need a number beside them."""

    number: int
    hijri: bool
    weak: bool
    last: int


@cache
def _names() -> dict[tuple[str, ...], tuple[int, bool, bool]]:
    found: dict[tuple[str, ...], tuple[int, bool, bool]] = {}
    for _, (number, calendar, strength, spellings) in lexicon.table("months.tsv"):
        for name in spellings.split():
            found[tuple(fold(part) for part in name.split("_"))] = (int(number), calendar == "h", strength == "weak")
    return found


def month_at(tokens: tuple[Token, ...], at: int) -> Month | None:
    """The month named at ``at``, the double form (شباط/فبراير, آذار (مارس), يوليو تموز) taken whole."""
    first = _single(tokens, at)
    if first is None:
        return None
    behind = first.last
    opened = behind < len(tokens) and tokens[behind].key in ("/", "(", "-", "–")
    second = _single(tokens, behind + opened)
    if second is None or second.number != first.number or second.hijri != first.hijri:
        return first
    end = second.last
    if opened and tokens[behind].key == "(" and end < len(tokens) and tokens[end].key == ")":
        end += 1
    return Month(first.number, first.hijri, False, end)


def _single(tokens: tuple[Token, ...], at: int) -> Month | None:
    heads = _heads(tokens[at].key) if at < len(tokens) and not _is_ibb(tokens[at]) else ()
    for length in (2, 1) if heads else ():
        if at + length > len(tokens):
            continue
        rest = tuple(token.key for token in tokens[at + 1 : at + length])
        for head in heads:
            known = _names().get((head, *rest))
            if known:
                return Month(*known, at + length)
    return None


def _is_ibb(token: Token) -> bool:
    """إب is a city of Yemen; the month is آب, or اب without its mark."""
    return token.surface.lstrip("وفبل").startswith("إ")


@lru_cache(maxsize=65536)
def _heads(word: str) -> tuple[str, ...]:
    """The readings of a word, clitics aside, that begin a month's name."""
    return tuple(variant for variant in key_variants(word) if variant in _firsts())


@cache
def _firsts() -> frozenset[str]:
    return frozenset(name[0] for name in _names())


def begins_month(word: str) -> bool:
    """May a month's name begin with the folded word?"""
    return bool(_heads(word))


# ---- the Hijri calendar ----------------------------------------------------------------------------------------------

_EPOCH = 227015  # the proleptic Gregorian ordinal of 1 Muharram 1


def hijri_to_date(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Hijri day, by the tabular calendar."""
    days = day + _days_before(month) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(days + _EPOCH - 1)


def hijri_year(today: date) -> int:
    """The Hijri year in which a Gregorian day falls."""
    return (30 * (today.toordinal() - _EPOCH) + 10646) // 10631


def _days_before(month: int) -> int:
    return (59 * (month - 1) + 1) // 2
