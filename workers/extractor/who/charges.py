"""Charges and beliefs: who is said to have done it by those who did not.

    charges    اتهم Y X بإطلاق الصاروخ؛ حمّل Y X المسؤولية؛ قال Y إن X هي المسؤولة؛ نسب Y القصف إلى X
    beliefs    يرجح Y أن يكون X وراء الهجوم؛ ورجحوا أن تكون X هي المنفذة؛ ويعتقد أنها تركية؛ تشير أصابع الاتهام إلى X

A charge of something else than striking (``اتهمت Y X بتزويد``, ``بدعم``) charges nobody with the strike. ``beside`` is set where the
sentence itself tells the strike before it charges somebody, so that the charge need not name it again (``..., وبغداد تتهم أنقرة``).
"""

from __future__ import annotations

from collections.abc import Sequence

from workers.extractor.actors import ActorMention, words
from workers.extractor.phrases import starts
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.who.actor_roles import accusation
from workers.extractor.who.acts import Act, Actors, may_act
from workers.extractor.who.agent_speech import charged
from workers.extractor.word_sets import word_beginnings, word_set

_NEAR = 6
_REACH = 12
_NO_STRIKES = ("تفجير", "انفجار", "حريق", "سقوط", "تصعيد", "مجزر", "قنص")
_OTHER_DEEDS = word_beginnings("charges.other_deeds")


def is_strike(token: Token) -> bool:
    """Is it a noun of striking that may be claimed or blamed on somebody?"""
    return "event_noun" in words().of(token) and not any(word in token.key for word in _NO_STRIKES)


def _strikes(token: Token) -> bool:
    return is_strike(token) or "weapon_head" in words().of(token)


def charges(sentence: Sentence, actors: Actors, beside: bool) -> Actors:
    """Whom the sentence charges with the strike."""
    at = accusation(sentence)
    if at is not None:
        act = Act(sentence, at, at + 1, actors, False, at)
        found = [actor for actor in charged(act, at) if beside or _with_striking(sentence, actor)]
        if found and not _with_another_deed(sentence, found[0]):
            return found
    return _responsible(sentence, actors) or _ascribed(sentence, actors)


def _with_striking(sentence: Sentence, actor: Mention[ActorMention]) -> bool:
    at = accusation(sentence) or 0
    near = (*sentence.tokens[at : actor.first], *sentence.tokens[actor.last :])
    return any(_strikes(token) for token in near) or any(token.key in _BY_IT for token in sentence.tokens[actor.last : actor.last + _NEAR])


# بشنها, بتنفيذه, بالوقوف وراءها: the strike told before
_BY_IT = frozenset(f"{deed}{it}" for deed in ("بشن", "بتنفيذ", "بارتكاب", "ورا", "خلف") for it in ("ه", "ها", "هما"))


def _with_another_deed(sentence: Sentence, actor: Mention[ActorMention]) -> bool:
    """``بتزويد X بصواريخ``: what is charged is named right after the charged one."""
    near = sentence.tokens[actor.last : actor.last + _NEAR]
    if _for_whatever(near):
        return True
    deed = next((token for token in near if (token.key.startswith("ب") and token.key != "بيان") or is_strike(token)), None)
    return deed is not None and starts(deed.key, _OTHER_DEEDS)


_WHATEVER = word_set("charges.whatever")


def _for_whatever(near: Sequence[Token]) -> bool:
    """``المسؤولية الكاملة عما يجري``, ``عن حياة الأسرى``: no strike."""
    at = next((at for at, token in enumerate(near) if starts(token.key, ("مسوولي", "المسوولي"))), None)
    return at is not None and any(token.key in _WHATEVER for token in near[at + 1 : at + 5])


def _responsible(sentence: Sentence, actors: Actors) -> Actors:
    """``إن X هي المسؤولة``."""
    for actor in actors:
        after = [token.key for token in sentence.tokens[actor.last : actor.last + 3]]
        if after[:1] and after[0] in ("هي", "هو", "هم") and any(key.startswith("المسوول") for key in after[1:2]):
            return [actor]
    return []


def _ascribed(sentence: Sentence, actors: Actors) -> Actors:
    """``نسبت Y القصف إلى X``, ``، الذي نسبها إلى X``."""
    led_to = [actor for actor in actors if actor.first and _led_to(sentence, actor.first)]
    for at, token in enumerate(sentence.tokens if led_to else ()):
        if starts(token.key, ("نسب", "تنسب", "ينسب")):
            found = [actor for actor in led_to if at < actor.first]
            told = token.key.endswith(("ها", "هما", "ه")) or any(_strikes(each) for each in sentence.tokens[at + 1 : at + 1 + _NEAR])
            if found and told:
                return found[:1]
    return []


def _led_to(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at - 1].key in ("الي", "ل") or sentence.tokens[at].key.startswith("ل")


# ---- beliefs ---------------------------------------------------------------------------------------------------------

_BEHIND = word_beginnings("charges.behind")
_IS = word_set("being") | {"بانهما", "تكونا", "لانها"}
_THAT = frozenset({"ان", "بان"})
_IT_IS = word_set("charges.it_is")


def beliefs(sentence: Sentence, actors: Actors, beside: bool) -> Actors:
    """Whom the sentence believes to be behind the strike."""
    at = words().first_in(sentence, "suspect")
    if at is None:
        return []
    named = [actor for actor in actors if at < actor.first <= at + _REACH and actor.value.certainty != "unnamed"]
    behind = _is_behind(sentence, at, beside)
    suspects = (
        actor
        for actor in named
        if (behind and may_act(actor)) or _fingers_point(sentence, at, actor) or _is_said_to_be(sentence, at, actor)
    )
    return list(suspects)[:1]


def _fingers_point(sentence: Sentence, at: int, actor: Mention[ActorMention]) -> bool:
    fingers = any(token.key == "اصابع" for token in sentence.tokens[at : at + 3])
    return fingers and (_led_to(sentence, actor.first) or sentence.tokens[actor.first - 1].key in ("نحو", "باتجاه"))


def _is_said_to_be(sentence: Sentence, at: int, actor: Mention[ActorMention]) -> bool:
    """``يعتقد أنها تركية``, ``أنها تتبع لـX``: what struck is X's; not ``أنه إيراني``, who may be anybody."""
    the_aircraft = actor.value.form == "aircraft" and sentence.tokens[actor.first].key.startswith("ال")
    if the_aircraft and sentence.tokens[actor.first - 1].key in _THAT:
        return True  # بأن الطائرة تابعة لـX
    linked = [token.key for token in sentence.tokens[max(actor.first - 3, at) : actor.first] if "belong" not in words().of(token)]
    said = linked[-1] if linked and linked[-1] not in ("ل", "الي") else (linked[-2:-1] or [""])[0]
    owned = actor.value.form in ("nisba", "aircraft") or any("belong" in words().of(token) for token in sentence.tokens[at : actor.first])
    if said in _IT_IS:
        return owned and any(is_strike(token) or "aircraft_head" in words().of(token) for token in sentence.tokens[:at])
    return said in _IS and owned


def _is_behind(sentence: Sentence, at: int, beside: bool) -> bool:
    """``هي المنفذة``, ``وراءها``, ``من نفذها`` after the word of belief; the strike is named unless the pronoun stands for it."""
    rest = sentence.tokens[at:]
    behind = [token for token in rest if starts(token.key, _BEHIND)]
    stands_for_it = any(token.key.endswith(("ها", "ه", "هما", "المنفذه", "المنفذ")) for token in behind)
    return bool(behind) and (beside or stands_for_it or any(is_strike(token) for token in rest))
