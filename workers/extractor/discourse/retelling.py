"""Articles that open with something else in which an old strike is told again: a trial, a film, rebuilding, an explainer.

The rules are those of ``lexicon/frames.tsv`` whose saying ends in ``occasion``. In such an article every strike without a day of its own is
retold, until it tells one of these days or turns to what happens on the ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from monitor.model import Occurred
from workers.extractor.dates import DateExpression
from workers.extractor.event.events import Clause, Event, leads_over_to_claims, rules_in
from workers.extractor.grammar import DOTS, Match
from workers.extractor.tokens import Mention, Sentence
from workers.extractor.toll import vocabulary
from workers.extractor.word_sets import word_set

_PLAIN = frozenset(("", "known", "after", "reply"))  # frames that leave a strike news
_QUESTIONS, _HAPPENING = word_set("question"), word_set("retelling.happening")
_LONG = 31  # days after which a strike that the first sentence dates is of another time
_PROSE = 5  # tokens; shorter lines are headers
_FIRST = 2  # tokens of a sentence that opens with a strike
_HALVES = DOTS | {"؛"}
_ITS_MEMORY = word_set("memory")
_TURNS = word_set("turn_to_field")
_LIKE = frozenset(("مثل", "بمثل"))  # في مثل هذا اليوم.. مجزرة كذا
_THIS = frozenset(("هذا", "هذه"))


class OccasionKind(StrEnum):
    """What an occasion makes of the strikes that are told on it; the values are those of ``lexicon/frames.tsv``."""

    RETOLD = ""  # a trial, a film, repairs
    SUM = "sum"  # the dead of a month
    KNOWN = "known"  # markets, which move after strikes that the reader has met
    CHECKED = "checked"  # a picture that is not what it is said to be
    ASKED = "asked"  # what a title asks about
    LETTER = "letter"  # a complaint to the nations, of strikes of days before


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a sentence opens with. It holds for words of striking from ``start``, and before ``end`` where the other half of the title is
    news."""

    kind: OccasionKind
    sentence: int
    start: int
    end: int | None = None

    def holds(self, event: Event) -> bool:
        inside = self.start <= event.first and (self.end is None or event.first < self.end)
        return inside and event.frame in _PLAIN and (event.definite or self.kind is not OccasionKind.KNOWN)


@dataclass(frozen=True, slots=True)
class State:
    """What is known of an article as far as it is read; each transition gives the next state.

    An article starts as news. An occasion, or a day long gone, begins the retelling; news told plainly, one of these days or a turn to
    the field ends it. What is checked stays so to the end.
    """

    occasions: tuple[Occasion, ...] = ()  # those that the title and the first sentence name; a checked one is the last
    retells: bool = False  # is a strike without a day told again here?
    claims_next: bool = False  # does the sentence before lead over to what somebody claimed earlier?
    in_prose: bool = False  # is the headline past, so that what tells plainly is no longer the news?

    def names(self, kind: OccasionKind) -> bool:
        return any(occasion.kind is kind for occasion in self.occasions)

    @property
    def looks_back(self) -> bool:
        """Is something earlier told, or about to be?"""
        return self.retells or self.claims_next

    @property
    def told_on(self) -> int | None:
        """The sentence that named an occasion last; what is checked is told on none."""
        return next((each.sentence for each in reversed(self.occasions) if each.kind is not OccasionKind.CHECKED), None)

    def after_turn(self) -> State:
        """The article goes on to the news of the day."""
        return replace(self, retells=False, claims_next=False)

    def after_body(self, sentence: Sentence) -> State:
        """A sentence that is neither title nor opening. What it leads over to begins behind it: its own day is that of the news."""
        return replace(
            self,
            in_prose=self.in_prose or _is_prose(sentence),
            retells=self.retells or self.claims_next,
            claims_next=leads_over_to_claims(sentence),
        )

    def after_opening(self, told: Sequence[Clause]) -> State:
        """A title or an opening that names no occasion: it may bring the news itself."""
        brings_news = _opens_with_strike(told) if self.names(OccasionKind.ASKED) else not self.in_prose and _tells_plainly(told)
        return self.after_turn() if brings_news else self

    def after_occasion(self, occasion: Occasion) -> State:
        """A sentence that names an occasion; beside a half of a title that is news, no occasion begins the retelling."""
        occasions = (*self.occasions, occasion)
        if occasion.kind is OccasionKind.CHECKED:
            return replace(self, occasions=occasions)
        begins = occasion.kind is not OccasionKind.KNOWN and all(each.end is None for each in occasions)
        return replace(self, occasions=occasions, retells=self.retells or begins)

    def after_date(self, fresh: bool, begins: bool) -> State:
        """A strike that has a day: a ``fresh`` one is news, and an older one ``begins`` a retelling or leaves all as it was."""
        return replace(self, retells=not fresh and (self.retells or begins))


