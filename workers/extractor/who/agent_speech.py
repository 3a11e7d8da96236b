"""The rules that find the agents of one trigger in what is said of them: the accused, and who announces a deed of its own.

What they come after, and examples, are in ``agents``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workers.extractor.actors import ActorMention, accusation, canonical_name, words
from workers.extractor.numbers import number_at
from workers.extractor.phrases import conjoined, starts
from workers.extractor.sources import SourceMention, find_sources, head_of_state, is_saying, source_of_actor
from workers.extractor.sources import words as source_words
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.who.acts import AIR_POWERS, CLAUSE, Act, Actors, breaks, is_adverb
from workers.extractor.who.agent_rules import PREPOSITIONS
from workers.extractor.word_sets import word_beginnings, word_set


def accused(act: Act) -> Actors:
    """``اتهمت Y X بشن غارة``, ``ألقى Y اللوم على X``."""
    at = accusation(act.sentence)
    if at is None or (at > act.first and words().first_in(act.sentence, "blamed", at) is None):
        return []
    return charged(act, at)


def charged(act: Act, at: int) -> Actors:
    """Whom the word of accusing at ``at`` blames: the second name where the accuser himself stands right after it, else the first."""
    after = [actor for actor in act.actors if actor.first > at and actor.value.certainty != "unnamed"]
    after = [actor for actor in after if actor.value.role in ("", "victim")] or [actor for actor in after if actor.value.role == "owner"]
    after = [actor for actor in after if not _is_close_to_it(act, actor)] or after
    if not after or act.tokens[after[0].first - 1].key in ("علي", "الي") or not _accuses(act, at, after[0]):
        return after[:1]
    return after[1:2] or (after[:1] if _is_blamed(act, after[0]) else [])


_CLOSE_TO = word_set("agent_speech.close_to")


def _is_close_to_it(act: Act, actor: Mention[ActorMention]) -> bool:
    """``اتهمت وكالة مقربة من X طائرات Y``: whose side the accuser takes."""
    return any(token.key in _CLOSE_TO for token in act.tokens[max(0, actor.first - 2) : actor.first])


def _is_blamed(act: Act, actor: Mention[ActorMention]) -> bool:
    """``اتهم الجيش بالهجوم``, spelt like ``اتهم الجيش تنظيمات مسلحة بالهجوم``, where whom he blames has no name."""
    behind = act.tokens[actor.last : actor.last + 1]
    return any(token.key.startswith("ب") or is_adverb(token) for token in behind)


def _accuses(act: Act, at: int, actor: Mention[ActorMention]) -> bool:
    """Is the first name after the word that of the accuser: ``اتهمت X Y``, not ``متهمة Y``, ``X تتهم Y``, ``اتهم ناشطون Y``?"""
    if act.tokens[at].key.removeprefix("و").startswith(("متهم", "محمل")) or (at and act.at(at - 1)):
        return False
    if at and _is_subject(act.tokens[at - 1]) and not conjoined(act.tokens[at].key):
        return False  # والأهالي يتهمون X
    return all(is_adverb(token) or "spokesman" in source_words().of(token) for token in act.tokens[at + 1 : actor.first])


def _is_subject(token: Token) -> bool:
    noun = token.key.removeprefix("و")
    return noun.startswith("ال") and noun not in _RELATIVE and not is_adverb(token)


_RELATIVE = word_set("relative", "relative_dual")


_SAID = frozenset({"announce", "confirm", "say", "report"})
ITSELF = word_set("that_itself") | {"عن"}


def announced(act: Act) -> Actors:
    """``أعلن المتحدث باسم X استهداف``, ``قال المتحدث باسم X إنها قصفت``: the deed is the speaker's own."""
    executed = _executed(act)
    at = _begins(act) if executed is None else executed
    own = (at > 0 and act.tokens[at - 1].key in ITSELF) or _we_did(act)
    named = act.noun and "object_of" in words().of(act.tokens[act.first]) and not act.tokens[act.first].key.startswith("ب")
    if own and act.tokens[at - 1].norm == ":" and (heading := _named_before_colon(act, at - 1)):
        return heading
    near = any(is_saying(token) or token.norm == ":" for token in act.tokens[max(at - _SPEECH, 0) : at])
    if not near or not (own or named or executed is not None):
        return (_it_was_done(act) or headlined(act)) if near else []
    said = [each for each in _speakers(act) if each.last <= at and _goes_right_on(act, each, at)]
    return own_deed(act.sentence, said)


