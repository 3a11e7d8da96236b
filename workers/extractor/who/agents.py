"""Whose strike is it: of the actors named in a sentence, the agents of one trigger.

``agents_of`` tries the rules below in order for one trigger, the words that name an act of striking, and keeps the first that finds
somebody. The first rules read words that can only name the doer; the later ones read word order. An actor that the words before its
name make the owner of a struck thing, its victim, or the holder of ground (``actor_roles.role_before``) is never an
agent, except where ``مصدره مناطق سيطرة X`` says that the fire came from there.

    adjective          قصف تركي، غارات جوية أمريكية
    mutual             قصف متبادل بين X وY
    done by            قصف نفذته / شنته / من قبل / على يد / مصدره X
    ascribed           غارات نُسبت لـX؛ نسب Y الغارات إلى X
    verb then subject  قصفت، فجر اليوم، مدفعية X       (not after a subject of its own: غارات استهدفت قوات X)
    opens the act      طيران X يدمر موقعا               (where guns and verb together tell of a strike)
    possession         قصف لـX، غارة للاحتلال، قصف صاروخي من X
    construct          قصف قوات X على ... ؛ استهداف طيران X مواقع   (استهداف X alone: X is struck)
    act of its doer    X ... غاراتها على
    subject then verb  طائرات X شنت ... ؛ X تقصف
    with whose weapon  استُهدفت سيارة بمسيّرة تركية
    opening subject    قواتنا، ردا على ...، قامت بهجوم
    carried on         ... X ... وقصفت ...
    by whose order     بأمر من الرئيس X
    own forces         قال المتحدث باسم X إن المدفعية قصفت   (guns or aircraft without an owner, in the words of one who has them)
    announced          أعلن المتحدث باسم X استهداف ... ؛ قال المتحدث باسم X إنها قصفت
    owns to it         اعترف X بقصف ... ؛ أقرت X باستهداف ...
    accused            اتهمت Y X بـ... ؛ حمّلت X المسؤولية
    whose weapon fell  سقط صاروخ X
    the only actor     the only aircraft, adjective or subject in the sentence that is nobody's victim

Joined names (``X وY``, ``X أو Y``) are agents together; ``أو`` makes them alternatives. Words of doubt between the sentence's start and the
name, or after it, make the agent ``suspected``; ``لم يُعرف`` and its like make everybody ``undetermined``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from workers.extractor.actors import ActorMention, accusation, words
from workers.extractor.phrases import is_any, keys
from workers.extractor.sources import is_saying
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.who.actor_roles import undetermined
from workers.extractor.who.acts import Act, Actors, act_of, only_saw
from workers.extractor.who.agent_ascribed import ascribed, ascribed_by_another, mutual
from workers.extractor.who.agent_order import carried_on, opening_subject, opens_act, subject_then_verb, verb_then_subject
from workers.extractor.who.agent_rules import (
    adjective,
    alone,
    construct,
    done_by,
    latter,
    own_act,
    possession,
)
from workers.extractor.who.agent_speech import accused, announced, by_order, headlined, own_forces
from workers.extractor.who.agent_weapons import whose_weapon_fell, with_weapon
from workers.extractor.who.own_dead import tells_own_dead
from workers.extractor.who.owning_up import owned_up
from workers.extractor.word_sets import word_set

ANNOUNCED, OWNED_UP = "announced by its doer", "owns to it"
Rule = Callable[[Act], Actors]
RULES: tuple[tuple[str, Rule], ...] = (
    ("adjective of the act", adjective),
    ("mutual", mutual),
    ("done by", done_by),
    ("ascribed", ascribed),
    ("ascribed by another", ascribed_by_another),
    ("verb then subject", verb_then_subject),
    ("opens the act", opens_act),
    ("possession of the act", possession),
    ("construct of the act", construct),
    ("act of the latter", latter),
    ("act of its doer", own_act),
    ("subject then verb", subject_then_verb),
    ("with whose weapon", with_weapon),
    ("opening subject", opening_subject),
    ("carried on", carried_on),
    ("by whose order", by_order),
    ("own forces of the speaker", own_forces),
    (ANNOUNCED, announced),
    (OWNED_UP, owned_up),
    ("accused", accused),
    ("whose weapon fell", whose_weapon_fell),
    ("the only actor", alone),
)


@dataclass(frozen=True, slots=True)
class Agent:
    """One agent of one trigger. ``certainty``: plain, suspected, alternative, accused, undetermined or unnamed."""

    mention: Mention[ActorMention]
    rule: str
    certainty: str = "plain"

    @property
    def actor_id(self) -> str:
        return self.mention.value.actor_id


def agents_of(sentence: Sentence, first: int, last: int, actors: Actors, noun: bool | None = None) -> list[Agent]:
    """The agents of the trigger ``[first, last)``, by the first rule that finds any; empty where the sentence names none.

    ``noun`` says whether the trigger is a noun of striking; without it the words decide.
    """
    if _is_participle(sentence.tokens[first]) or (first and sentence.tokens[first - 1].key in _PLACES_OF_FIRE):
        return []
    if last > first + 1 and _names_deed(sentence.tokens[first]):
        last = first + 1  # هجوم بطائرتين: the means are said of the deed, like the doer
    act = act_of(sentence, first, last, actors, noun)
    if _negated(act) or _answered(act):
        return []
    if _strikes_the_named(act):
        act = replace(act, actors=[actor for actor in act.actors if actor.last > act.first or actor is not _last_before(act)])
    for name, rule in RULES:
        found = [actor for actor in rule(act) if not only_saw(act, actor) and not tells_own_dead(act, actor)]
        if found and all(actor.value.certainty == "unnamed" for actor in found):
            owned = own_forces(act) or _by_its_verb(act) or by_order(act) or headlined(act)
            said = [] if owned else _announcer(act)
            found, by = owned or said or found, ANNOUNCED if said else name
        else:
            by = name
        if found:
            accused_of = by in ("accused", "ascribed by another")
            agents = [Agent(actor, by, "accused" if accused_of else actor.value.certainty or "plain") for actor in found]
            return [doubted(act, agent) for agent in _believed(act, _with_joined(act, agents))]
    return []


def _announcer(act: Act) -> Actors:
    """``أعلنت X استهداف كذا بواسطة طائرة مسيّرة``: who has struck with aircraft that the text does not call his own."""
    return [actor for actor in announced(act) if not only_saw(act, actor) and not tells_own_dead(act, actor)]


def _by_its_verb(act: Act) -> Actors:
    """``قامت X بضربات نفذتها ثلاث طائرات``: whose aircraft they are."""
    if act.verb is None or is_saying(act.tokens[act.verb]):
        return []
    return [actor for actor in verb_then_subject(act) if actor.value.certainty != "unnamed" and actor.value.actor_id != "unknown"]


_PLACES_OF_FIRE = word_set("agents.places_of_fire")
_NOT = word_set("agents.not")


def _negated(act: Act) -> bool:
    """``إنه لا يقصف سوى``: what is not done names no doer."""
    return act.verb is not None and act.verb > 0 and act.tokens[act.verb - 1].key in _NOT


_ANSWERS, _WHAT_IS_ANSWERED = word_set("answer"), word_set("after")


def _answered(act: Act) -> bool:
    """``ردت X بعد تعرض قاعدة كذا لقصف``: the shelling is what she answers; not ``ردت X على القصف باستهداف كذا``."""
    if act.verb is None or act.verb >= act.first or act.tokens[act.verb].key.removeprefix("و") not in _ANSWERS:
        return False
    between = act.tokens[act.verb + 1 : act.first]
    answered = next((at for at, token in enumerate(between) if token.key in _WHAT_IS_ANSWERED), None)
    return answered is not None and not any(token.key.startswith("ب") for token in (*between[answered + 1 :], act.tokens[act.first]))


_STRUCK_THEM = tuple("استهداف" + pronoun for pronoun in ("هم", "ها", "هما", "ه"))


def _strikes_the_named(act: Act) -> bool:
    """``مقتل عناصر من X بعد استهدافهم بصاروخ``: the pronoun is of those who were struck, where no other object follows."""
    if not act.tokens[act.first].key.endswith(_STRUCK_THEM) or act.last >= len(act.tokens):
        return False
    behind = act.tokens[act.last]
    return behind.kind == "punct" or behind.key.startswith("ب") or behind.key in ("من", "في", "امس", "اليوم")


def _last_before(act: Act) -> Mention[ActorMention] | None:
    return next((actor for actor in reversed(act.actors) if actor.last <= act.first), None)


def _names_deed(token: Token) -> bool:
    kinds = words().of(token)
    names = "event_noun" in kinds and "campaign" not in kinds and "weapon_head" not in kinds and not token.key.startswith(("ي", "ت"))
    return names or is_any(token.key, _FIRING)


_FIRING = frozenset({"اطلاق"})  # إطلاق X صاروخا: X stands within


def _is_participle(token: Token) -> bool:
    """``النقاط المستهدفة``: an adjective of the struck thing, which names nobody."""
    return any(key.startswith("المستهدف") for key in keys(token))


# ---- names that go together, and doubt --------------------------------------------------------------------------------


def _with_joined(act: Act, agents: list[Agent]) -> list[Agent]:
    """``X وY``, ``X (x) أو Y``: what is joined to an agent is an agent."""
    found, last = list(agents), max(agent.mention.last for agent in agents)
    either = any(act.tokens[agent.mention.first - 1].key == "او" for agent in agents if agent.mention.first)
    while True:
        at, alternative = _after_joint(act, last, {agent.actor_id for agent in found})
        actor = act.starting(at) if at is not None and at < len(act.tokens) else None
        if actor is None or (actor.value.role in ("victim", "holder") and not alternative) or _goes_on(act, actor):
            break
        either = either or alternative
        found.append(Agent(actor, found[0].rule, actor.value.certainty or _like(found[0])))
        last = actor.last
    return [replace(agent, certainty="alternative") if either and agent.certainty == "plain" else agent for agent in found]


def _goes_on(act: Act, actor: Mention[ActorMention]) -> bool:
    """``والسعودية تنفي``: the joined name opens another clause."""
    return actor.last < len(act.tokens) and is_saying(act.tokens[actor.last])


def _like(agent: Agent) -> str:
    return "suspected" if agent.mention.value.role == "holder" else agent.certainty


def _after_joint(act: Act, last: int, known: set[str]) -> tuple[int | None, bool]:
    """Where a joined name begins, and whether by ``أو``."""
    at = last
    if at + 1 < len(act.tokens) and act.tokens[at].norm == "(":  # قوات سوريا الديمقراطية (قسد)
        inside = act.starting(at + 1)
        if inside and inside.value.actor_id in known and inside.last < len(act.tokens):
            at = inside.last + 1
    if at >= len(act.tokens):
        return None, False
    key = act.tokens[at].key
    if key in ("او", "ام", "و"):
        return at + 1, key != "و"
    return (at, False) if key.startswith("و") else (None, False)


def _believed(act: Act, agents: list[Agent]) -> list[Agent]:
    """``طائرة مجهولة يرجح أنها تابعة للتحالف``: who is believed to be behind an unnamed one."""
    if any(agent.actor_id != "unknown" for agent in agents):
        return agents
    last = max(agent.mention.last for agent in agents)
    doubt = words().anywhere(act.tokens, "suspect", last, last + 5)
    if doubt is None:
        return agents
    named = [actor for actor in act.actors if doubt < actor.first <= doubt + 8 and actor.value.actor_id != "unknown"]
    return [*agents, *_with_joined(act, [Agent(named[0], "believed to be behind it", "suspected")])] if named else agents


_REACH_OF_DOUBT = 9
_BUT = word_set("agents.but")


def doubted(act: Act, agent: Agent) -> Agent:
    """The certainty that the words around an agent leave it."""
    first, last = agent.mention.first, agent.mention.last
    open_question = undetermined(act.sentence)
    if open_question is not None:  # لم تتضح الجهة، لكن سكانا قالوا إنها X
        answered = any(token.key in _BUT for token in act.tokens[open_question:first])
        return replace(agent, certainty="accused" if answered else "undetermined")
    if agent.certainty == "plain" and agent.mention.value.role == "holder":
        return replace(agent, certainty="suspected")  # fired from ground that they hold
    if agent.certainty == "plain" and accusation(act.sentence, first - _REACH_OF_DOUBT, first) is not None:
        return replace(agent, certainty="accused")
    before = words().anywhere(act.tokens, "suspect", first - _REACH_OF_DOUBT, first)
    after = words().anywhere(act.tokens, "suspect", last, last + 2)
    if agent.certainty == "plain" and agent.actor_id != "unknown" and (before is not None or after is not None):
        return replace(agent, certainty="suspected")
    return agent
