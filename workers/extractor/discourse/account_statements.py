"""What a sentence says of who did the strike that another sentence tells, or of who denies it.

Such a statement has no event: it is added to the strike told before it. A sentence that tells a strike with a place or a doer of its own
may only claim the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workers.extractor.discourse.drafts import Statement
from workers.extractor.discourse.said_of import agents_in
from workers.extractor.event.events import Clause, Event
from workers.extractor.facts import Facts
from workers.extractor.resolve import struck
from workers.extractor.tokens import Sentence
from workers.extractor.who.accounts import ACCOUNTS, SAID, account_of, open_question
from workers.extractor.who.attribution import Testimony, testify
from workers.extractor.who.claims import CLAIM
from workers.extractor.who.denials import denies_deed
from workers.extractor.who.hosts import without_hosts


def accounts_in(sentence: Sentence, facts: Facts, told: Sequence[Clause]) -> Iterator[Statement]:
    """What the sentence says of who did the strike that another tells, or who denies it."""
    agents = account_of(sentence, list(facts.actors), *_accounts(told, facts))
    for event in (clause.event for clause in told if agents and clause.event is not None and clause.event.real):
        agents = list(without_hosts(agents, event, struck(facts, event), facts))
    testimony = testify(sentence, agents, facts.actors, facts.carried)
    if not agents and not testimony.denied_by and not any(_tells_its_own(clause.event, facts) for clause in told):
        agents = open_question(sentence)
        testimony = replace(testimony, agents=tuple(agents))
    if agents or (testimony.denied_by and denies_deed(sentence) and not _denies_its_own(testimony, facts, told)):
        yield Statement(Clause(sentence, 0, len(sentence.tokens), None), None, testimony=testimony)


def _denies_its_own(testimony: Testimony, facts: Facts, told: Sequence[Clause]) -> bool:
    """``وقالت X إن غارة إسرائيلية على المخيم قتلتهم، بينما نفى الجيش``: what is denied was told in the sentence itself."""
    deniers = [said.first for said in testimony.sources if said.value.actor_id in testimony.denied_by]
    own = [clause.event.first for clause in told if clause.event is not None and _tells_its_own(clause.event, facts)]
    return bool(deniers and own) and min(own) < max(deniers)


def _accounts(told: Sequence[Clause], facts: Facts) -> tuple[frozenset[str], bool]:
    """Which accounts the sentence may give of the strike before it: of one with a strike of its own a claim only, of one that tells a habit
    or a threat no firing."""
    if any(_tells_its_own(clause.event, facts) for clause in told):
        return frozenset({CLAIM}), True
    return (SAID if any(clause.event is not None and not clause.event.real for clause in told) else ACCOUNTS), False


def _tells_its_own(event: Event | None, facts: Facts) -> bool:
    """Does the clause tell a strike with a place or a doer of its own?"""
    if event is None or not event.real:
        return False
    return bool(struck(facts, event)) or any(agents_in(facts, event.sentence, first, last) for first, last in event.triggers)
