"""An act of striking in its sentence: the trigger, its verb, and the actors who may have done it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workers.extractor.actors import ActorMention, words
from workers.extractor.phrases import conjoined, keys
from workers.extractor.sources import is_saying
from workers.extractor.sources import words as source_words
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.word_sets import word_beginnings, word_set

Actors = list[Mention[ActorMention]]
_NOT_AGENTS = frozenset({"owner", "victim", "holder", "backer", "place"})
SUBJECTS = ("force", "aircraft", "country", "epithet")  # the forms of a name that may be the subject of a verb
CLAUSE = 14  # tokens after an act in which ``نفذته X`` still belongs to it


@dataclass(frozen=True, slots=True)
class Act:
    """A trigger in its sentence: tokens ``[first, last)``; ``verb`` is where its verb stands (a light verb before a noun counts)."""

    sentence: Sentence
    first: int
    last: int
    actors: Actors
    noun: bool
    verb: int | None

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    def at(self, index: int) -> Mention[ActorMention] | None:
        """The actor named at ``index`` (a lone ل or ب token before the name counts as part of it)."""
        return next((actor for actor in self.actors if actor.first <= index < actor.last), None)

    def starting(self, index: int) -> Mention[ActorMention] | None:
        return next((actor for actor in self.actors if actor.first == index), None)


def may_act(actor: Mention[ActorMention]) -> bool:
    """Is it nobody's victim, no owner of struck things, no holder of ground?"""
    return actor.value.role not in _NOT_AGENTS


def act_of(sentence: Sentence, first: int, last: int, actors: Actors, noun: bool | None) -> Act:
    """The act of the trigger ``[first, last)``; without ``noun`` the words decide whether it is a noun."""
    if noun is None:
        noun = _is_noun(sentence.tokens[last - 1])
    own = noun and _is_bare(sentence.tokens[first]) and _subject_before(sentence.tokens, first, actors)
    fires = noun and first < last - 1 and _is_verb_of_firing(sentence.tokens[first])  # أطلقت صاروخا
    verb = first if own or fires or not noun else _light_verb(sentence.tokens, first)
    if noun and verb is not None and _tells_own_death(sentence.tokens, verb, first, actors):
        verb = None
    if noun and verb is None and _may_be_verb(sentence.tokens, first, actors):
        verb = first  # قصف may be the verb: قصف، فجر اليوم، الطيران ...
    if noun and verb is None and first < last - 1 and not _is_noun(sentence.tokens[first]):
        verb = first  # the trigger itself is verb and noun: شنت غارات
    return Act(sentence, first, last, actors, noun, verb)


def _is_verb_of_firing(token: Token) -> bool:
    return any(reading.pos == "verb" and "fire_v" in reading.tags and reading.form != "verbal_noun" for reading in token.readings)


def _is_noun(token: Token) -> bool:
    return "event_noun" in words().of(token) and not token.key.startswith(("ي", "ت"))


def _may_be_verb(tokens: tuple[Token, ...], first: int, actors: Actors) -> bool:
    """Does a bare ``قصف`` open its clause, or follow a name that may be its subject?"""
    if not _is_bare(tokens[first]):
        return False
    if first and tokens[first - 1].key in ("ان", "بان", "لان"):
        return False  # أن قصف مقر X خلف قتلى: the noun
    if _subject_before(tokens, first, actors):
        return True
    return first == 0 or conjoined(tokens[first].key) or tokens[first - 1].kind == "punct" or "conjunction" in words().of(tokens[first - 1])


def _is_bare(token: Token) -> bool:
    """``قصف``, which may be a verb."""
    return is_act_of(token) and token.key.removeprefix("و") in ("قصف", "ضرب")


def _subject_before(tokens: tuple[Token, ...], first: int, actors: Actors) -> bool:
    return not conjoined(tokens[first].key) and any(actor.last == first and may_act(actor) and not actor.value.clitics for actor in actors)


def _light_verb(tokens: tuple[Token, ...], first: int) -> int | None:
    """The verb before ``غارات`` in ``شنت طائرات X غارات``; not across another act."""
    instrument = tokens[first].key.removeprefix("و").startswith("ب")  # نفذ عدوانا برشقات ...
    for at in range(first - 1, max(first - CLAUSE, -1), -1):
        kinds = words().of(tokens[at])
        if tokens[at].key.removeprefix("و") in _MANAGED and tokens[first - 1].key not in ("من", "في"):
            return None  # تمكنت X من إخلاء المدنيين إثر قصف
        if "light" in kinds and "event_noun" not in kinds and not tokens[at].key.startswith(("ال", "وال")):
            return None if _announces_harm(tokens, at, first + 1) else at
        if instrument and ("harm" in kinds or tokens[at].has("hit")) and not tokens[at].key.startswith("ال"):
            return at  # دمرت X مواقع بغارات
        if ("origin" in kinds and not _cited(tokens, at)) or ("event_noun" in kinds and "campaign" not in kinds and not instrument):
            return None
        if tokens[at].kind == "punct" and tokens[at].norm not in "،,()-–/":
            return None
    return None


_MANAGED = word_set("acts.managed")


