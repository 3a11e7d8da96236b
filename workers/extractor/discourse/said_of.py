"""What a clause says of its strike: who did it, whose dead it counts, who and what was struck."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from monitor.model import Role, Target
from workers.extractor.actors import ActorMention
from workers.extractor.actors import words as actor_words
from workers.extractor.casualties import CasualtyClaim
from workers.extractor.discourse.deaths_before import came_before
from workers.extractor.discourse.own_soil import names_soil
from workers.extractor.event.events import Clause, Event
from workers.extractor.event.standing import Armed
from workers.extractor.facts import Facts, within
from workers.extractor.grammar import DOTS
from workers.extractor.places import PlaceMention
from workers.extractor.sources import is_saying
from workers.extractor.targets import targets_of
from workers.extractor.tokens import Mention, Sentence
from workers.extractor.toll import vocabulary
from workers.extractor.toll.frames import GOES_ON_TO
from workers.extractor.where.roles import HEADER
from workers.extractor.who.accounts import ACCOUNTS, CHARGED, SAID, account_of
from workers.extractor.who.actor_names import known
from workers.extractor.who.agent_speech import we_did
from workers.extractor.who.agents import ANNOUNCED, Agent, agents_of
from workers.extractor.who.attribution import Testimony, testify
from workers.extractor.who.tellers import announced_on
from workers.extractor.who.understood import is_like
from workers.extractor.word_sets import word_set


@lru_cache(maxsize=64)
def agents_in(facts: Facts, sentence: Sentence, first: int, last: int, end: int | None = None) -> tuple[Agent, ...]:
    """The agents of one trigger, which several questions about its sentence ask for; ``end`` is where its clause ends, behind which
    another's deeds are told."""
    return tuple(agents_of(sentence, first, last, [actor for actor in facts.actors if end is None or actor.first < end]))


def tolls_in(clause: Clause, facts: Facts) -> tuple[Mention[CasualtyClaim], ...]:
    """The dead and wounded that it counts: no tallies, no other causes, none of what the strike answers."""
    found = [m for m in within(facts.tolls, clause.start, clause.end) if not m.value.cumulative and not m.value.other_cause]
    aside = clause.event.aside if clause.event else ()
    found = [m for m in found if not any(first <= m.first < last for first, last in aside)]
    found = [m for m in found if clause.event is None or not came_before(m, clause.event)]
    over = _time_that_is_over(clause)
    return tuple(m for m in found if m.first < over and not _of_the_other_half(m, clause, facts))


def _of_the_other_half(toll: Mention[CasualtyClaim], clause: Clause, facts: Facts) -> bool:
    """``5 شهداء في X.. جماعة كذا تقصف Y``: a half of a title that names its own place tells of its own dead."""
    tokens = clause.sentence.tokens
    dots = next((at for at, token in enumerate(tokens) if token.norm in DOTS), None)
    if clause.sentence.part != "title" or clause.event is None or dots is None or (toll.first < dots) == (clause.event.first < dots):
        return False
    struck = [place.first for place in facts.places if place.value.role is Role.TARGET]
    return any(at < dots for at in struck) and any(at > dots for at in struck)


_AFTER, _SPANS, _DEADLY = word_set("after"), word_set("spell"), word_set("deadly")


def _time_that_is_over(clause: Clause) -> int:
    """``وذلك بعد يوم دام راح ضحيته 75``, ``بعد ساعات على مقتل ثلاثة``: from where behind the strike the dead are those of the time before
    it; else where the clause ends."""
    if clause.event is None:
        return clause.end
    tokens = clause.sentence.tokens
    for at in range(clause.event.last, clause.end - 3):
        if tokens[at].key in _AFTER and tokens[at + 1].key in _SPANS:
            of_the_dead = tokens[at + 2].key in _FROM and vocabulary.has(tokens[at + 3], "dying")
            if tokens[at + 2].key in _DEADLY or of_the_dead:
                return at
    return clause.end


_FROM = frozenset(("من", "علي"))


def own_matter(clause: Clause) -> int:
    """Where the speaker goes on to another matter (``مشيرا إلى أن حصيلة القصف منذ مطلع العام``), or the end of the clause."""
    tokens = clause.sentence.tokens
    behind = range(clause.event.last if clause.event else clause.start, clause.end)
    return next((at for at in behind if tokens[at].key in GOES_ON_TO and at and tokens[at - 1].norm in "،,"), clause.end)


_LEADING = word_set("said_of.leading")


def where_hurt(clause: Clause, facts: Facts) -> tuple[Mention[PlaceMention], ...]:
    """The places in which a clause without words of striking tells of its dead and wounded: that of a title's header too (``درعا: مقتل
    ثلاثة``), not where they are brought."""
    headed = clause.sentence.part == "title"
    return tuple(
        place
        for place in within(facts.places, clause.start, clause.end)
        if (place.value.location.role is Role.TARGET and place.value.prep not in _LEADING) or (headed and place.value.role_reason == HEADER)
    )