_HEADING = 8  # words before the colon of a line


def _named_before_colon(act: Act, colon: int) -> Actors:
    """``- جماعة X في اليمن: قصفنا``: who says ``we`` is named before the colon, with whatever stands behind the name."""
    named = next((actor for actor in act.actors if actor.last - 1 <= colon <= _HEADING), None)
    if named is None or named.value.role or named.value.form not in ("force", "epithet") or not _opens_line(act, named):
        return []
    return [replace(named, value=replace(named.value, speaks=True))]


def _opens_line(act: Act, named: Mention[ActorMention]) -> bool:
    before = (token for token in act.tokens[: named.first] if token.kind == "word" and token.key != "عاجل")
    return all("spokesman" in source_words().of(token) for token in before)


def _begins(act: Act) -> int:
    """Where the words of the deed begin: at the verb that deals the blows (``نفذت ضربات``, ``نفذنا ضربات``), if one does."""
    if act.verb is not None and act.verb < act.first and not is_saying(act.tokens[act.verb]):
        return act.verb
    return act.first - _we_dealt(act)


_EXECUTING = word_set("agent_speech.executing")
_OPERATION = 7  # tokens of the operation that is told (تنفيذ عملية عسكرية نوعية مشتركة استهدفت)


def _executed(act: Act) -> int | None:
    """Where ``تنفيذ عملية عسكرية استهدفت X`` begins, which announces a deed; None where it does not."""
    for at in range(act.first - 1, max(act.first - _OPERATION, 0), -1):
        if breaks(act.tokens, at) or act.at(at) or act.tokens[at].key in ("ان", "بان", "من"):
            return None
        if act.tokens[at].key in _EXECUTING:
            return at
    return None


DONE = word_set("agent_speech.done")
FIGHTERS = frozenset("houthis hezbollah hamas pij palestinian_factions iran_backed isis hts opposition sna rsf sdf pkk".split())


def _it_was_done(act: Act) -> Actors:
    """``قالت جماعة X في بيان: تم إطلاق صواريخ على الموقع``: a deed of its own; not ``تم إطلاق صواريخ من ...``, which it only saw."""
    if not act.first or act.tokens[act.first - 1].key not in DONE:
        return []
    said = [each for each in _speakers(act) if each.value.actor_id in FIGHTERS]
    seen = any(token.key == "من" or token.key.endswith("مواقعه") for token in act.tokens[act.last : act.last + _FROM])
    return [] if seen else own_deed(act.sentence, said[-1:])


def headlined(act: Act) -> Actors:
    """``حزب الله: هجوم بثلاث مسيّرات على``: fighters who name their weapons and nobody else tell a deed of their own."""
    if not act.noun or not act.first or act.tokens[act.first - 1].norm != ":":
        return []
    said = [each for each in _speakers(act) if each.last == act.first - 1 and each.value.actor_id in FIGHTERS]
    means = act.tokens[act.last : act.last + _FROM]
    armed = any(token.key.startswith("ب") for token in means) and any("weapon_head" in words().of(token) for token in means)
    others = any(actor.first >= act.last and actor.value.certainty != "unnamed" for actor in act.actors)
    return own_deed(act.sentence, said) if armed and not others else []


_FROM = 4  # tokens behind the deed in which it is said where the fire came from


def _we_did(act: Act) -> bool:
    """``المتحدث باسم X: استهدفنا``, ``قال X: نفذنا ضربات``."""
    token = act.tokens[act.first]
    struck = not act.noun and token.key.endswith("نا") and (token.has("hit") or token.has("strike") or token.has("attack"))
    return struck or _we_dealt(act) > 0


