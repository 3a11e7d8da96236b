"""The rules of word order: whose verb it is. What they come after, and examples, are in ``agents``."""

from __future__ import annotations

from workers.extractor.actors import ActorMention, words
from workers.extractor.phrases import conjoined, starts
from workers.extractor.sources import is_saying
from workers.extractor.tokens import Mention, Token
from workers.extractor.who.acts import CLAUSE, SUBJECTS, Act, Actors, breaks, is_adverb, may_act, quoted, speaks
from workers.extractor.who.agent_rules import adjective, construct, done_by, possession
from workers.extractor.who.agent_weapons import with_weapon
from workers.extractor.word_sets import word_beginnings, word_set

_ADVERBS = 10  # tokens of time and manner that may stand between a verb and its subject


def verb_then_subject(act: Act) -> Actors:
    """The first name after the verb, with only time and manner between, unless the verb has its subject before it."""
    if act.verb is None or _has_subject_before(act) or act.tokens[act.verb].key.endswith("نا") or _another_struck(act):
        return []  # استهدفنا: they say who they are elsewhere
    stop = min(act.verb + 1 + _ADVERBS, len(act.tokens))
    if post := _firing_post(act):
        return [post]
    for at in range(act.verb + 1, stop):
        actor = act.starting(at) or _in_brackets(act, at + 1)
        if actor:
            return [actor] if may_act(actor) and "ل" not in actor.value.clitics and "ب" not in actor.value.clitics else []
        if _names_act(act.tokens[at]) and not act.noun:
            return _of_event(act, at, act.actors)
        if not is_adverb(act.tokens[at]):
            return []
    return []


def opens_act(act: Act) -> Actors:
    """``طيران X يدمر موقعا``: the words of the strike begin with its doer, and the verb is among them."""
    return [actor for actor in act.actors if actor.first == act.first and may_act(actor) and _strikes(act.tokens[actor.last : act.last])]


_DEEDS = frozenset(("strike", "hit", "destroy"))


def _strikes(tokens: tuple[Token, ...]) -> bool:
    return any(reading.pos == "verb" and not _DEEDS.isdisjoint(reading.tags) for token in tokens for reading in token.readings)


def _in_brackets(act: Act, at: int) -> Mention[ActorMention] | None:
    """``شنت ميليشيا (كذا) هجوما``"""
    actor = act.starting(at + 1) if at < len(act.tokens) and act.tokens[at].norm == "(" else None
    closed = actor is not None and actor.last < len(act.tokens) and act.tokens[actor.last].norm == ")"
    return actor if closed else None


_POSTS = word_set("agent_order.posts")
_THROWN = word_beginnings("agent_order.thrown")
_THROWN_NEAR = 8


def _firing_post(act: Act) -> Mention[ActorMention] | None:
    """``أطلقت القاعدة التركية قذائف``: a post that fires is no struck thing."""
    verb = act.verb or 0
    actor = act.starting(verb + 2)
    fires = any(starts(act.tokens[verb].key.removeprefix("و"), (stem,)) for stem in ("اطلق", "تطلق", "يطلق"))
    if actor is None or actor.value.form != "nisba" or act.tokens[verb + 1].key not in _POSTS or not fires:
        return None
    thrown = act.tokens[actor.last : actor.last + _THROWN_NEAR]
    return actor if any(starts(token.key, _THROWN) for token in thrown) else None


def _has_subject_before(act: Act) -> bool:
    """``غارات استهدفت``, ``طائرات X شنت``, ``التي قصفت``: what follows such a verb is its object."""
    at = (act.verb or 0) - 1
    while at >= 0 and ("conjunction" in words().of(act.tokens[at]) or is_adverb(act.tokens[at])) and not breaks(act.tokens, at):
        if "clause_opener" in words().of(act.tokens[at]):
            return False
        at -= 1
    if at < 0 or _begins_clause(act.tokens[act.verb or 0]) or breaks(act.tokens, at) or _behind_introduction(act):
        return False
    if _subject_within(act, at) is not None:
        return True
    return any(_names_act(act.tokens[back]) for back in range(max(at - 4, 0), at + 1) if not breaks(act.tokens, back))


_INTRODUCES = word_set("after", "agent_order.introduces")


