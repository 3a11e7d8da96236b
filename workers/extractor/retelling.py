"""Articles that open with something else in which an old strike is told again: a trial, a film, rebuilding, an explainer.

The rules are those of ``lexicon/frames.tsv`` whose saying ends in ``occasion``. In such an article every strike without a day of its own is
retold, until it tells one of these days or turns to what happens on the ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from monitor.model import Occurred
from workers.extractor.dates import DateExpression
from workers.extractor.events import Clause, Event, rules_in
from workers.extractor.grammar import DOTS, Match
from workers.extractor.tokens import Mention, Sentence
from workers.extractor.toll import vocabulary

_PLAIN = frozenset(("", "known", "after", "reply"))  # frames that leave a strike news
_QUESTIONS = frozenset("ما ماذا لماذا كيف هل من متي اين كم اي وماذا ولماذا وكيف وهل".split())
_LONG = 31  # days after which a strike that the first sentence dates is of another time
_PROSE = 5  # tokens; shorter lines are headers
_FIRST = 2  # tokens of a sentence that opens with a strike
_HALVES = DOTS | {"؛"}
_TURNS = frozenset("ميدانيا وميدانيا عسكريا".split())


class Retelling:
    """Whether the article, as far as it is read, retells; ``foremost`` are its title and first sentence."""

    def __init__(self, foremost: frozenset[int], today: date) -> None:
        self._foremost, self._fresh, self._over = foremost, today - timedelta(days=1), today - timedelta(days=_LONG)
        self._on = self._checked = self._asked = self._in_the_text = self._news_too = False
        self._named_in = -1  # the sentence that names an occasion

    def opened(self, sentence: Sentence, told: list[Clause]) -> list[Clause]:
        """The clauses of a sentence, those told on the occasion that it names as such."""
        if self._on and (_to_the_field(sentence) or _turns_away(sentence)):
            self._on = False
        if sentence.index not in self._foremost:
            self._in_the_text |= sentence.part == "text" and len(sentence.tokens) >= _PROSE
            return told
        occasion = occasion_of(sentence)
        self._checked |= occasion is not None and occasion.kind == "checked"
        if self._checked:
            return [_not_so(clause) for clause in told]
        if occasion is None:
            keeps = not _opens_with_strike(told) if self._asked else self._in_the_text or not _tells_plainly(told)
            self._on = self._on and keeps
            return told
        dots = _half_of_title(sentence, occasion)
        self._news_too |= dots is not None
        self._on |= occasion.kind != "known" and not self._news_too
        self._asked |= occasion.kind == "asked"
        self._named_in = sentence.index
        return [_framed(clause, occasion) if dots is None or _ends_before(clause, dots) else clause for clause in told]

    @property
    def by_occasion(self) -> bool:
        """Does the article name an occasion, and not only an old day?"""
        return self._named_in >= 0

    def day_of_occasion(self, mention: Mention[DateExpression], event: Event) -> bool:
        """``يعرض الليلة الفيلم``, ``زار الوفد أمس``: a day before the words of striking, in the sentence that names the occasion."""
        told = any(token.has("kill_v") for token in event.sentence.tokens[event.start : mention.first])
        return event.sentence.index == self._named_in and mention.first < event.first and not told

    def covers(self, event: Event, when: Occurred | None, dates: Sequence[Mention[DateExpression]]) -> bool:
        """Does the article retell it? A day long gone in the first sentence begins the retelling, one of these days ends it; a day between
        is kept for news, but not where the title asks."""
        if event.frame not in _PLAIN:
            return False
        if when is None:
            return self._on
        if when.end is not None:
            opens = event.sentence.index in self._foremost and event.sentence.part == "text" and when.end < self._over
            self._on = when.end < self._fresh and (self._on or (opens and all(mention.value.offset != 0 for mention in dates)))
        return self._on and self._asked


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a sentence opens with. ``kind`` is ``sum`` (the dead of a month), ``known`` (markets, which move after strikes that the reader
    has met), ``checked`` (a picture that is not what it is said to be), ``asked`` by a title, or empty; it holds for words of striking from
    ``start``."""

    kind: str
    start: int

    def holds(self, event: Event) -> bool:
        return event.frame in _PLAIN and event.first >= self.start and (event.definite or self.kind != "known")


