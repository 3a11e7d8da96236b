"""Clauses made into statements: which clauses tell a strike that happened, and what each says of it.

A clause counts when it tells a strike that happened: threats, denials, drills, habits and tallies do not. A verb in the present tells a
habit, except in titles and openings, where it is the present of headlines. Dates at the head of a sentence hold for all of it, except
where it steps back. After a sum or a habit, ``الغارات`` without a place goes on about that sum and is left out with it.

A clause without words of striking adds its dead and wounded to the last strike told, unless it names another cause or tells another deed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise

from monitor.model import Occurred, Role
from workers.extractor.actors import ActorMention
from workers.extractor.dates import DateExpression
from workers.extractor.discourse.account_statements import accounts_in
from workers.extractor.discourse.continuation import continuation, counts_before
from workers.extractor.discourse.dating import of_a_record
from workers.extractor.discourse.days import Days
from workers.extractor.discourse.drafts import Statement
from workers.extractor.discourse.drills import without_drills
from workers.extractor.discourse.each_place import each_of_its_place, elsewhere_in
from workers.extractor.discourse.listed import Lists
from workers.extractor.discourse.occasions import SUMS, of_its_own, on_the_occasion
from workers.extractor.discourse.own_soil import on_its_soil
from workers.extractor.discourse.remnants import without_remnants
from workers.extractor.discourse.retelling import Retelling
from workers.extractor.discourse.said_of import armed_in, own_matter, targets_in, testimony_of, tolls_in, victims_of
from workers.extractor.discourse.scene_before import SceneBefore
from workers.extractor.discourse.sums import counts, dead_of_a_land, names_sum, of_thousands, over_years
from workers.extractor.discourse.told_next import tells_attack, told_next
from workers.extractor.event.events import Clause, Event, clauses, rules_in
from workers.extractor.event.standing import ToldNext
from workers.extractor.facts import Facts, within
from workers.extractor.places import PlaceMention
from workers.extractor.resolve import names_day, struck
from workers.extractor.tokens import Document, Mention, Sentence
from workers.extractor.when.anniversary import keeps_memory
from workers.extractor.where.named_before import NamedBefore
from workers.extractor.who.agents import Agent
from workers.extractor.who.attribution import Testimony
from workers.extractor.who.hosts import without_hosts
from workers.extractor.who.same_aircraft import aircraft_named, same_aircraft
from workers.extractor.who.understood import like_the_one_before, only_air_force, only_armed, the_same, they_again
from workers.extractor.word_sets import word_set

_GOING_ON = word_set("statements.going_on")
_GOES_ON = 2  # sentences over which "the raids" still means the sum told before
_MEANWHILE = word_set("statements.meanwhile")


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells: its statements in order; ``unreal`` are those that only threaten or deny a strike somewhere, and ``elsewhere``
    says whether the title and the first sentence tell of something else."""

    statements: list[Statement]
    unreal: list[Statement]
    elsewhere: bool


def told_in(document: Document, sentences: Sequence[Sentence], facts: Sequence[Facts], leads: frozenset[int], today: date) -> Told:
    """Every statement of the sentences of an article; ``leads`` are its title and its opening."""
    reader = _Reader(document, sentences, facts, leads, today)
    told = [replace(statement, order=number) for number, sentence in enumerate(sentences) for statement in reader.read(sentence)]
    told = without_drills(without_remnants(told, sentences, leads), sentences, _foremost(sentences, leads))
    if reader.opens_with_sum and not any(statement.lead and not names_sum(statement) for statement in told):
        told = [statement for statement in told if not names_sum(statement)]
    return Told(told, reader.unreal, reader.titled and not reader.opens_with_strike)


