"""Accounts: who did it, told apart from the strike itself.

Much of the press tells a strike in one sentence and its doer in another, without a word of striking that could lead to him. An account is
such a sentence; it opens no strike, but bears witness to the one told before it (:mod:`workers.extractor.discourse.statements`). Read are

    claims      تبنى X الهجوم؛ أعلنت X مسؤوليتها عن العملية؛ أقر X بتنفيذ الضربة
    charges     اتهم Y X بإطلاق الصاروخ (``charges``)
    beliefs     يرجح Y أن يكون X وراء الهجوم (``charges``)
    firing      أطلقت X نحو عشرين صاروخا؛ ... أطلقتهما X؛ وجهت X ضربة
    other words أخرجت X المطار عن الخدمة (``other_words``)
    origins     القذيفة جاءت من مواقع X؛ انطلقت القذائف من مواقع X؛ مصدر الصواريخ مواقع X
    own deeds   وسمّى X عمليته ... ؛ أعلن الرئيس X أن بلاده وجهت ضربة
    weapons     قذيفة دبابة X أصابت ... ؛ إن المسيّرة تركية

Where the sentence has words of striking of its own, only a claim of what is known (``الهجوم``, ``العملية``) is an account of the strike
before. Interceptors (``أطلقت الدفاعات صواريخ اعتراضية``), claims of something that is no strike, and claims that nobody made are no
accounts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from workers.extractor.actors import ActorMention, canonical_name, words
from workers.extractor.event.events import leads_over_to_claims
from workers.extractor.phrases import begun_in, is_any, keys, starts
from workers.extractor.sources import find_sources, is_saying
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.who.actor_roles import undetermined
from workers.extractor.who.acts import SUBJECTS, Act, Actors, act_of, may_act, only_saw
from workers.extractor.who.agent_order import subject_then_verb, verb_then_subject
from workers.extractor.who.agent_speech import own_deed
from workers.extractor.who.agents import Agent, doubted
from workers.extractor.who.charges import beliefs, charges, is_strike
from workers.extractor.who.claims import CLAIM, UNLISTED
from workers.extractor.who.other_words import told_otherwise
from workers.extractor.who.owning_up import owns_to
from workers.extractor.word_sets import word_beginnings, word_set

CHARGED = "charged with it"
SAID = frozenset({CLAIM, CHARGED, "believed to be behind it"})  # what is said of a strike, not of any firing
ACCOUNTS = SAID | {"fired it", "told in other words", "where it came from", "own deed", "weapon of its owner"}
_REACH = 10
_CLAIMED = 16  # tokens between the word of claiming and what is claimed
_NEAR = 6
_CLOSE = 3


def account_of(sentence: Sentence, actors: Actors, of: frozenset[str] = ACCOUNTS, told: bool = False) -> list[Agent]:
    """The agents that the sentence names without a word of striking, by the first kind of account that finds any; ``told`` says that the
    sentence tells a strike itself, so that a claim must be one of what is known, and a charge need not name it again."""
    for name, find, certainty in _KINDS if actors else _WITHOUT_ACTORS:
        if name not in of:
            continue
        found = [
            actor
            for actor in find(sentence, actors, told)
            if (actor.value.actor_id != "unknown" or actor.rule == UNLISTED) and not actor.value.certainty
        ]
        if found:
            act = Act(sentence, found[0].first, found[0].last, actors, True, None)
            nobody = undetermined(sentence) is not None or _intercepts(sentence)
            return [] if nobody else [doubted(act, Agent(actor, name, certainty)) for actor in found]
    return []


def open_question(sentence: Sentence) -> list[Agent]:
    """``ولم يتمكن المرصد من تحديد هوية الطائرات``: nobody knows who did the strike told before."""
    at = undetermined(sentence)
    if at is None or not any("open_doer" in words().of(token) or starts(token.key, _ASKED) for token in sentence.tokens[at:]):
        return []  # not لم يعرف ما إذا كان أوقع ضحايا
    value = ActorMention("unknown", canonical_name("unknown"), "unknown")
    return [Agent(Mention(value, "who did it is open", sentence, at, at + 1), "who did it is open", "undetermined")]


_ASKED = word_beginnings("accounts.asked")


def _intercepts(sentence: Sentence) -> bool:
    return any(_of_interceptors(token.key) for token in sentence.tokens)


@lru_cache(maxsize=32768)
def _of_interceptors(key: str) -> bool:
    return any(word in key for word in ("اعتراض", "اعترض", "مضاد", "دفاعات"))


def _at(sentence: Sentence, kind: str) -> list[int]:
    return [at for at in begun_in(words(), sentence).get(kind, ()) if kind in words().of(sentence.tokens[at])]


def _subject(sentence: Sentence, at: int, actors: Actors) -> Actors:
    act = act_of(sentence, at, at + 1, actors, noun=False)
    found = verb_then_subject(act) or subject_then_verb(act)
    return [actor for actor in found if not only_saw(act, actor)]


# ---- claims ----------------------------------------------------------------------------------------------------------


def _claims(sentence: Sentence, actors: Actors, told: bool) -> Actors:
    claimed = list(_at(sentence, "claim"))
    if claimed and leads_over_to_claims(sentence):
        return []  # of other strikes
    for at in claimed:
        if _denied_before(sentence, at) or not _of_strike(sentence, at, told) or _of_many(sentence, at) or _owns_to_losses(sentence, at):
            continue
        by_noun = any(key.startswith("مسووليت") for key in keys(sentence.tokens[at]))
        found = _before(at, actors) if by_noun else _subject(sentence, at, actors)
        found = found or _little_known(sentence, at, by_noun)
        if found:
            return found
    return _shows_it(sentence, actors)


_LOSSES, _MEN = word_set("own_loss"), word_set("soldier", "own_dead.his_men", "accounts.men")
_OF_LOSSES = 8  # words from the verb to those who fell


def _owns_to_losses(sentence: Sentence, at: int) -> bool:
    """``اعترف X بمقتل عنصرين جراء الغارات``: who owns to the death of fighters was struck; of civilians, he may have struck them."""
    near = sentence.tokens[at + 1 : at + 1 + _OF_LOSSES]
    lost = next((here for here, token in enumerate(near) if token.key in _LOSSES), None)
    return owns_to(sentence.tokens[at]) and lost is not None and any(token.key in _MEN for token in near[lost:])


_KINDS_OF_BODY = word_set("kind_of_body")


def _little_known(sentence: Sentence, at: int, by_noun: bool) -> Actors:
    """``أعلنت جماعة تسمي نفسها كذا مسؤوليتها``: a claimant whom nobody knows by name is somebody all the same."""
    near = range(at - 1, max(at - _REACH, 0), -1) if by_noun else range(at + 1, min(at + 2, len(sentence.tokens)))
    body = next((here for here in near if sentence.tokens[here].key in _KINDS_OF_BODY), None)
    if body is None or not (is_saying(sentence.tokens[body - 1]) or "claim" in words().of(sentence.tokens[body - 1])):
        return []
    value = ActorMention("unknown", canonical_name("unknown"), "force")
    return [Mention(value, UNLISTED, sentence, body, body + 1)]


_SHOWS = word_beginnings("accounts.shows")
_PICTURES = word_beginnings("accounts.pictures")
_LONGEST_SHOW = 10


def _shows_it(sentence: Sentence, actors: Actors) -> Actors:
    """``بثت X مشاهد من استهدافها``, ``نشرت X مقطعا للعملية``: who films it did it."""
    for at in sorted({actor.first - 1 for actor in actors if actor.first}):
        shown = sentence.tokens[at + 1 : at + 1 + _LONGEST_SHOW]
        if not starts(sentence.tokens[at].key, _SHOWS) or not any(starts(each.key, _PICTURES) for each in shown):
            continue
        by = [actor for actor in actors if actor.first == at + 1 and may_act(actor) and actor.value.form in SUBJECTS]
        if by and any(is_strike(each) and _known_or_his(each) for each in sentence.tokens[by[0].last :]):
            return by
    return []


def _known_or_his(token: Token) -> bool:
    """``للعملية``, ``استهدافها``."""
    return token.key.startswith("لل") or token.key.endswith(("ه", "ها", "هم", "هما"))


def _denied_before(sentence: Sentence, at: int) -> bool:
    return any("deny" in words().of(token) or token.key in ("لم", "ولم", "دون") for token in sentence.tokens[max(at - _NEAR, 0) : at])


def _of_strike(sentence: Sentence, at: int, told: bool) -> bool:
    """Is what is claimed a strike, and where one is told, that one?"""
    for token in sentence.tokens[at + 1 : at + 1 + _CLAIMED]:
        if is_strike(token) and (not told or any(key.startswith("ال") for key in keys(token))):
            return True
    return False


_MANY = word_set("accounts.many")
_BEGINNING = word_set("accounts.beginning")


def _of_many(sentence: Sentence, at: int) -> bool:
    """``تبنت X عشرات الهجمات``, ``... هجمات منذ بدء الحرب``: what is claimed over a time is not the strike told before."""
    keys = [token.key for token in sentence.tokens]
    if any(one.removeprefix("و") == "منذ" and two in _BEGINNING for one, two in pairwise(keys)):
        return True
    tokens = sentence.tokens[at + 1 : at + 1 + _CLAIMED]
    first = next((here for here, token in enumerate(tokens) if token.key in _MANY), None)
    return first is not None and not any(is_strike(token) for token in tokens[:first])


def _before(at: int, actors: Actors) -> Actors:
    near = [actor for actor in actors if at - _REACH <= actor.first and actor.last <= at and may_act(actor)]
    return [actor for actor in near if actor.value.form in SUBJECTS][-1:]


# ---- firing, origins --------------------------------------------------------------------------------------------------


def _fires(sentence: Sentence, actors: Actors, _: bool) -> Actors:
    for at, token in enumerate(sentence.tokens):
        if not starts(token.key, _FIRING):
            continue
        deals = _deals_blow(sentence, at)
        if not (deals or starts(token.key, _LAUNCHES)) or _denied_before(sentence, at):
            continue
        if deals:
            return _subject(sentence, at, actors)
        pronoun = token.key.endswith(("ها", "هما", "ته", "قه")) and at > 0
        thrown = sentence.tokens[max(at - _NEAR, 0) : at] if pronoun else sentence.tokens[at + 1 : at + 1 + _REACH]
        lit = any(key.startswith("مضي") for each in thrown for key in keys(each))  # flares
        if not lit and any(words().of(each) & {"weapon_head"} for each in thrown):
            found = _named_next(at, actors) if pronoun else _subject(sentence, at, actors)
            if found:
                return found
    return []


_LAUNCHES = word_beginnings("accounts.launches")
_DEALS = ("وجه", "شن", "نفذ")
_FIRING = (*_LAUNCHES, *_DEALS)


def _deals_blow(sentence: Sentence, at: int) -> bool:
    """``وجهت X ضربة``, ``شنت غارات``."""
    dealt = starts(sentence.tokens[at].key, _DEALS) and "light" in words().of(sentence.tokens[at])
    return dealt and any(starts(token.key, _BLOWS) for token in sentence.tokens[at + 1 : at + 1 + _CLOSE])


_BLOWS = ("ضرب", "غار")


def _named_next(at: int, actors: Actors) -> Actors:
    return [actor for actor in actors if actor.first == at + 1 and may_act(actor)][:1]


def _origins(sentence: Sentence, actors: Actors, _: bool) -> Actors:
    for at, token in enumerate(sentence.tokens):
        after = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else token
        comes = is_any(token.key, _COMING) and _thrown_from(sentence, at)
        if comes or (token.key == "مصدر" and after.key.startswith("ال") and words().of(after) & {"weapon_head", "event_noun"}):
            found = [actor for actor in actors if at < actor.first <= at + _NEAR][:1]
            return [
                actor for actor in found if not any(each.key == "خارج" or is_saying(each) for each in sentence.tokens[at : actor.first])
            ]
    return []


def _thrown_from(sentence: Sentence, at: int) -> bool:
    """``القذائف جاءت من``, ``وانطلقت هذه القذائف من``"""
    behind = sentence.tokens[at + 1 : at + 1 + _CLOSE]
    whence = next((index for index, token in enumerate(behind) if token.key == "من"), None)
    if whence is None:
        return False
    thrown = behind[:whence] or sentence.tokens[max(at - 4, 0) : at]
    return any("weapon_head" in words().of(token) for token in thrown)


_COMING = word_set("accounts.coming")


# ---- deeds and weapons -----------------------------------------------------------------------------------------------

_OWN = frozenset(stem + ending for stem in ("عمليت", "عمليات", "غارات", "ضربات", "ضربت") for ending in ("ه", "ها", "هم"))


def _own_deeds(sentence: Sentence, actors: Actors, _: bool) -> Actors:
    for at, token in enumerate(sentence.tokens):
        if is_any(token.key, _OWN):
            found = [actor for actor in _before(at, actors) if actor.last >= at - 3]
            if found:
                return found
    return _of_his_state(sentence)


_OURS = word_set("our_forces")


def _of_his_state(sentence: Sentence) -> Actors:
    """``أعلن الرئيس X أن بلاده وجهت ضربة``."""
    for at, token in enumerate(sentence.tokens[:-1]):
        after = sentence.tokens[at + 1]
        if is_any(token.key, _OURS) and ("light" in words().of(after) or after.has("hit") or after.has("strike")):
            return own_deed(sentence, [said for said in find_sources(sentence) if said.last <= at])
    return []


def _weapons(sentence: Sentence, actors: Actors, _: bool) -> Actors:
    for actor in actors:
        armed = words().of(sentence.tokens[actor.first]) & {"weapon_head", "aircraft_head"}
        beside = [sentence.tokens[at] for at in (actor.first - 1, actor.last) if 0 <= at < len(sentence.tokens)]
        if armed and may_act(actor) and (_is_predicate(actor) or any(token.has("hit") or _hits(token) for token in beside)):
            return [actor]
    return []


def _is_predicate(actor: Mention[ActorMention]) -> bool:
    """``إن المسيّرة تركية``, but not ``ما إذا كانت الطائرات إسرائيلية``."""
    first, last = actor.sentence.tokens[actor.first], actor.sentence.tokens[actor.last - 1]
    if any(token.key in ("اذا", "هل") for token in actor.sentence.tokens[max(actor.first - _CLOSE, 0) : actor.first]):
        return False
    return first.key.startswith("ال") and not last.key.startswith("ال") and actor.last - actor.first > 1


_HARMED = word_set("accounts.harmed")


def _hits(token: Token) -> bool:
    return any(key in _HARMED for key in keys(token))


_Find = Callable[[Sentence, Actors, bool], Actors]
_KINDS: tuple[tuple[str, _Find, str], ...] = (
    (CLAIM, _claims, "plain"),
    (CHARGED, charges, "accused"),
    ("believed to be behind it", beliefs, "suspected"),
    ("fired it", _fires, "plain"),
    ("told in other words", told_otherwise, "plain"),
    ("where it came from", _origins, "plain"),
    ("own deed", _own_deeds, "plain"),
    ("weapon of its owner", _weapons, "plain"),
)
_WITHOUT_ACTORS = tuple(kind for kind in _KINDS if kind[1] in (_claims, _own_deeds))  # all others name one of the actors that were found
