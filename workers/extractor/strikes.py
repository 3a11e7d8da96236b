"""Strikes of an article: its sentences become statements, statements become drafts, drafts become strikes.

Policy. A clause counts when it tells a strike that happened: threats, denials, drills, habits and tallies make no strike (a strike that
is *only* threatened or denied is given with that kind, so that it can be shown, and fires nothing). A verb in the present tells a habit,
except in titles and openings, where it is the present of headlines. A clause without words of striking adds its dead and wounded to the
last strike told, unless it names another cause. Dates at the head of a sentence hold for all of it, except where it steps back.

Missed on purpose: what only a caption, a tag or a list of related headlines says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from monitor.model import Occurred, Precision, Strike, Target
from workers.extractor.agents import agents_of
from workers.extractor.attribution import Testimony, testify
from workers.extractor.boilerplate import PROSE, STOPS, own_sentences
from workers.extractor.build import build
from workers.extractor.casualties import CasualtyClaim
from workers.extractor.dates import DateExpression, resolve_all
from workers.extractor.drafts import FRESH, Draft, Statement, group
from workers.extractor.events import Clause, Event, clauses
from workers.extractor.facts import Facts, gather, within
from workers.extractor.kinds import decide
from workers.extractor.resolve import lagged, names_day, struck
from workers.extractor.targets import targets_of
from workers.extractor.tokens import Document, Mention, Sentence

_OPENING = 2  # sentences of the text that count as its opening
_SUBSTANCE = 5  # tokens; shorter lines are headers


def strikes_of(document: Document) -> list[Strike]:
    """Every strike that the article tells, the first told first."""
    sentences = own_sentences(document)
    facts = gather(document)
    leads = _leads(sentences)
    today = document.context.published.astimezone(ZoneInfo(document.context.zone)).date()
    body = [sentence.index for sentence in sentences if len(sentence.tokens) >= _SUBSTANCE and sentence.part == "text"]
    order = {index: number for number, index in enumerate(body)}
    statements = [
        replace(statement, order=order.get(sentence.index, 0))
        for sentence in sentences
        for statement in _statements(document, sentence, facts[sentence.index], sentence.index in leads, today)
    ]
    drafts = group(statements, today)
    verdicts = decide(drafts, today)
    return [build(draft, verdict, today) for draft, verdict in zip(drafts, verdicts, strict=True) if _worth(draft)]


def _worth(draft: Draft) -> bool:
    """A strike is told of when it is known where, or when somebody was hurt."""
    return bool(draft.regions) or any(statement.tolls for statement in draft.statements if statement.lead)


def _leads(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The title, and the first sentences of prose; where no sentence ends like prose, the first that are no headers."""
    titles = [sentence.index for sentence in sentences if sentence.part == "title"]
    body = [sentence for sentence in sentences if sentence.part == "text" and len(sentence.tokens) >= _SUBSTANCE]
    prose = [sentence for sentence in body if len(sentence.tokens) >= PROSE and sentence.tokens[-1].norm[-1] in STOPS]
    return frozenset(titles + [sentence.index for sentence in (prose or body)[:_OPENING]])


def _statements(document: Document, sentence: Sentence, facts: Facts, lead: bool, today: date) -> Iterator[Statement]:
    """The statements of one sentence that count."""
    actors = list(facts.actors)
    carried: tuple[Mention[DateExpression], ...] = ()
    for clause in clauses(sentence, lambda first, last: bool(agents_of(sentence, first, last, actors))):
        dates = tuple(mention for mention in within(facts.dates, clause.start, clause.end) if names_day(mention.value))
        event = clause.event
        if event and not event.frame:
            carried = dates = dates or carried
        if event is None or event.status in ("denied", "negated"):
            yield from _continuation(sentence, clause, facts)
            continue
        when = (resolve_all(list(dates), document.context.published, document.context.zone) if dates else None) or lagged(event, today)
        if counts(event, lead, when, today):
            yield _statement(clause, event, facts, dates, when, lead)


def counts(event: Event, lead: bool, day: Occurred | None, today: date) -> bool:
    """Does the clause tell of a strike that happened? A fresh day of its own outweighs the words of a habit or of a sum."""
    dated = day is not None and day.precision in (Precision.DAY, Precision.HOUR)
    if event.status in ("habit", "tally"):
        fresh = day is not None and day.end is not None and (today - day.end).days <= FRESH
        return dated and fresh and not event.imperfect and event.strength in ("strong", "blow")
    return event.real and (lead or dated or not event.imperfect)


def _continuation(sentence: Sentence, clause: Clause, facts: Facts) -> Iterator[Statement]:
    """What a clause without a strike of its own adds to the last one: dead and wounded, or a denial."""
    tolls = _tolls(clause, facts)
    testimony = testify(sentence, (), facts.actors, facts.carried)
    if clause.event is not None and testimony.denied_by:
        yield Statement(clause, None, testimony=testimony)
    elif clause.event is None and tolls:
        yield Statement(clause, None, tolls=tolls, testimony=testimony)


def _tolls(clause: Clause, facts: Facts) -> tuple[Mention[CasualtyClaim], ...]:
    found = within(facts.tolls, clause.start, clause.end)
    return tuple(mention for mention in found if not mention.value.cumulative and not mention.value.other_cause)


def _statement(
    clause: Clause, event: Event, facts: Facts, dates: tuple[Mention[DateExpression], ...], when: Occurred | None, lead: bool
) -> Statement:
    return Statement(
        clause,
        event,
        places=struck(facts, event),
        dates=dates,
        when=when,
        tolls=_tolls(clause, facts),
        testimony=_testimony(event, facts),
        targets=_targets(event, facts),
        lead=lead,
    )


def _testimony(event: Event, facts: Facts) -> Testimony:
    """Who did it, as the first words of striking in the clause that name anybody say."""
    tried = (agents_of(event.sentence, first, last, list(facts.actors)) for first, last in event.triggers)
    return testify(event.sentence, next((found for found in tried if found), []), facts.actors, facts.carried)


def _targets(event: Event, facts: Facts) -> tuple[Mention[Target], ...]:
    """What the words of striking in the clause reach."""
    found = (mention for first, last in event.triggers for mention in targets_of(event.sentence, first, last, facts.targets))
    return tuple({mention.first: mention for mention in found}.values())
