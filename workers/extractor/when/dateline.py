"""The day on which an article was written, where its dateline gives one: ``صنعاء أول أبريل 2025 (شينخوا)``.

A site that carries it a day or two later stamps it with its own day; ``اليوم`` in it stays the day of the dateline.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from workers.extractor.dates import find_dates
from workers.extractor.tokens import Document
from workers.extractor.when.occurred import resolve

_LINES = 5  # sentences of the text, headers among them
_OPENING = 5  # tokens of the place before the day
_BEHIND = frozenset("(/|-–—")
_CARRIED = timedelta(days=2)  # from the day of writing to the stamp of who carries it
_LATE = time(23)  # what is told of the day of writing is over


def as_written(document: Document) -> Document:
    """The document as of the day of its dateline, where that is a day or two before the stamp; else as it is."""
    zone = ZoneInfo(document.context.zone)
    stamped = document.context.published.astimezone(zone).date()
    written = _day_of_dateline(document)
    if written is None or not timedelta(0) < stamped - written <= _CARRIED:
        return document
    return replace(document, context=replace(document.context, published=datetime.combine(written, _LATE, zone)))


def _day_of_dateline(document: Document) -> date | None:
    """The day that stands behind the place with which one of the first lines opens, before the agency."""
    body = islice((sentence for sentence in document.sentences if sentence.part == "text"), _LINES)
    for mention in (mention for sentence in body for mention in find_dates(sentence)):
        named = mention.value.day is not None and mention.value.month is not None
        behind = mention.sentence.tokens[mention.last : mention.last + 1]
        if named and 0 < mention.first <= _OPENING and any(token.norm in _BEHIND for token in behind):
            found = resolve(mention.value, document.context.published, document.context.zone)
            return found.start if found is not None else None
    return None
