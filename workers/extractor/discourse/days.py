"""Which day a clause speaks of, as the article goes on.

A clause is of its own dates; else of the day counted from the one told before it (``وفي اليوم التالي``), of the distance that its frame
gives (``بعد أسبوعين من``), or of the day with which its paragraph opened, if that is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from monitor.model import Occurred, Precision
from workers.extractor.dates import DateExpression, find_dates, resolve, resolve_all
from workers.extractor.discourse.drafts import STALE, Statement
from workers.extractor.event.events import Clause, Event
from workers.extractor.resolve import lagged
from workers.extractor.tokens import Document, Mention, Sentence
from workers.extractor.when.anniversary import anniversary, keeps_memory
from workers.extractor.when.thread import names_same_year, told_from
from workers.extractor.word_sets import word_set

_DAY_LINE = 10  # tokens of a line that may be a day
_BESIDE_A_DAY = 4  # of them its place, a dash, a bracket
_REACH = 2  # sentences over which a day told still leads on
_REACH_OF_TODAY = 4  # sentences over which what happened earlier on the day of publication may follow what is told of it
_PARTS_OF_DAY = word_set("days.parts_of_day")
_THEN = word_set("at_that_time")
_HAD_BEEN = word_set("days.had_been")
_SPEAKING_ON = word_set("speaking_on")
Dates = Sequence[Mention[DateExpression]]


class Days:
    """Remembers the day told last, and the day with which the paragraph opened."""

    def __init__(self, document: Document, today: date) -> None:
        self._text, self._today = document.text, today
        self._published: datetime = document.context.published
        self._zone = document.context.zone
        self._told: tuple[int, Occurred] | None = None  # the sentence, and the day
        self._long_ago: Occurred | None = None  # the last day of a strike that is over
        self.kept: Occurred | None = None  # the day of which the article keeps the anniversary
        self._paragraph = -1
        self._opened: Occurred | None = None  # the day with which the paragraph opened, if it is over
        self._headings = self._headings_of(document)

    def of(self, clause: Clause, event: Event, dates: Dates) -> Occurred | None:
        """The day of a clause that tells an event; it is remembered."""
        own = (mention for mention in dates if mention.sentence is clause.sentence and clause.start <= mention.first < clause.end)
        day = None if any(mention.value.day for mention in own) else self._counted_on(clause)
        day = (
            day
            or self._eve_of_told(event)
            or self._before_told(event)
            or self._of_that_year(event, dates)
            or self.named(dates)
            or lagged(event, self._today)
            or self._earlier_that_day(event)
            or self._remembered(event)
            or self._of_paragraph(clause.sentence, event)
            or self._headed(clause.sentence)
        )
        self._told = (clause.sentence.index, day) if day else self._told
        self._long_ago = day if self.is_over(day) else self._long_ago
        return day

    def remember(self, sentence: Sentence) -> None:
        """What the title or the opening says of an anniversary holds for what is retold on it."""
        self.kept = self.kept or anniversary(sentence.tokens, self._today)

    def _remembered(self, event: Event) -> Occurred | None:
        return (anniversary(event.sentence.tokens, self._today) or self.kept) if event.frame == "retold" else None

    def beside(self, clause: Clause, dates: Dates) -> Occurred | None:
        """The day of a clause that tells no event; it is remembered too."""
        if keeps_memory(clause.sentence.tokens):
            return None
        day = self.named(dates)
        self._told = (clause.sentence.index, day) if day else self._told
        return day

    def _headings_of(self, document: Document) -> list[tuple[int, Occurred | None]]:
        """The lines behind the opening that are a day and hardly more (``رفح – 11 أكتوبر``): where they stand, and the day if it is long
        over."""
        text = [sentence for sentence in document.sentences if sentence.part == "text"]
        found: list[tuple[int, Occurred | None]] = []
        for sentence in text[1:]:
            day = self._day_alone(sentence) if len(sentence.tokens) <= _DAY_LINE else None
            if day is not None and (found or any(len(before.tokens) > _DAY_LINE for before in text if before.index < sentence.index)):
                found.append((sentence.index, day if self.is_over(day) else None))
        return found

    def _day_alone(self, sentence: Sentence) -> Occurred | None:
        full = [mention for mention in find_dates(sentence) if mention.value.day and mention.value.month]
        alone = len(full) == 1 and len(sentence.tokens) - (full[0].last - full[0].first) <= _BESIDE_A_DAY
        return self.named(full) if alone and self._opens_line(sentence) else None

    def _headed(self, sentence: Sentence) -> Occurred | None:
        above = [day for at, day in self._headings if at < sentence.index]
        return above[-1] if above and sentence.part == "text" else None

    def named(self, dates: Dates) -> Occurred | None:
        """The day that the dates themselves give."""
        return resolve_all(list(dates), self._published, self._zone) if dates else None

    def is_of_these_hours(self, mention: Mention[DateExpression]) -> bool:
        """Does the expression mean the day of publication or the one before?"""
        day = resolve(mention.value, self._published, self._zone)
        return day is not None and day.start is not None and (self._today - day.start).days <= 1

    def is_today(self, mention: Mention[DateExpression]) -> bool:
        day = resolve(mention.value, self._published, self._zone)
        return day is not None and day.start == self._today

    def is_over(self, day: Occurred | None) -> bool:
        """Is the day so long gone that nothing of it is news?"""
        return day is not None and day.end is not None and (self._today - day.end).days > STALE

    def began_long_ago(self, expression: DateExpression) -> bool:
        """Does the stretch that the expression opens (منذ 7 أكتوبر) begin so long ago?"""
        day = resolve(expression, self._published, self._zone)
        return day is not None and day.start is not None and (self._today - day.start).days > STALE

    def open_paragraph(self, statement: Statement) -> None:
        """A paragraph that opens with a day that is over speaks of that day to its end."""
        sentence = statement.clause.sentence
        if sentence.paragraph == self._paragraph or (self._opened and _speaks_on(sentence)):
            return
        self._paragraph = sentence.paragraph
        first = statement.clause.start == 0 and self._opens_line(sentence) and not statement.retold
        over = statement.when is not None and statement.when.end is not None and statement.when.end < self._today
        self._opened = statement.when if first and over else None

    def _of_paragraph(self, sentence: Sentence, event: Event) -> Occurred | None:
        here = sentence.paragraph == self._paragraph or _speaks_on(sentence)
        return self._opened if here and sentence.part != "title" and not event.frame else None

    def _counted_on(self, clause: Clause) -> Occurred | None:
        if self._told is None or clause.sentence.index - self._told[0] > _REACH:
            return None
        return told_from(self._told[1], clause.sentence.tokens[clause.start : clause.end], self._today)

    def _eve_of_told(self, event: Event) -> Occurred | None:
        """``شب الحريق الاثنين ... غداة قصف كذا``: the day before the one that the sentence told, not before publication."""
        if self._told is None or self._told[0] != event.sentence.index or self._told[1].start is None:
            return None
        before = event.sentence.tokens[max(event.start, event.first - 2) : event.first]
        if not any(token.key == "غداه" for token in before) or self._told[1].precision is not Precision.DAY:
            return None
        eve = self._told[1].start - timedelta(days=1)
        return Occurred(eve, eve, Precision.DAY)

    def _before_told(self, event: Event) -> Occurred | None:
        """``قصفت المطار في 6 أيار. وجاء القصف بعد يومين من``: the lag is counted from the day just told, if that is over."""
        if self._told is None or event.sentence.index - self._told[0] > 1 or not self.is_over(self._told[1]):
            return None
        day = self._told[1]
        return lagged(event, day.end) if day.precision is Precision.DAY and day.end is not None else None

    def _of_that_year(self, event: Event, dates: Dates) -> Occurred | None:
        """``ردت حينها بضربة ليل السادس من نيسان``, ``في أيار من العام ذاته``: a day without a year is of the year of the day told last,
        if that is over."""
        tokens = event.sentence.tokens[event.start : event.end]
        keys = {token.key for token in tokens}
        told, day = self._long_ago, self.named(dates)
        if (
            told is None
            or day is None
            or (_THEN.isdisjoint(keys) and not names_same_year(tokens))
            or any(mention.value.year for mention in dates)
        ):
            return None
        if told.start is None or day.start is None or day.end is None or day.start.year == told.start.year:
            return None
        if not any(mention.value.month for mention in dates) or (day.start.month, day.start.day) == (2, 29):
            return None
        start = day.start.replace(year=told.start.year)
        return replace(day, start=start, end=start + (day.end - day.start)) if start <= self._today else None

    def _earlier_that_day(self, event: Event) -> Occurred | None:
        """``وكانت غارة استهدفت فجرا كذا``, ``وفي وقت سابق، قصف الطيران``: on the day told last, where that is today."""
        if event.frame != "past" or (self._told is not None and event.sentence.index - self._told[0] > _REACH_OF_TODAY):
            return None
        if self._told is None:  # no other day is told
            return Occurred(self._today, self._today, Precision.DAY) if _tells_part_of_day(event) else None
        day = self._told[1]
        return day if day.start == day.end == self._today and _of_the_same_day(event) else None

    def _opens_line(self, sentence: Sentence) -> bool:
        return sentence.start == 0 or "\n" in self._text[max(0, sentence.start - 3) : sentence.start]


def _tells_part_of_day(event: Event) -> bool:
    """``قصفت صباحا``"""
    return any(token.key in _PARTS_OF_DAY for token in event.sentence.tokens[event.start : event.end])


def _of_the_same_day(event: Event) -> bool:
    """Does it tell only the part of the day, or open with ``في وقت سابق``, set off, without another word for what had been?"""
    if _tells_part_of_day(event):
        return True
    keys = [token.key for token in event.sentence.tokens[event.start : event.end]]
    return keys[0].removeprefix("و") == "في" and keys[1:4] == ["وقت", "سابق", "،"] and _HAD_BEEN.isdisjoint(keys)


def _speaks_on(sentence: Sentence) -> bool:
    """``وأضاف مراسلنا أن``: whoever spoke last speaks on, of the same day."""
    return bool(sentence.tokens) and sentence.tokens[0].key in _SPEAKING_ON