_SERIES = word_set("agent_speech.series")
_DEALT = 6  # tokens from ``نفذنا`` to what was dealt


def _we_dealt(act: Act) -> int:
    """How far before the act ``نفذنا`` stands: ``نفذنا ضربات``, ``نفذنا عملية نوعية استهدفت``; nought where it does not."""
    for back in range(1, min(_DEALT, act.first) + 1):
        key = act.tokens[act.first - back].key
        if key.endswith("نا") and "light" in words().of_word(key.removesuffix("نا")):
            between = act.tokens[act.first - back + 1 : act.first]
            return back if not act.noun or all(token.key in _SERIES or token.kind == "number" for token in between) else 0
        if breaks(act.tokens, act.first - back):
            break
    return 0


def we_did(sentence: Sentence, triggers: Sequence[tuple[int, int]], speaker: str) -> Actors:
    """``استهدفنا الثكنة``, ``نفذنا ضربات``, or an item of a list of deeds, in the statement of ``speaker``."""
    acts = (Act(sentence, first, last, [], "event_noun" in words().of(sentence.tokens[first]), None) for first, last in triggers)
    own = next((act for act in acts if _we_did(act) or _is_item(act)), None)
    named = ActorMention(speaker, canonical_name(speaker), "force", speaks=True)
    return [Mention(named, "speaker of the statement", sentence, own.first, own.last)] if own else []


_ITEM = 6  # tokens of an item before its deed: 3- الساعة 13:30


def _is_item(act: Act) -> bool:
    """``2- الساعة 10:00 قصف قاعدة كذا``: a deed in the speaker's list of them."""
    opening = act.tokens[: act.first]
    if not act.noun or len(opening) > _ITEM or not opening or not (opening[0].kind in ("number", "punct") or opening[0].key in _AT_HOUR):
        return False
    return all(token.kind in ("number", "punct") or token.key in _AT_HOUR for token in opening)


_AT_HOUR = word_set("agent_speech.at_hour")


def own_deed(sentence: Sentence, said: Sequence[Mention[SourceMention]]) -> Actors:
    """Whom the first of the speakers speaks for."""
    for mention in said:
        value = mention.value
        if value.actor_id and value.strength in _SAID:
            named = ActorMention(value.actor_id, canonical_name(value.actor_id), "force", speaks=True)
            return [Mention(named, "speaker for an actor", sentence, mention.first, mention.last)]
    return []


_ORDERED = 6  # tokens between ``بأمر`` and who gave it


def by_order(act: Act) -> Actors:
    """``أطلقتها طائرات مسيرة بأمر من الرئيس X``: who ordered it, by name or as the head of a state."""
    for at in range(act.last, min(act.last + CLAUSE, len(act.tokens))):
        if "order" in words().of(act.tokens[at]):
            near = [actor for actor in act.actors if at < actor.first <= at + _ORDERED and actor.value.certainty != "unnamed"]
            state = head_of_state(act.tokens, at + 1, _ORDERED)
            if state:
                named = ActorMention(state, canonical_name(state), "leader")
                return [Mention(named, "head of a state", act.sentence, at, at + 2)]
            return near[:1]
        if breaks(act.tokens, at):
            break
    return []


_HIS_FIGHTERS = word_beginnings("agent_speech.his_fighters")
_SUBJECT = 8  # words that name whose guns they are


def own_forces(act: Act) -> Actors:
    """``قال المتحدث باسم X إن سلاح الجو استهدف``, ``أن مقاتليه قصفوا``: forces without an owner are the speaker's, where he has such."""
    subject = _unowned_force(act)
    said = _speakers(act) if subject is not None else []
    if subject is None or not said or said[-1].value.strength not in _SAID:
        return []
    between = act.tokens[said[-1].last : subject]
    if not any(token.key in ("ان", "بان") for token in between) or any("event_noun" in words().of(token) for token in between):
        return []
    if any(actor.first >= said[-1].last and actor.value.certainty != "unnamed" and actor.last <= act.first for actor in act.actors):
        return []
    return own_deed(act.sentence, said[-1:]) if _has_such(act, subject, said[-1].value.actor_id) else []