class Retelling:
    """Reads an article for what is told again in it; ``foremost`` are its title and first sentence."""

    def __init__(self, foremost: frozenset[int], today: date) -> None:
        self._foremost, self._fresh, self._over = foremost, today - timedelta(days=1), today - timedelta(days=_LONG)
        self._state = State()

    def opened(self, sentence: Sentence, told: list[Clause]) -> list[Clause]:
        """The clauses of a sentence, those told on the occasion that it names as such."""
        if self._state.looks_back and (_to_the_field(sentence) or turns_away(sentence)):
            self._state = self._state.after_turn()
        if sentence.index not in self._foremost:
            self._state = self._state.after_body(sentence)
            return told
        return self._foremost_opened(sentence, told)

    def _foremost_opened(self, sentence: Sentence, told: list[Clause]) -> list[Clause]:
        if self._state.names(OccasionKind.CHECKED):
            return [_not_so(clause) for clause in told]
        occasion = occasion_of(sentence)
        if occasion is None:
            self._state = self._state.after_opening(told)
            return told
        self._state = self._state.after_occasion(occasion)
        return [_told_on(occasion, clause) for clause in told]

    @property
    def by_occasion(self) -> bool:
        """Does the article name an occasion, and not only an old day?"""
        return self._state.told_on is not None

    def day_of_occasion(self, mention: Mention[DateExpression], event: Event) -> bool:
        """``يعرض الليلة الفيلم``, ``زار الوفد أمس``: a day before the words of striking, in the sentence that names the occasion."""
        told = any(token.has("kill_v") for token in event.sentence.tokens[event.start : mention.first])
        return event.sentence.index == self._state.told_on and mention.first < event.first and not told

    def on_that_day(self, dates: Sequence[Mention[DateExpression]]) -> bool:
        """``سقط في هذا اليوم``, in an article that keeps a memory: the day that it remembers, not its own."""
        this = (mention.sentence.tokens[mention.first].key in _THIS for mention in dates)
        return bool(dates) and self._state.retells and self.by_occasion and all(this)

    def frame_of(self, event: Event, when: Occurred | None, dates: Sequence[Mention[DateExpression]]) -> str:
        """How the article retells it, or an empty string.

        A day long gone in the first sentence begins the retelling, one of these days ends it; a day between is kept for news, but not
        where the title asks. Who checks a picture brings no news of his own.
        """
        if event.frame not in _PLAIN:
            return ""
        if self._state.names(OccasionKind.CHECKED):
            return "checked"
        if when is None:
            beside = event.sentence.index == self._state.told_on and _news_beside(event)
            return "retold" if self._state.retells and not beside else ""
        if when.end is not None:
            begins = self._opens(event) and when.end < self._over and all(mention.value.offset != 0 for mention in dates)
            self._state = self._state.after_date(fresh=when.end >= self._fresh, begins=begins)
        old = self._state.names(OccasionKind.LETTER) and when.end is not None and when.end < self._fresh
        return "retold" if self._state.retells and (old or self._state.names(OccasionKind.ASKED)) else ""

    def _opens(self, event: Event) -> bool:
        """Is it told in the first sentence of the text?"""
        return event.sentence.index in self._foremost and event.sentence.part == "text"