def testimony_of(event: Event, facts: Facts) -> Testimony:
    """Who did it, as the first words of striking in the clause that name anybody say."""
    own = sorted(event.triggers, key=lambda trigger: trigger[0] != event.first)
    told = (agents_in(facts, event.sentence, first, last, event.end) for first, last in own if not _killed_others(event, first))
    tried = ([agent for agent in found if not (_shot_it_down(agent, event) or _befell_its_land(agent, event, facts))] for found in told)
    agents: Sequence[Agent] = next((found for found in tried if found), ())
    if _is_answered(event):
        agents = [agent for agent in agents if agent.mention.first >= event.start]  # who answers a strike did not do it
    if all(agent.actor_id == "unknown" for agent in agents):
        agents = _told_beside(event, facts, SAID if agents else ACCOUNTS) or agents
    if facts.speaker and not (facts.sources or facts.carried) and all(agent.actor_id == "unknown" for agent in agents):
        agents = [Agent(actor, "first person") for actor in we_did(event.sentence, event.triggers, facts.speaker)] or agents
    if facts.teller and all(agent.actor_id == "unknown" for agent in agents):
        there = {place.value.location.country for place in within(facts.places, event.start, event.end) if place.value.role is Role.TARGET}
        said = announced_on(event.sentence, event.triggers, facts.teller, there)
        agents = [Agent(actor, ANNOUNCED) for actor in said] or agents
    return testify(event.sentence, agents, facts.actors, facts.carried)


_AS_SUBJECT = frozenset(("verb then subject", "subject then verb", "opening subject", ANNOUNCED))


def _shot_it_down(agent: Agent, event: Event) -> bool:
    """``أسقطت قوات X مسيّرة حاولت استهداف المطار``: who is named before what was brought down did not fire it."""
    tokens = event.sentence.tokens
    at = next((at for at in range(event.start, event.end) if tokens[at].has("intercept")), None)
    if at is None or not event.intercepted or agent.rule not in _AS_SUBJECT or any(last <= at for _, last in event.triggers):
        return False
    downed = next((here for here in range(at + 1, event.end) if tokens[here].has("drone") or tokens[here].has("missile")), event.end)
    return agent.mention.last <= downed


def _befell_its_land(agent: Agent, event: Event, facts: Facts) -> bool:
    """``أعلنت السعودية أن هجمات بطائرات مسيّرة أصابت معملا في بقيق``: a state that announces what befell its own land did not do it; nor did
    one that is only named beside it."""
    first = agent.mention.first
    announces = agent.rule in _AS_SUBJECT and any(is_saying(token) for token in event.sentence.tokens[max(0, first - 2) : first])
    home = known().homes.get(agent.actor_id)
    there = {place.value.location.country for place in within(facts.places, event.start, event.end) if place.value.role is Role.TARGET}
    if agent.rule == "the only actor":
        return there == {home}
    return announces and home is not None and (there == {home} or names_soil(event) is not None)


_REPLIES = word_set("said_of.replies")


def _is_answered(event: Event) -> bool:
    """``ردا على استهداف القنصلية``: what the clause names is what somebody answers."""
    return event.sentence.tokens[event.start].key in _REPLIES


_OTHER_DEAD = word_set("said_of.other_dead")
_DIED_OF = word_set("said_of.died_of")


def _killed_others(event: Event, first: int) -> bool:
    """``مقتل تسعة في غارة، ومقتل عشرين إثر هجوم لـX``: the later words tell what others died of."""
    others = any(token.key in _OTHER_DEAD for token in event.sentence.tokens[event.last : first])
    return others and event.sentence.tokens[first - 1].key in _DIED_OF


def _told_beside(event: Event, facts: Facts, accounts: frozenset[str]) -> list[Agent]:
    """Who did it, where the clause says so without a word of striking: ``محملا X المسؤولية``."""
    if _is_alike(event) and (found := account_of(event.sentence, list(facts.actors), frozenset({CHARGED}), told=True)):
        return found
    if event.frame in ("lag", "reply") or _is_answered(event):
        return []
    return account_of(event.sentence, list(within(facts.actors, event.start, event.end)), accounts, told=True)


def _is_alike(event: Event) -> bool:
    """``مسيّرات نسبت إلى X ...، غداة استهداف مماثل``: whoever did the one, the sentence says, did the other."""
    return any(is_like(event.sentence.tokens[at].key) for at in range(event.first, min(event.last + 2, event.end)))


STRUCK = frozenset(("owner", "victim"))
_STRUCK_NEAR = 6  # words between who is struck and the words of striking


def victims_of(event: Event, facts: Facts) -> frozenset[str]:
    """``تعرضت مواقع X لقصف``: who is named as the one struck; not ``في منطقة سيطرة X``."""
    near = within(facts.actors, max(event.start, event.first - _STRUCK_NEAR), min(event.end, event.last + _STRUCK_NEAR))
    struck_there = (actor for actor in near if actor.value.role in STRUCK and not _holds_ground(actor))
    return frozenset(actor.value.actor_id for actor in struck_there) - {"unknown"}


def _holds_ground(actor: Mention[ActorMention]) -> bool:
    return actor_words().anywhere(actor.sentence.tokens, "controlled", actor.first - _STRUCK_NEAR, actor.first) is not None


def targets_in(event: Event, facts: Facts) -> tuple[Mention[Target], ...]:
    """What the words of striking in the clause reach."""
    found = (mention for first, last in event.triggers for mention in targets_of(event.sentence, first, last, facts.targets))
    return tuple({mention.first: mention for mention in found}.values())


def armed_in(sentence: Sentence, facts: Facts) -> Armed:
    """Gives the ids of the doers that the sentence names for words of striking."""

    def armed(first: int, last: int) -> set[str]:
        return {agent.actor_id for agent in agents_in(facts, sentence, first, last)}

    return armed
