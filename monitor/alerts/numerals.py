"""Counts of people as a reader says them, in Arabic with its plurals and in English.

Arabic nouns change with the number: one and two are words of their own (قتيل, قتيلان), three to ten take the plural
(قتلى), eleven to ninety-nine the accusative singular (قتيلاً), whole hundreds the plain singular; beyond a hundred the last
two digits decide. A range takes the form of its last number.
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.alerts.phrasing import isolate
from monitor.alerts.words import phrase, word
from monitor.model import Count


@dataclass(frozen=True, slots=True)
class Noun:
    """The forms of a counted noun."""

    one: str
    two: str
    few: str  # 3 to 10, and the plain plural
    many: str  # 11 to 99
    english: str
    english_one: str = ""  # where it differs


KILLED = Noun("قتيل", "قتيلان", "قتلى", "قتيلاً", "killed")
WOUNDED = Noun("جريح", "جريحان", "جرحى", "جريحاً", "wounded")
REPORTS = Noun("تقرير واحد", "تقريران", "تقارير", "تقريراً", "reports", "report")
INCIDENTS = Noun("حادث واحد", "حادثان", "حوادث", "حادثاً", "incidents", "incident")


def counted(number: int, noun: Noun, language: str) -> str:
    """A number with its noun: ``11 قتيلاً``, ``11 killed``."""
    if language == "en":
        return f"{number} {noun.english_one or noun.english}" if number == 1 else f"{number} {noun.english}"
    if number in (1, 2):
        return noun.one if number == 1 else noun.two
    return f"{number} {_form(number, noun)}"


def _form(number: int, noun: Noun) -> str:
    rest = number % 100
    if 3 <= rest <= 10:
        return noun.few
    return noun.many if rest >= 11 else noun.one


def people(count: Count | None, noun: Noun, language: str) -> str:
    """A count in words; never a number that was not said."""
    if count is None:
        return phrase("not_stated", language)
    low, high = count.min, count.max
    if count.explicit_none or high == 0:
        return f"لا {noun.few} (كما قيل)" if language == "ar" else f"none {noun.english} (as said)"
    if count.best is not None and (low, high) != (count.best, count.best):
        return _best(count.best, low, high, noun, language)
    if high is None:
        return _open(low, noun, language)
    if low is None or low == 0:
        return _at_most(high, noun, language)
    return counted(low, noun, language) if low == high else _range(low, high, noun, language)


def _best(best: int, low: int | None, high: int | None, noun: Noun, language: str) -> str:
    """The best attested value of several reports, with the span of what they say."""
    if high is None:
        return _open(best, noun, language)
    span = f"بين {low or 0} و{high} بحسب التقارير" if language == "ar" else f"reports say {low or 0} to {high}"
    return f"{counted(best, noun, language)} ({span})"


def _open(low: int | None, noun: Noun, language: str) -> str:
    if not low:
        return f"{noun.few} (لم يُذكر عددهم)" if language == "ar" else f"some {noun.english} (number not given)"
    return f"{counted(low, noun, language)} على الأقل" if language == "ar" else f"at least {counted(low, noun, language)}"


def _at_most(high: int, noun: Noun, language: str) -> str:
    return f"{counted(high, noun, language)} على الأكثر" if language == "ar" else f"at most {counted(high, noun, language)}"


def _range(low: int, high: int, noun: Noun, language: str) -> str:
    if language == "en":
        return f"{low} to {high} {noun.english}"
    if (low, high) == (1, 2):
        return f"{noun.one} أو {noun.two}"
    return f"من {low} إلى {counted(high, noun, language)}"


def groups(count: Count | None, language: str) -> str:
    """The groups that a count is split by: ``منهم: أطفال 2، مدنيون 3``."""
    by = count.by if count else ()
    parts = [f"{word('group', each.group, language)} {isolate(_bare(each.min, each.max), language)}" for each in by]
    comma = "، " if language == "ar" else ", "
    return f"{phrase('of_them', language)}: {comma.join(parts)}" if parts else ""


def _bare(low: int | None, high: int | None) -> str:
    if low is not None and low == high:
        return str(low)
    if low is None:
        return f"≤{high}" if high is not None else "?"
    return f"{low}+" if high is None else f"{low}–{high}"