def _speakers(act: Act) -> list[Mention[SourceMention]]:
    """Who speaks for an actor before the act, as a source or by the actor's own name, in order."""
    listed = [each for each in find_sources(act.sentence) if each.value.actor_id]
    named = (source_of_actor(act.sentence, each.first, each.last, each.value.actor_id, each.value.name) for each in act.actors)
    found = [*listed, *(each for each in named if each is not None and each.value.actor_id != "unknown")]
    return sorted((each for each in found if each.last <= act.first), key=lambda each: each.first)


def _unowned_force(act: Act) -> int | None:
    """Where the subject before the verb begins, if it is a force or aircraft that nobody owns: ``المدفعية``, ``وحدات من الجيش``,
    ``نحو 40 مقاتلة``."""
    for at in range(act.last - 1, max(act.first - _SUBJECT, -1), -1):
        if act.tokens[at].key in ("ان", "بان"):
            count = number_at(act.sentence, at + 1) if at + 1 < act.last else None
            found = at + 1 if count is None else count.last if count.value.unit is None else count.value.unit
            return found if found < act.last and _is_force(act.tokens[found]) else None
    return None


def _is_force(token: Token) -> bool:
    kinds = words().of(token)
    fires = bool(kinds & {"force_head", "aircraft_head"}) and not starts(token.key, ("صاروخ", "صواريخ", "قذيف", "قذايف", "دفاع", "مقذوف"))
    return fires or _is_his(token)


def _is_his(token: Token) -> bool:
    return token.key.endswith(("ه", "ها", "هم")) and token.key.startswith(_HIS_FIGHTERS)


def _has_such(act: Act, subject: int, speaker: str) -> bool:
    """The guns, units of the army, warplanes: his own. Drones and what is indefinite may be another's; so may aircraft."""
    token, called = act.tokens[subject], act.tokens[subject : act.last]
    if _is_his(token) or (token.key in _UNITS and not any(starts(each.key, _FOES) for each in called)):
        return True
    named = act.at(subject)
    if (named and named.value.certainty != "unnamed") or any(starts(each.key, _ANOTHERS) for each in called):
        return False
    flies = "aircraft_head" in words().of(token) or any(each.key in ("الجو", "الجوي", "الجويه") for each in called)
    known = token.key.startswith("ال") or any(
        starts(each.key, ("حربي", "وحدات", "سلاح", "مقاتلات", "مقاتله", "اف", "f16")) for each in called
    )
    return known and (not flies or speaker in AIR_POWERS or (speaker == "syria_gov" and token.key == "الطيران"))


_UNITS = frozenset(("وحدات", "وحده"))  # وحدات الطائرات المسيّرة: who has units of drones is who speaks
_FOES = ("معادي", "العدو", "المعادي", "الاحتلال")
_ANOTHERS = word_beginnings("agent_speech.anothers")


_SPEECH = 14  # tokens between the word of saying and the deed
_NAME = 3  # words of a spokesman's own name


def _goes_right_on(act: Act, said: Mention[SourceMention], at: int) -> bool:
    """Only his own name, times and ``أنها`` stand between the speaker and the deed."""
    own = [actor for actor in act.actors if said.last <= actor.first < at and actor.value.actor_id == said.value.actor_id]
    unnamed = (here for here in range(said.last, at) if not any(actor.first <= here < actor.last for actor in own))
    between = [act.tokens[here] for here in unnamed if act.tokens[here].norm != ":" and "belong" not in words().of(act.tokens[here])]
    plain = [token for token in between if not is_adverb(token) and token.key not in ITSELF]
    known = any(
        token.key in PREPOSITIONS or token.key in ("ان", "بان") or words().of(token) & {"event_noun", "member"} for token in between
    )
    spokesman = any("متحدث" in token.key or "ناطق" in token.key for token in act.tokens[max(said.first - _NAME, 0) : said.last])
    return not known and len(plain) <= (_NAME if spokesman else 0)
