"""The rules that find the agents of one trigger by the words beside it; their order and their examples are in ``agents``.

A rule takes an :class:`Act`, a trigger in its sentence with the actors named there, and gives those that it makes the agents, or nobody.
"""

from __future__ import annotations

from workers.extractor.actors import ActorMention, words
from workers.extractor.numerals import begins_numeral
from workers.extractor.phrases import conjoined, starts
from workers.extractor.tokens import Mention, Token
from workers.extractor.who.actor_roles import is_struck
from workers.extractor.who.acts import CLAUSE, SUBJECTS, Act, Actors, breaks, died_in, is_act_of, is_adverb, may_act, of_another, speaks
from workers.extractor.word_sets import word_beginnings, word_set


def adjective(act: Act) -> Actors:
    """The country as an adjective of the act."""
    if not act.noun:
        return []
    found: Actors = []
    whole = act.starting(act.first)
    if whole and whole.value.form != "unknown" and whole.last > act.last:  # عدوان إسرائيلي
        return [whole]
    for at in range(act.last, min(act.last + 7, len(act.tokens))):
        actor = act.at(at)
        adjectival = actor is not None and (actor.value.form in ("nisba", "unknown") or _reads_as_nisba(act, actor))
        if actor and adjectival and actor.value.role != "victim":
            found += [actor] if actor not in found else []
        elif "event_adjective" not in words().of(act.tokens[at]) and act.tokens[at].key not in ("و", "او"):
            break
    return found


def _reads_as_nisba(act: Act, actor: Mention[ActorMention]) -> bool:
    """``القصف الحوثي``: the name of a movement that is an adjective as well."""
    key = act.tokens[actor.first].key
    alone = actor.last == actor.first + 1 == act.last + 1
    return alone and key.startswith("ال") and key.endswith(("ي", "يه")) and act.tokens[act.last - 1].key.startswith("ال")


_FAR = 24  # tokens after an act in which ``أطلقها X`` can still mean no other shells
_FIRED_THEM = ("اطلقها", "اطلقتها", "اطلقوها", "اطلقه")


def done_by(act: Act) -> Actors:
    """After a word that only a doer follows."""
    for at in range(act.first + 1, min(act.last + _FAR, len(act.tokens))):
        kinds = words().of(act.tokens[at])
        if at >= act.last + CLAUSE and not act.tokens[at].key.startswith(_FIRED_THEM):
            continue
        if at > act.last and (("event_noun" in kinds and not _of_same_act(act, at)) or _another_begins(act.tokens, at)):
            return []
        if words().length(act.tokens, at, "origin"):
            named = _first_named(act, at + 1, 14, any_role=True)
            return [actor for actor in named if not (of_another(act.tokens[at : actor.first]) or _aimed_at(act, at, actor))]
        if "claim" in kinds and at > act.last - 1 and act.tokens[at].key.endswith(("ه", "ها", "هما")):
            claimed = _first_named(act, at + 1, 4)  # هجوم تبناه X
            if claimed and act.tokens[at - 1].key not in ("لم", "ولم", "لا", "لن"):
                return claimed
        if "by" in kinds and _marks_doer(act.tokens, at) and (at >= act.last or act.tokens[at].key.endswith(("ه", "ها", "هما"))):
            found = _first_named(act, at + 1, 5) or _said_before(act, at) or _pronoun_of(act, at)
            if found:
                return found
    return []


_ANEW = word_set("agent_rules.anew")


def _another_begins(tokens: tuple[Token, ...], at: int) -> bool:
    """``استهدفت X كذا، فيما شن الطيران``"""
    return tokens[at].key in _ANEW and tokens[at - 1].norm in "،,؛"


_TOWARDS = word_set("towards")


def _aimed_at(act: Act, origin: int, actor: Mention[ActorMention]) -> bool:
    """``أطلقت من بلدة كذا باتجاه قاعدة أميركية``: who is named behind the direction was fired at; as is the owner of what was hit
    (``مصدرها كذا، أحدها داخل ثكنة تابعة للجيش``), not that of the source (``مصدرها مواقع تابعة للجيش``)."""
    between = act.tokens[origin : actor.first]
    owned = bool(between) and between[-1].key.startswith("تابع") and any(token.key in _THEN_WHERE for token in between)
    return owned or any(token.key in _TOWARDS for token in between)


_THEN_WHERE = frozenset(("،", "داخل", "علي"))


def _pronoun_of(act: Act, at: int) -> Actors:
    """``الغارات التي نفذها`` with nobody named after it: he who was named last before."""
    if act.tokens[at].key.endswith(("ها", "هما")) and at > act.last and act.tokens[at - 1].key in ("التي", "اللتين"):
        return _nearest_before(act)
    return []


def _nearest_before(act: Act) -> Actors:
    earlier = [actor for actor in act.actors if actor.last <= act.first and may_act(actor) and actor.value.form in SUBJECTS]
    return earlier[-1:]


_THAT_DID = word_set("agent_rules.that_did")