def occasion_of(sentence: Sentence) -> Occasion | None:
    """The occasion that stands before any words of striking and of dying, or which a title asks about from its start. While survivors are
    searched for, the strike is news."""
    matches = rules_in(sentence)
    if any(match.rule.says == "rescue" for match in matches):
        return None
    strikes = [match.first for match in matches if match.rule.says.startswith("trigger")]
    dead = [at for at, token in enumerate(sentence.tokens) if vocabulary.has(token, "dying") or token.has("kill_v") or token.has("undergo")]
    first = min(strikes, default=len(sentence.tokens))
    named = [
        (kind, 0 if kind is OccasionKind.SUM or match.first > first else match.last)
        for match in matches
        if (kind := _kind(match)) is not None
        and (_opens_with(match, kind, first, min([first, *dead])) or _its_own(match, sentence, min([first, *dead])))
    ]
    if not named and sentence.part == "title" and _asks(sentence, first):
        named = [(OccasionKind.ASKED, 0)]
    if not named:
        return None
    kind, start = min(named, key=lambda each: (each[0] is not OccasionKind.CHECKED, each[1]))
    return Occasion(kind, sentence.index, start, _half_of_title(sentence, start))


def _kind(match: Match) -> OccasionKind | None:
    """The occasion of a rule, if it says one."""
    _, names_one, kind = match.rule.says.partition("occasion")
    return OccasionKind(kind.removeprefix(".")) if names_one else None


def _opens_with(match: Match, kind: OccasionKind, strike: int, dead: int) -> bool:
    """A video checked may be named by what it is said to show, and a sum by its dead."""
    return kind is OccasionKind.SUM or match.first <= (strike if kind is OccasionKind.CHECKED else dead)


def _its_own(match: Match, sentence: Sentence, told: int) -> bool:
    """``شهداء مجزرة كذا في ذكراهم``: an anniversary of what the same half of a title names before it."""
    between = sentence.tokens[told : match.first]
    return sentence.part == "title" and match.rule.name in _ITS_OWN and not any(token.norm in _HALVES for token in between)


_ITS_OWN = frozenset(("its own anniversary", "its own anniversary by its number"))


def _asks(sentence: Sentence, before: int) -> bool:
    """``ماذا نعرف عن الغارة على كذا؟``; ``قصف على كذا لمنع العودة؟`` tells before it asks, ``ماذا يحدث في كذا؟`` asks for the news."""
    asked = any(token.norm in "؟?" for token in sentence.tokens) and not any(token.key in _HAPPENING for token in sentence.tokens)
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


def _half_of_title(sentence: Sentence, start: int) -> int | None:
    """``بدء محاكمة ضابط.. وغارة تقتل ثلاثة``: where the other half of a title begins, if that is news of a strike; ``في ذكراها
    الأولى.. مجزرة كذا`` names there what is remembered."""
    if sentence.part != "title" or any(token.key in _ITS_MEMORY | _LIKE for token in sentence.tokens[:start]):
        return None
    dots = next((at for at in range(start, len(sentence.tokens)) if sentence.tokens[at].norm in _HALVES), None)
    if dots is None:
        return None
    behind = [match for match in rules_in(sentence) if match.first > dots]
    if any(_kind(match) is not None for match in behind):
        return None  # تسلسل زمني.. أبرز الضربات: the other half names an occasion, too
    return dots if any(match.rule.says.startswith("trigger") for match in behind) else None


def _told_on(occasion: Occasion, clause: Clause) -> Clause:
    """A clause of the sentence that names the occasion."""
    if occasion.kind is OccasionKind.CHECKED:
        return _not_so(clause)
    if clause.event is None or not occasion.holds(clause.event) or (occasion.kind is OccasionKind.RETOLD and _news_beside(clause.event)):
        return clause
    return replace(clause, event=replace(clause.event, frame="known" if occasion.kind is OccasionKind.KNOWN else "retold"))


def _news_beside(event: Event) -> bool:
    """``خرجت مظاهرة في كذا، فيما قصفت المدفعية كذا``: a clause of its own that goes on with a strike, which no reader has met."""
    sure = event.strength == "strong" or event.type is not None
    return event.beside and sure and not (event.frame or event.definite or event.imperfect)


def _not_so(clause: Clause) -> Clause:
    return clause if clause.event is None else replace(clause, event=replace(clause.event, status="other"))


def _is_prose(sentence: Sentence) -> bool:
    return sentence.part == "text" and len(sentence.tokens) >= _PROSE


def _to_the_field(sentence: Sentence) -> bool:
    """``ميدانيا``: what follows is the news of the day."""
    return bool(sentence.tokens) and sentence.tokens[0].key in _TURNS


def turns_away(sentence: Sentence) -> bool:
    """``في سياق آخر``, ``من جهة أخرى``."""
    return any(match.first <= 1 and match.rule.name in ("in the same vein", "on another side", "meanwhile") for match in rules_in(sentence))