def occasion_of(sentence: Sentence) -> Occasion | None:
    """The occasion that stands before any words of striking and of dying, or which a title asks about from its start."""
    matches = rules_in(sentence)
    strikes = [match.first for match in matches if match.rule.says.startswith("trigger")]
    dead = [at for at, token in enumerate(sentence.tokens) if vocabulary.has(token, "dying") or token.has("kill_v") or token.has("undergo")]
    first = min(strikes, default=len(sentence.tokens))
    named = [_occasion(match) for match in matches if "occasion" in match.rule.says and _opens_with(match, first, min([first, *dead]))]
    if not named and sentence.part == "title" and _asks(sentence, first):
        return Occasion("asked", 0)
    return min(named, key=lambda each: (each.kind != "checked", each.start), default=None)


def _occasion(match: Match) -> Occasion:
    kind = match.rule.says.partition("occasion")[2].removeprefix(".")
    return Occasion(kind, 0 if kind == "sum" else match.last)


def _opens_with(match: Match, strike: int, dead: int) -> bool:
    """A video checked may be named by what it is said to show, and a sum by its dead."""
    kind = match.rule.says.partition("occasion")[2]
    return kind == ".sum" or match.first <= (strike if kind == ".checked" else dead)


def _asks(sentence: Sentence, before: int) -> bool:
    """``ماذا نعرف عن الغارة على كذا؟``; ``قصف على كذا لمنع العودة؟`` tells before it asks."""
    asked = any(token.norm in "؟?" for token in sentence.tokens)
    return asked and any(token.key in _QUESTIONS for token in sentence.tokens[:before])


def _tells_plainly(told: Sequence[Clause]) -> bool:
    """What the text opens with plainly is news, whatever else the title names (``ضابط متقاعد يقتل بمسيرة``)."""
    events = [clause.event for clause in told if clause.event is not None and clause.event.real]
    return any(not (event.frame or event.definite or event.imperfect) for event in events)


def _opens_with_strike(told: Sequence[Clause]) -> bool:
    """``ماذا يحدث في كذا؟ قصفت طائرة مجهولة``: who asks is told the news; not ``ضرب الصاروخ``, which the title has asked about."""
    events = [clause.event for clause in told if clause.event is not None and clause.event.first < _FIRST]
    known = any(token.key.startswith("ال") for event in events for token in event.sentence.tokens[event.last : event.last + 1])
    return bool(events) and not known and _tells_plainly(told)


def _half_of_title(sentence: Sentence, occasion: Occasion) -> int | None:
    """``بدء محاكمة ضابط.. وغارة تقتل ثلاثة``: where the other half of a title begins, if that is news of a strike."""
    dots = next((at for at in range(occasion.start, len(sentence.tokens)) if sentence.tokens[at].norm in _HALVES), None)
    if dots is None or sentence.part != "title":
        return None
    return dots if any(match.rule.says.startswith("trigger") and match.first > dots for match in rules_in(sentence)) else None


def _ends_before(clause: Clause, dots: int) -> bool:
    return clause.event is not None and clause.event.first < dots


def _framed(clause: Clause, occasion: Occasion) -> Clause:
    if clause.event is None or not occasion.holds(clause.event):
        return clause
    return replace(clause, event=replace(clause.event, frame="known" if occasion.kind == "known" else "retold"))


def _not_so(clause: Clause) -> Clause:
    return clause if clause.event is None else replace(clause, event=replace(clause.event, status="other"))


def _to_the_field(sentence: Sentence) -> bool:
    """``ميدانيا``: what follows is the news of the day."""
    return bool(sentence.tokens) and sentence.tokens[0].key in _TURNS


def _turns_away(sentence: Sentence) -> bool:
    """``في سياق آخر``, ``من جهة أخرى``."""
    return any(match.first <= 1 and match.rule.name in ("in the same vein", "on another side", "meanwhile") for match in rules_in(sentence))