def _said_before(act: Act, at: int) -> Actors:
    """``يرجح أن يكون X هو الذي نفذه``, ``قال إن X نفذه``: the name before the word."""
    back = at - 1
    while back > act.last and act.tokens[back].key in _THAT_DID:
        back -= 1
    actor = act.at(back)
    told = actor is not None and act.tokens[max(actor.first - 1, 0)].key in ("ان", "بان")
    named = told or back < at - 1 or act.tokens[at].key.startswith(("تقف", "يقف", "ورا"))
    return [actor] if actor and named and actor.first >= act.last else []


def _of_same_act(act: Act, at: int) -> bool:
    return act.tokens[at].kind == "word" and bool(words().of(act.tokens[at]) & {"filler", "event_adjective", "force_head"})


_NEEDS_BEFORE = {"قبل": ("من",), "طرف": ("من",), "جانب": ("من",), "يد": ("علي",), "ايدي": ("علي",), "ايد": ("علي",)}


def _marks_doer(tokens: tuple[Token, ...], at: int) -> bool:
    key = tokens[at].key
    needed = next((needed for word, needed in _NEEDS_BEFORE.items() if word == key), None)
    if needed is None:
        return key not in ("قام", "قامت") or (at + 1 < len(tokens) and tokens[at + 1].key in ("بها", "به", "بهما"))
    return at > 0 and tokens[at - 1].key in needed


def _first_named(act: Act, first: int, reach: int, any_role: bool = False) -> Actors:
    for at in range(first, min(first + reach, len(act.tokens))):
        actor = act.at(at)
        if actor and actor.first >= first - 1 and (any_role or actor.value.role not in ("victim", "owner")):
            return [actor]
        if not any_role and (act.tokens[at].key in ("علي", "ضد") or (act.tokens[at].kind == "punct" and act.tokens[at].norm not in "(،")):
            break
    return []


_FIRE_FROM_HOME = frozenset({"iran", "israel", "russia", "turkey", "pakistan"})  # states on whose soil nobody else fires rockets


_BEFORE_OWNER = frozenset(("ل", "من", "و", "انه", "انها"))


def possession(act: Act) -> Actors:
    """``قصف مدفعي لقوات X``, ``قصف من X``, ``قصف يرجح أنه لـX``."""
    if not act.noun:
        return []
    if "object_of" in words().of(act.tokens[act.last - 1]) and not is_act_of(act.tokens[act.last - 1]):
        by = act.starting(act.last + 1) if act.last < len(act.tokens) and act.tokens[act.last].key == "من" else None
        return [by] if by and may_act(by) else []  # استهداف من طائرة X
    for at in range(act.last, min(act.last + 8, len(act.tokens))):
        actor = act.starting(at)
        if actor:
            at_home = actor.value.form in ("country", "capital") and actor.value.actor_id not in _FIRE_FROM_HOME
            by_from = act.tokens[at - 1].key == "من" and not at_home
            return [actor] if (actor.value.clitics.endswith(("ل", "لل")) or by_from) and may_act(actor) else []
        said = words().of(act.tokens[at]) & {"event_adjective", "stuff", "suspect"}
        if not (is_adverb(act.tokens[at]) or said or act.tokens[at].key in _BEFORE_OWNER):
            return _from_later(act, at - (act.tokens[at - 1].key == "من" and at > act.last))
    return []


def _from_later(act: Act, first: int) -> Actors:
    """``تعرضت بلدة لقصف عنيف ليل الثلاثاء من طيران X``."""
    for at in range(first, min(act.last + CLAUSE, len(act.tokens))):
        actor = act.starting(at)
        if _fired_from_ground(act, at):
            held = next((each for each in act.actors if at < each.first <= at + 3), None)
            return [held] if held else []
        if (
            actor
            and act.tokens[at - 1].key == "من"
            and not begins_numeral(act.tokens[at - 2].key)
            and actor.value.form in ("aircraft", "force", "unknown")
            and may_act(actor)
        ):
            return [actor]
        if actor or breaks(act.tokens, at) or words().of(act.tokens[at]) & {"event_noun", "member"} or act.tokens[at].key in _AMONG:
            return []
    return []


_GROUND = word_beginnings("agent_rules.ground")
_NEAR_TO = word_set("agent_rules.near_to")


def _fired_from_ground(act: Act, at: int) -> bool:
    """``قصف بصواريخ من معسكرات X``: whose ground the fire came from."""
    before = act.tokens[at - 1].key
    return (
        act.tokens[at].key == "من"
        and before not in _AMONG | _NEAR_TO
        and at + 1 < len(act.tokens)
        and starts(act.tokens[at + 1].key, _GROUND)
    )


_AMONG = word_set("agent_rules.among")


def construct(act: Act) -> Actors:
    """``قصف قوات X على``: the name right after the noun. After ``استهداف`` it is the doer only where an object follows it."""
    actor = act.starting(act.last) if act.last < len(act.tokens) else None
    if not act.noun or actor is None or actor.value.form == "nisba" or actor.value.role == "victim" or actor.value.clitics:
        return []
    if _has_article(act.tokens[act.last - 1]):
        return []  # وطالت الغارات الفرقة الخامسة
    if "object_of" in words().of(act.tokens[act.last - 1]) and not (_harms(act) or _object_follows(act, actor)):
        return []
    return [actor]