def _behind_introduction(act: Act) -> bool:
    """``بعد إطلاق صواريخ من كذا، قصفت المدفعية``: the verb right behind the comma has its subject behind it."""
    verb = act.verb or 0
    if not verb or act.tokens[verb - 1].norm not in "،,":
        return False
    first = next((at + 1 for at in range(verb - 1, -1, -1) if breaks(act.tokens, at)), 0)
    return any(token.key.removeprefix("و") in _INTRODUCES for token in act.tokens[first : first + 2])


def _begins_clause(verb: Token) -> bool:
    """``وردت``, ``فردت``, ``لترد``: the verb has its subject behind it."""
    joined = any("f" in reading.proclitics for reading in verb.readings) or verb.key in ("فرد", "فردت")
    return joined or conjoined(verb.key) or verb.key.startswith(("لت", "لي"))


def _names_act(token: Token) -> bool:
    """Is it a noun of striking that can be a subject, not a campaign (``في عملية جديدة استهدف X``)?"""
    kinds = words().of(token)
    return "event_noun" in kinds and "campaign" not in kinds


def _subject_within(act: Act, at: int) -> Mention[ActorMention] | None:
    actor = act.at(at)
    return (
        actor
        if actor and may_act(actor) and actor.value.form not in ("nisba", "leader") and not set("بلك") & set(actor.value.clitics)
        else None
    )


def subject_then_verb(act: Act) -> Actors:
    """The name before the verb, over time words, ``قد``, ``التي`` and what is said of it in passing."""
    if act.verb is None or conjoined(act.tokens[act.verb].key) or _falls(act) or _announces_that(act):
        return []  # nobody falls on a town but what he fired
    if _another_struck(act) or (is_saying(act.tokens[act.verb]) and (act.tokens[act.first].has("fall_v") or _came_from(act))):
        return []  # أعلنت الوزارة مقتل جندي إثر سقوط قذيفة، أو بقذيفة أطلقت من كذا
    for at in range(act.verb - 1, max(act.verb - 1 - CLAUSE, -1), -1):
        if breaks(act.tokens, at) or _opens_clause(act, at) or _of_nobody(act, at):
            return []
        actor = act.at(at)
        if actor:
            found = actor if _did_before(act, actor) else _through_relative(actor)
            if found and not quoted(act, found):
                return [*_joined_before(act, found), found]
        if "event_noun" in words().of(act.tokens[at]) and not (actor and actor.first <= at < actor.last):
            return _of_event(act, at, [actor for actor in act.actors if actor.first < act.verb])
    return []


def _falls(act: Act) -> bool:
    """``سقط``, ``إن صاروخين سقطا``"""
    verbs = (act.tokens[act.verb or 0], *(() if act.noun else act.tokens[act.first : act.last]))
    return any(token.has("fall_v") for token in verbs)


def _announces_that(act: Act) -> bool:
    """``المركز يعلن أن الطيران قصف``: what he announces has a subject of its own."""
    verb = act.verb or 0
    return verb < act.first - 1 and is_saying(act.tokens[verb]) and act.tokens[verb + 1].key in ("ان", "بان")


def _another_struck(act: Act) -> bool:
    """``أعلن الجهاز مقتل أربعة في ضربة بمسيرة تركية``: who only tells of it."""
    return act.verb is not None and is_saying(act.tokens[act.verb]) and act.verb < act.first and bool(with_weapon(act))


def _came_from(act: Act) -> bool:
    """``قذيفة أطلقت من أراض``: by those who are there."""
    fired = any(token.has("fire_v") for token in act.tokens[act.first : act.last])
    return fired and act.last < len(act.tokens) and act.tokens[act.last].key == "من"


_HIS = ("ها", "هم", "نا", "ته", "يه", "عناصره", "سلاحه", "جيشه", "طيرانه")


def _opens_clause(act: Act, at: int) -> bool:
    """``قالت X إن طائرات قصفت``: a subject of its own, unless it is the speaker's (``إن مقاتليه استهدفوا``)."""
    after = act.tokens[at + 1]
    its_own = at + 1 != act.verb or bool(words().of(after) & {"weapon_head", "aircraft_head"})  # إن الصواريخ سقطت
    return act.tokens[at].key.removeprefix("و") in ("ان", "بان") and its_own and not after.key.endswith(_HIS)