def _cited(tokens: tuple[Token, ...], at: int) -> bool:
    """``ردت X، بحسب المصدر، بقصف``: a source, not where the fire came from."""
    return at > 0 and "after" in source_words().of(tokens[at - 1])


_HARM = word_set("acts.harm")


def _announces_harm(tokens: tuple[Token, ...], verb: int, first: int) -> bool:
    """``أعلنت X إصابة جنود بهجوم``, ``أعلنت X تعرض مواقعها لقصف``: who announces it suffered it."""
    announces = any(key.startswith(("اعلن", "يعلن", "تعلن")) for key in keys(tokens[verb]))
    return announces and any(key in _HARM for token in tokens[verb + 1 : first] for key in keys(token))


AIR_POWERS = frozenset(
    "israel usa russia turkey jordan iraq_gov saudi_coalition egypt sudan_gov lna gnu coalition iran uk france pakistan uae".split()
)
_DEATH = frozenset({"مقتل", "مصرع", "وفاه"})
_OF_ENEMY = word_beginnings("acts.of_enemy")
_OF_ITS_OWN = word_beginnings("acts.of_its_own")


def _tells_own_death(tokens: tuple[Token, ...], verb: int, first: int, actors: Actors) -> bool:
    """``أعلن X مقتل القيادي فلان بغارة``: who mourns did not strike; who tells of an enemy's death, or has aircraft, may have."""
    death = next((at for at in range(verb + 1, first) if tokens[at].key in _DEATH), None)
    if death is None or not any(key.startswith(("اعلن", "يعلن", "تعلن", "اكد", "نع")) for key in keys(tokens[verb])):
        return False
    dead = tokens[death + 1 : first]
    if any(token.key.startswith(_OF_ENEMY) for token in dead):
        return False
    told_by = {actor.value.actor_id for actor in actors if verb < actor.first < death}
    if any(death < actor.first < first and actor.value.actor_id not in told_by for actor in actors):
        return False
    has_aircraft = bool(told_by & AIR_POWERS)
    return not has_aircraft or any(token.key.startswith(_OF_ITS_OWN) for token in dead[:3])


def is_act_of(token: Token) -> bool:
    """Is it ``قصف`` or ``ضرب``, which may be noun or verb and whose ل names the doer?"""
    return any(key in ("قصف", "ضرب") for key in keys(token))


def is_adverb(token: Token) -> bool:
    """Time, manner, a number or a comma: what may stand between a verb and its subject."""
    if token.kind in ("punct", "number"):
        return token.norm not in ".!؟?؛;"
    return bool(words().of(token) & {"adverb"})


def breaks(tokens: tuple[Token, ...], at: int) -> bool:
    """Does a mark that ends a clause stand here?"""
    return tokens[at].kind == "punct" and tokens[at].norm not in "()،,-–"


_SEEN = 4  # tokens between ``رصد`` and the fire that was seen


def only_saw(act: Act, actor: Mention[ActorMention]) -> bool:
    """``أعلن X رصد إطلاق صواريخ``, ``عثرت X على المنصة التي أطلقت منها``, ``اعترضت X صاروخا أطلق``, ``وصفت X الهجوم``,
    ``فتحت X تحقيقا في الهجوم``: who saw, found, intercepted, judges or looks into it."""
    if actor.first and _judges(act.tokens[actor.first - 1]):
        return True
    if actor.first > act.first or conjoined(act.tokens[act.first].key):
        return False
    before = range(max(actor.first - 2, 0), actor.first) if act.first - actor.last <= _SEEN else ()
    between = range(max(actor.last, act.first - _SEEN), act.first + 1)
    inquires = any(token.key in _INQUIRING for token in act.tokens[actor.last : act.first])
    return inquires or any("perceive" in words().of(act.tokens[at]) for at in (*before, *between))


_INQUIRING = word_set("acts.inquiring")
_JUDGING = word_beginnings("acts.judging")


def _judges(token: Token) -> bool:
    return any(key.startswith(_JUDGING) for key in (token.key, token.key.removeprefix("و")))


def speaks(act: Act, actor: Mention[ActorMention]) -> bool:
    """Is the name the subject of a word of saying?"""
    return actor.first > 0 and is_saying(act.tokens[actor.first - 1])


def of_another(between: Sequence[Token]) -> bool:
    """Between where fire came from and a name: ``أطلقت من لبنان، وقال جيش X``, ``من خارج حدود X``. X did not fire."""
    return any(token.key == "خارج" or is_saying(token) for token in between)


def died_in(act: Act) -> bool:
    """``استشهد مواطن في قصف X``: the dead told before."""
    if act.first == 0 or act.tokens[act.first - 1].key != "في":
        return False
    return any(token.has(tag) for token in act.tokens[: act.first] for tag in ("dying", "hurting", "dead", "hurt"))


_QUOTED = 5  # tokens between ``وفق`` and the name it leads to


def quoted(act: Act, actor: Mention[ActorMention]) -> bool:
    """``وفق ما أوضح المتحدث باسم X``: an aside, whose name is the subject of nothing."""
    before = act.tokens[max(actor.first - _QUOTED, 0) : actor.first]
    return any("after" in source_words().of(token) for token in before)