def _has_article(token: Token) -> bool:
    return token.key.removeprefix("و").startswith(("ال", "لل", "بال"))


_LATTER = frozenset(("الاخيره", "الاخير"))


def latter(act: Act) -> Actors:
    """``جماعة X، غداة هجوم الأخيرة على``: the one named last before; not ``الهجوم الأخير``."""
    bare = act.noun and not act.tokens[act.last - 1].key.startswith("ال")
    if not bare or act.last >= len(act.tokens) or act.tokens[act.last].key not in _LATTER:
        return []
    return [actor for actor in act.actors if actor.last <= act.first][-1:]


def _harms(act: Act) -> bool:
    """``بقصف X``, ``جراء قصف X``: what did harm was done by X."""
    token = act.tokens[act.first]
    caused = act.first > 0 and ("cause" in words().of(act.tokens[act.first - 1]) or died_in(act))
    return is_act_of(token) and (caused or token.key.removeprefix("و").startswith("ب"))


def _past_joined(act: Act, at: int) -> int:
    """The end of ``X وY``."""
    joined = act.starting(at)
    while joined and joined.value.clitics.startswith("و"):
        at = joined.last
        joined = act.starting(at)
    return at


PREPOSITIONS = word_set("agent_rules.prepositions")


def _object_follows(act: Act, actor: Mention[ActorMention]) -> bool:
    """Does a place or thing follow that the act was done to?"""
    at = _past_joined(act, actor.last)
    if is_act_of(act.tokens[act.last - 1]) and (at >= len(act.tokens) or act.tokens[at].kind == "punct"):
        return True  # تعرضت لقصف X.
    while at < len(act.tokens) and is_adverb(act.tokens[at]) and act.tokens[at].key not in PREPOSITIONS:
        at += 1
    if at >= len(act.tokens) or act.tokens[at].kind != "word":
        return False
    token = act.tokens[at]
    if token.key in PREPOSITIONS or conjoined(token.key):
        return False
    if token.key in ("علي", "ل"):
        return True
    with_weapon = bool(words().of(token) & _WEAPONS) or any("b" in reading.proclitics for reading in token.readings)
    return not with_weapon or is_act_of(act.tokens[act.last - 1]) or _thing_follows(act, at + 1)


def _thing_follows(act: Act, first: int) -> bool:
    """``استهداف X بصاروخ موجه سيارة``: a struck thing after the weapon."""
    near = act.tokens[first : first + 4]
    return any(is_struck(token) and not conjoined(token.key) and not token.key.startswith(("ب", "ل")) for token in near)


_WEAPONS = frozenset({"force_head", "aircraft_head", "weapon_head"})


_DOERS_PRONOUN = ("ها", "هم", "هما", "ه")


def own_act(act: Act) -> Actors:
    """``غاراتها``, ``قصفه على``: the pronoun is the doer named last before."""
    token = act.tokens[act.last - 1]
    ending = next((ending for ending in _DOERS_PRONOUN if token.key.endswith(ending)), None)
    if not act.noun or ending is None or token.key.endswith(("ره", "بهه", "يفه")):
        return []
    return _nearest_before(act) if token.key.removesuffix(ending).endswith(("ات", "قصف", "هجوم", "عدوان")) else []


def alone(act: Act) -> Actors:
    """One actor only, as aircraft, an adjective, or the subject of another verb of doing; nothing makes it the victim."""
    able = [actor for actor in act.actors if _strikes_from(actor) or _does(act, actor)]
    able = [actor for actor in able if actor.value.certainty != "unnamed" and not speaks(act, actor)]
    return able[:1] if len({actor.value.actor_id for actor in able}) == 1 else []


def _strikes_from(actor: Mention[ActorMention]) -> bool:
    """Aircraft that only fly by strike nothing."""
    flies = any(token.has("fly") for token in actor.sentence.tokens[max(actor.first - 3, 0) : actor.first])
    return may_act(actor) and not flies and (actor.value.form in ("aircraft", "nisba", "unknown") or _is_aggression(actor))


def _is_aggression(actor: Mention[ActorMention]) -> bool:
    """``العدوان الإسرائيلي``: a deed with its doer."""
    return "event_noun" in words().of(actor.sentence.tokens[actor.first])


def _does(act: Act, actor: Mention[ActorMention]) -> bool:
    before = actor.first - 1
    return before >= 0 and may_act(actor) and actor.value.form in SUBJECTS and _deals(act.tokens, before) and not speaks(act, actor)


_BLOWS = word_beginnings("agent_rules.blows")


def _deals(tokens: tuple[Token, ...], at: int) -> bool:
    """Is it a verb that deals blows, not one of any doing (``فتحت الشرطة تحقيقا``)?"""
    fire = starts(tokens[at].key, ("فتح",)) and any(starts(token.key, ("نار", "نيران")) for token in tokens[at + 1 : at + 6])
    return "light" in words().of(tokens[at]) and (fire or starts(tokens[at].key, _BLOWS))