def _of_nobody(act: Act, at: int) -> bool:
    """``قال الجهاز إنه عند الفجر استهدفت المدينة``: a feminine verb is not his of whom ``إنه`` tells."""
    verb = act.tokens[act.verb or 0]
    feminine = verb.key.endswith("ت") and any(reading.form in ("perfect", "passive") for reading in verb.readings)
    return feminine and act.tokens[at].key in ("انه", "بانه")


def _did_before(act: Act, actor: Mention[ActorMention]) -> bool:
    """``سبق لـX أن قصفت``."""
    before = act.tokens[max(actor.first - 2, 0) : actor.first]
    return may_act(actor) and "ل" in actor.value.clitics and any(token.key.endswith("سبق") for token in before)


def _joined_before(act: Act, actor: Mention[ActorMention]) -> Actors:
    """``X والفصائل الموالية لها، استهدفتا``: both are the subject."""
    before = act.at(actor.first - 1) if actor.value.clitics.startswith("و") and actor.first else None
    return [before] if before and may_act(before) else []


def _through_relative(actor: Mention[ActorMention]) -> Mention[ActorMention] | None:
    """A name that may act; the owner in ``مواقع X`` is passed over."""
    return actor if may_act(actor) and actor.value.form != "leader" and not set("بلك") & set(actor.value.clitics) else None


def _of_event(act: Act, at: int, actors: Actors) -> Actors:
    """``غارات أمريكية استهدفت``, ``استهدف هجوم إيراني``: the agents of the noun that is the verb's subject."""
    inner = Act(act.sentence, at, at + 1, actors, True, None)
    return adjective(inner) or possession(inner) or construct(inner) or done_by(inner)


def opening_subject(act: Act) -> Actors:
    """The name that opens the sentence, however far its verb: ``قواتنا، ردا على ...، قامت بهجوم``."""
    able = [actor for actor in act.actors if actor.last <= act.first and may_act(actor) and actor.value.form in SUBJECTS]
    opens = able[:1] if able and able[0].first <= 1 and not able[0].value.clitics.strip("وف") else []
    if opens and opens[0].value.form == "country" and opens[0].last < len(act.tokens) and act.tokens[opens[0].last].norm == ":":
        return []  # العراق: مقتل قيادي في ضربة
    light = act.verb is not None and act.noun and not conjoined(act.tokens[act.verb].key)
    if opens and (act.tokens[act.first].has("fall_v") or act.tokens[0].key.removeprefix("و") in _ACCORDING):
        return []  # وبحسب X، سقط الصاروخ
    if opens and speaks(act, opens[0]) and _tells_of_others(act, opens[0]):
        return []
    return opens if light and len({actor.value.actor_id for actor in able}) == 1 else []


_ACCORDING = word_set("according_to")


def _tells_of_others(act: Act, speaker: Mention[ActorMention]) -> bool:
    """``قال الجيش إن المدينة استهدفت``: what he says has a subject of its own."""
    return any(_opens_clause(act, at) for at in range(speaker.last, (act.verb or 0)))


def carried_on(act: Act) -> Actors:
    """A verb joined by ``و`` or opened by ``حيث``, ``عندما`` without a subject of its own carries on with the last one."""
    verb = act.verb if act.noun else act.first
    if verb is None or not _opens_anew(act, verb):
        return []
    earlier = [actor for actor in act.actors if actor.last <= act.first and may_act(actor) and actor.value.form in SUBJECTS]
    earlier = [actor for actor in earlier if not (actor.first and act.tokens[actor.first - 1].key.endswith("ها"))]
    earlier = [actor for actor in earlier if not quoted(act, actor)]
    named = [actor for actor in earlier if not speaks(act, actor)]
    known = [actor for actor in named if actor.value.certainty != "unnamed"]  # صواريخ ومسيرات أطلقتها X، وسقط صاروخ
    return (known or named or earlier)[:1]


def _opens_anew(act: Act, verb: int) -> bool:
    """``وقصفت``, ``حيث قصفت``, ``وكان قد أعلن``."""
    while verb and act.tokens[verb - 1].key in ("قد", "كان", "كانت", "وكان", "وكانت"):
        verb -= 1
    return conjoined(act.tokens[verb].key) or (verb > 0 and "clause_opener" in words().of(act.tokens[verb - 1]))