class _Reader:
    """Goes through an article and remembers where it last spoke of a sum or a habit."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], facts: Sequence[Facts], leads: frozenset[int], today: date
    ) -> None:
        self._days = Days(document, today)
        self._facts, self._leads, self._foremost, self._today = facts, leads, _foremost(sentences, leads), today
        self._next = {one.index: two for one, two in pairwise(sentences)}
        self.unreal: list[Statement] = []
        self.titled = self.opens_with_strike = self.opens_with_sum = False
        self._sum_at: int | None = None
        self._doers: tuple[int, Sequence[Agent]] | None = None  # the sentence that named doers last, and them
        self._flown: dict[str, Mention[ActorMention]] = {}  # whose aircraft the sentences before named, and where last
        self._event: Event | None = None  # what the sentence read last told
        self._attack_at = -1  # the sentence that told last of an attack by nobody knows what means
        self._dates: tuple[Mention[DateExpression], ...] = ()  # the days that the sentence before named
        self._named, self._lists = NamedBefore(), Lists()
        self._retelling, self._scene = Retelling(self._foremost, today), SceneBefore()

    def read(self, sentence: Sentence) -> Iterator[Statement]:
        """The statements of one sentence that count."""
        facts, lead = self._facts[sentence.index], sentence.index in self._leads
        carried = self._dates if sentence.tokens and sentence.tokens[0].key in _GOING_ON else ()
        told = self._retelling.opened(sentence, self._clauses(sentence, facts))
        self._event = next((clause.event for clause in reversed(told) if clause.event), None)
        if self._event is None and tells_attack(sentence) and any(mention.value.role is Role.TARGET for mention in facts.places):
            self._attack_at = sentence.index
        if sentence.index in self._foremost:
            self._days.remember(sentence)
        self.titled |= sentence.part == "title"
        self.opens_with_strike |= sentence.index in self._foremost and _tells_of_strike(sentence, told)
        self.opens_with_sum |= sentence.part == "text" and sentence.index in self._foremost and over_years(sentence)
        yield from accounts_in(sentence, facts, told)
        for each in told:
            clause, dates = of_its_own(each, facts, self._days, self._retelling.day_of_occasion)
            over = self._days.is_over(self._days.named(carried))
            if clause.event and (not clause.event.frame or (clause.event.frame in ("reply", "after") and over)):
                carried = dates = dates or carried
            yield from self._told(clause, facts, dates, lead)
        self._dates = carried if told and told[-1].event else _days_named(sentence, facts)
        self._named.note(facts.places)
        self._flown.update((mention.value.actor_id, mention) for mention in aircraft_named(facts.actors))
        self._scene.note(sentence, facts, struck=any(clause.event is not None and clause.event.real for clause in told))

    def _goes_on_about_attack(self, event: Event, facts: Facts) -> bool:
        """``قتل ثلاثة في هجوم على حاجز في كذا. وأسفر الهجوم عن``: not about the strike told before it."""
        next_to_it = event.sentence.index - self._attack_at == 1
        return next_to_it and event.definite and event.strength == "weak" and event.type is None and not struck(facts, event)

    def _clauses(self, sentence: Sentence, facts: Facts) -> list[Clause]:
        """Its clauses; an attack of which the next sentence tells the means is told by that means."""
        before = self._event if self._event is not None and sentence.index - self._event.sentence.index == 1 else None
        cut = partial(clauses, sentence, armed_in(sentence, facts), before, elsewhere_in(facts))
        told = cut()
        known = self._told_next(sentence, told)
        return told if known is None else cut(known)

    def _told_next(self, sentence: Sentence, told: Sequence[Clause]) -> ToldNext | None:
        following = self._next.get(sentence.index)
        if following is None or any(clause.event for clause in told) or not tells_attack(sentence):
            return None
        return told_next(following, self._facts[following.index])

    def _told(self, clause: Clause, facts: Facts, dates: tuple[Mention[DateExpression], ...], lead: bool) -> Iterator[Statement]:
        event = clause.event
        if event is not None and on_the_occasion(event, dates, self._days):
            event = replace(event, frame="")
        if event is not None and event.status in ("denied", "threat"):
            self._note_unreal(clause, event, facts)
        if (line := self._lists.line_of(clause, facts)) is not None:
            yield line
        elif event is not None and event.definite and counts_before(clause):
            yield from self._without_strike(replace(clause, event=None), facts)
        elif event is None or event.status in ("denied", "negated"):
            yield from self._without_strike(clause, facts)
        elif of_thousands(clause, facts) or (event.real and (event.definite or not lead) and self._sums_up(clause, facts)):
            self._sum_at = clause.sentence.index
            self.opens_with_sum |= lead
        else:
            yield from self._of_strike(clause, event, facts, dates, lead)

    def _note_unreal(self, clause: Clause, event: Event, facts: Facts) -> None:
        """A strike somewhere that is only threatened or denied."""
        places, said = struck(facts, event), testimony_of(event, facts)
        self.unreal += [Statement(clause, event, places, testimony=said)] if places else []

    def _without_strike(self, clause: Clause, facts: Facts) -> Iterator[Statement]:
        """What a clause that tells no strike adds to the last one told; beside an older day of its own it adds nothing."""
        dates = within(facts.dates, clause.start, clause.end)
        day = self._days.beside(clause, dates)
        if clause.event is not None:
            yield from continuation(clause, facts)
        elif not self._days.is_over(day):
            yield from (replace(each, when=day) if day else each for each in continuation(clause, facts))

    def _of_strike(
        self, clause: Clause, event: Event, facts: Facts, dates: tuple[Mention[DateExpression], ...], lead: bool
    ) -> Iterator[Statement]:
        """What a clause says of its strike, if that counts; a habit or a sum is remembered."""
        when = self._days.of(clause, event, dates)
        if self._goes_on_about_attack(event, facts):
            return
        when = None if self._retelling.on_that_day(dates) else when
        if retold := self._retelling.frame_of(event, when, dates):
            event, when = replace(event, frame=retold), when or (self._days.kept if tolls_in(clause, facts) else None)
        if not counts(event, lead, when, self._today):
            self._sum_at = clause.sentence.index if event.status in SUMS else self._sum_at
            return
        self.opens_with_strike |= clause.sentence.index in self._foremost and event.status in SUMS
        statement = self._statement(clause, event, facts, dates, when, lead)
        self._days.open_paragraph(statement)
        if _only_remembers(statement) or (retold and self._retelling.by_occasion and not (lead or when or statement.tolls)):
            return
        if not self._is_of_sum(statement):
            self._lists.note(statement)
            yield from each_of_its_place(statement)

    def _statement(
        self,
        clause: Clause,
        event: Event,
        facts: Facts,
        dates: tuple[Mention[DateExpression], ...],
        when: Occurred | None,
        lead: bool,
    ) -> Statement:
        places = on_its_soil(event, facts, struck(facts, event)) or self._named.again(event, facts, dated=bool(dates))
        places = places or (_beside_it(facts, event) if lead else ()) or self._scene.again(event, facts)
        places = self._scene.narrowed(places, event, facts)
        self._scene.note_struck(places)
        return Statement(
            clause,
            event,
            places=places,
            dates=dates,
            when=when,
            tolls=tolls_in(clause, facts),
            testimony=self._understood(event, facts),
            targets=targets_in(event, facts),
            victims=victims_of(event, facts),
            lead=lead,
            foremost=clause.sentence.index in self._foremost,
        )

    def _understood(self, event: Event, facts: Facts) -> Testimony:
        """Who did it, named or understood."""
        told = testimony_of(event, facts)
        again = they_again(event, facts.actors, self._doers) if the_same(event) else []
        if again:
            told = replace(told, agents=tuple(again))
        there = struck(facts, event)
        told = replace(told, agents=without_hosts(told.agents, event, there, facts))
        if not again and all(agent.certainty == "unnamed" for agent in told.agents):
            places = [mention.value.location for mention in there]
            agents = like_the_one_before(event, facts.actors, self._doers) or they_again(event, facts.actors, self._doers)
            agents = agents or same_aircraft(event, facts.actors, self._flown)
            agents = agents or only_air_force(event, facts.actors, places, facts.speaker)
            agents = agents or only_armed(event, facts.actors, places, facts.speaker)
            told = replace(told, agents=(*told.agents, *agents))
        if event.frame != "reply" and any(agent.actor_id != "unknown" for agent in told.agents):
            self._doers = (event.sentence.index, told.agents)
        return told

    def _sums_up(self, clause: Clause, facts: Facts) -> bool:
        """``منذ 7 أكتوبر``: what is told since a day that is long gone is a sum."""
        here = within(facts.dates, clause.start, own_matter(clause))
        if any(_on_that_day(clause, mention) for mention in here):
            return False
        named = [mention.value for mention in here if not of_a_record(mention)]
        since = [expression for expression in named if expression.since]
        if any(expression.day and not expression.since for expression in named):
            return False
        return any(self._days.began_long_ago(expression) for expression in since)

    def _is_of_sum(self, statement: Statement) -> bool:
        """Does it only go on about a sum or a habit?"""
        at = statement.clause.sentence.index
        goes_on = self._sum_at is not None and at - self._sum_at <= _GOES_ON
        known = (
            statement.event is not None
            and statement.event.definite
            and not statement.places
            and not statement.lead
            and statement.when is None
        )
        beside = self._sum_at is not None and at - self._sum_at <= 1 and dead_of_a_land(statement)
        self._sum_at = at if (beside or (goes_on and known)) and not statement.by_own_reporter else None
        return self._sum_at is not None


def _days_named(sentence: Sentence, facts: Facts) -> tuple[Mention[DateExpression], ...]:
    """The days that a sentence gives to the next one; that of an anniversary is not the day of what it recalls."""
    return () if keeps_memory(sentence.tokens) else tuple(mention for mention in facts.dates if names_day(mention.value))


def _on_that_day(clause: Clause, mention: Mention[DateExpression]) -> bool:
    """``قصفت فجر اليوم بلدة تحاصرها منذ شهر``, ``شن صباح اليوم غارات على مدينة تقصف منذ شهر``: right behind the strike, or among its
    words, stands its day."""
    day, event = mention.value, clause.event
    known = day.offset is not None and not (day.since or day.until)
    return event is not None and known and event.first <= mention.first <= event.last + 1


_SHOT_DOWN = ("is dealt with", "shot down")  # تعاملت الدفاعات مع 11 صاروخا، اعتراض صواريخ فوق المدينة


def _tells_of_strike(sentence: Sentence, told: Sequence[Clause]) -> bool:
    """A strike that happened, or a blast, of which the text may tell the cause."""
    real = (clause.event for clause in told if clause.event and clause.event.real)
    tells = any(not (event.frame == "lag" or (event.frame == "known" and event.definite)) for event in real)
    shot_down = any(match.rule.name in _SHOT_DOWN for match in rules_in(sentence))
    return tells or shot_down or any(token.has("blast") for token in sentence.tokens)


def _foremost(sentences: Sequence[Sentence], leads: frozenset[int]) -> frozenset[int]:
    """The title and the first of the opening sentences of the text."""
    first = next((sentence.index for sentence in sentences if sentence.part == "text" and sentence.index in leads), -1)
    return frozenset(sentence.index for sentence in sentences if sentence.part == "title") | {first}


def _only_remembers(statement: Statement) -> bool:
    """``تضررت بقذائف خلال المعارك``: what is retold behind the opening without a place, a day or the dead tells of no strike."""
    return statement.retold and not (statement.lead or statement.places or statement.when or statement.tolls)


def _beside_it(facts: Facts, event: Event) -> tuple[Mention[PlaceMention], ...]:
    """``هجوم على البلدة X، بالتزامن مع غارات``: where what is told before it happens."""
    if event.start == 0 or event.sentence.tokens[event.start].key not in _MEANWHILE:
        return ()
    return struck(facts, replace(event, start=0))
