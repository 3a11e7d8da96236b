"""The single words that say when: of the tables of dates and months those that need no other word beside them."""

from __future__ import annotations

from functools import cache

from workers.extractor import lexicon
from workers.extractor.text import fold
from workers.extractor.word_sets import word_set

_KINDS = ("offset", "night", "part_of_day", "weekday")


@cache
def time_words() -> frozenset[str]:
    """Folded: ``اليوم``, ``صباح``, ``الأربعاء``, ``أيار``, and ``تشرين`` of ``تشرين الثاني``; no month that may be another word."""
    said = [phrase for _, (kind, _, cell) in lexicon.table("dates.tsv") if kind in _KINDS for phrase in cell.split()]
    months = [
        name.partition("_")[0]
        for _, (_, calendar, strength, cell) in lexicon.table("months.tsv")
        if (calendar, strength) == ("g", "strong")
        for name in cell.split()
    ]
    return frozenset(fold(word) for word in (*said, *months) if "_" not in word) | word_set("grammar.times")
