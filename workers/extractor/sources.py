"""Sources: to whom a sentence attributes what it says, and how strongly.

A name of ``lexicon/sources.tsv`` is a source where a word of saying governs it: a verb before it (``قال مراسلنا``), a verb right after
it (``المرصد السوري وثّق``), ``بحسب`` and its like before it, or the colon of a statement after it (``الجيش الكويتي: ...``). Without such
a word a name is only a name (``الدفاع المدني أسعف الجرحى``). An actor of ``actors.py`` that speaks in this way is a source too, and
speaks for itself; ``source_of_actor`` reads those. ``وأضاف`` with nobody named carries on with the speaker of the sentence before:
``carries_on``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from workers.extractor import lexicon
from workers.extractor.phrases import Phrases, WordClasses, conjoined, is_any, split, word_classes
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.who.actor_names import NEUTRAL, nisba
from workers.extractor.word_sets import word_set

_VERB_CLASSES = ("deny", "allege", "guess", "accuse", "condemn", "confirm", "announce", "report", "say")  # the strongest reading first
_REACH = 6  # tokens between a verb and its speaker
_CLOSE = 2


@dataclass(frozen=True, slots=True)
class SourceMention:
    """Who says it. ``kind``: monitor, agency, broadcaster, network, paper, military, government, health, rescue, group, anonymous,
    actor. ``actor_id`` is whom the source speaks for, if anybody; ``strength`` is the class of the verb."""

    source_id: str
    name: str
    kind: str
    actor_id: str = ""
    strength: str = "say"


@dataclass(frozen=True, slots=True)
class _Known:
    source_id: str
    kind: str
    actor_id: str


@cache
def _names() -> tuple[Phrases[_Known], dict[str, str]]:
    rows: list[tuple[str, _Known]] = []
    canonical: dict[str, str] = {}
    for _, (source_id, kind, actor_id, cell) in lexicon.table("sources.tsv"):
        canonical.setdefault(source_id, split(cell)[0])
        rows += [(phrase, _Known(source_id, kind, actor_id.strip("-"))) for phrase in split(cell)]
    return Phrases(rows), canonical


@cache
def words() -> WordClasses:
    """The classes of words around sources."""
    return word_classes("source_words.tsv")


@cache
def around() -> WordClasses:
    """The classes of words around actors, for the times that stand between a verb and its speaker."""
    return word_classes("actor_words.tsv")


def is_saying(token: Token) -> bool:
    """Is it a word of saying (a verb, ``بحسب``)?"""
    return not words().of(token).isdisjoint(_VERB_CLASSES)


@lru_cache(maxsize=64)
def find_sources(sentence: Sentence) -> tuple[Mention[SourceMention], ...]:
    """Every source that the sentence names as speaking, in order, without overlaps."""
    found: list[Mention[SourceMention]] = []
    free = 0
    for index in _names()[0].openings(sentence.tokens):
        best = _named_at(sentence.tokens, index) if index >= free else None
        strength = _said(sentence.tokens, index, best[0]) if best else None
        if best and strength:
            found.append(_mention(sentence, index, best[0], best[1], strength))
        free = best[0] if best else free
    return tuple(found or _titled(sentence))


_TITLES = word_set("title_of_office")
_TITLES |= {"ال" + title for title in _TITLES}
_OFFICES = 4  # words of an office before the adjective of its country


def _titled(sentence: Sentence) -> list[Mention[SourceMention]]:
    """``قال وزير الخارجية المصري``, ``أعلنت هيئة الأركان الأوكرانية``: an office with the adjective of its state speaks for the state."""
    tokens = sentence.tokens
    for first, token in enumerate(tokens):
        if not is_any(token.key, _TITLES):
            continue
        for at in range(first + 1, min(first + 1 + _OFFICES, len(tokens))):
            actor_id = nisba(tokens[at], NEUTRAL)
            strength = _said(tokens, first, at + 1) if actor_id else None
            if actor_id and strength:
                name = " ".join(each.surface for each in tokens[first : at + 1])
                value = SourceMention(f"{actor_id}_officials", name, "government", actor_id, strength)
                return [Mention(value, f"office said to {strength}", sentence, first, at + 1)]
            if actor_id or tokens[at].kind != "word" or "صحه" in tokens[at].key or _ends_office(tokens[at]):
                break
    return []


def _ends_office(token: Token) -> bool:
    """``ذكرت الوزارة أن غارة``: what begins there is what it says."""
    return token.key in _THAT or "event_noun" in around().of(token)


def head_of_state(tokens: tuple[Token, ...], first: int, reach: int) -> str:
    """``الرئيس الأمريكي``, ``رئيس الوزراء الإسرائيلي``: the state of the head named within ``reach`` tokens; empty where none is."""
    for at in range(first, min(first + reach, len(tokens))):
        if is_any(tokens[at].key, _TITLES):
            found = (nisba(token, NEUTRAL) for token in tokens[at + 1 : at + 3])
            return next((actor_id for actor_id in found if actor_id), "")
    return ""


_OPENING = 3  # tokens in which a sentence names the verb of saying that governs it
_THAT = word_set("that_itself") | {"ان", "بان"}


def unlisted(sentence: Sentence) -> Mention[SourceMention] | None:
    """``أفاد عضو المجلس البلدي فلان بأن``: somebody whom the lexicon does not know says all of the sentence."""
    tokens = sentence.tokens
    said = next((at for at, token in enumerate(tokens[:_OPENING]) if _strength(token) in _PLAIN), None)
    if said is None:
        return _subject_that_says(sentence)
    that = next((at for at in range(said + 1, min(said + 1 + 2 * _REACH, len(tokens))) if tokens[at].key in _THAT), said)
    named = [token for token in tokens[said + 1 : that] if token.kind == "word" and "adverb" not in around().of(token)]
    if len(named) < _NAMED:
        return None
    value = SourceMention("person", " ".join(token.surface for token in named), "person", "", "say")
    return Mention(value, "somebody said to say", sentence, said + 1, that)


_SUBJECT = 7  # words of a subject before its verb of saying


def _subject_that_says(sentence: Sentence) -> Mention[SourceMention] | None:
    """``وكانت اللجنة قد أوردت أن``: somebody whom the lexicon does not know, before the verb."""
    tokens = sentence.tokens
    for at in range(1, min(_SUBJECT, len(tokens) - 1)):
        if tokens[at].kind == "punct" or "event_noun" in around().of(tokens[at]):
            return None
        if _strength(tokens[at]) in _PLAIN and not _looks_elsewhere(tokens[at]):
            follows = any(token.key in _THAT for token in tokens[at + 1 : at + 1 + _CLOSE])
            first = 1 if tokens[0].key in _WAS else 0
            name = " ".join(token.surface for token in tokens[first:at] if token.key != "قد")
            value = SourceMention("person", name, "person", "", "say")
            return Mention(value, "somebody said to say", sentence, first, at) if follows and name else None
    return None


_WAS = word_set("sources.was")
_NAMED = 2  # words that name somebody


def _named_at(tokens: tuple[Token, ...], index: int) -> tuple[int, _Known, str] | None:
    """The longest name here; ``مراسل`` and ``ناشطون`` before an outlet's name speak for the outlet."""
    best = _names()[0].longest(tokens, index)
    if best and _is_anothers(tokens, index, best[0]):
        return None
    if best and best[1].source_id in ("correspondent", "local_sources") and best[0] < len(tokens):
        outlet = _names()[0].longest(tokens, best[0])
        if outlet and outlet[1].kind in ("network", "agency", "broadcaster", "paper") and not conjoined(tokens[best[0]].key):
            return outlet
    return best


def _is_anothers(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """``المركز الإعلامي للجيش``: whose media centre it is stands behind it."""
    bare = [token.key for token in tokens[first:last]]
    return bare[-2:] == ["المركز", "الاعلامي"] and last < len(tokens) and tokens[last].key.startswith("ل")


def _mention(sentence: Sentence, first: int, last: int, known: _Known, strength: str) -> Mention[SourceMention]:
    value = SourceMention(known.source_id, _names()[1][known.source_id], known.kind, known.actor_id, strength)
    return Mention(value, f"source said to {strength}", sentence, first, last)


def _said(tokens: tuple[Token, ...], first: int, last: int) -> str | None:
    """The class of the word that makes ``[first, last)`` a speaker."""
    strength = _verb_before(tokens, first) or _verb_after(tokens, last) or _colon_after(tokens, last)
    return "deny" if strength in _PLAIN and around().anywhere(tokens, "no_part", last, last + _OWN_PART) is not None else strength


_PLAIN = frozenset({"confirm", "announce", "report", "say"})
_OWN_PART = 8  # tokens in which ``لا علاقة له`` is still the speaker's


def _verb_before(tokens: tuple[Token, ...], first: int, reach: int = _REACH) -> str | None:
    """The verb before a name, over titles (``المتحدث باسم``), times and ``قد``."""
    for at in range(first - 1, max(first - 1 - reach, -1), -1):
        strength = _strength(tokens[at])
        if strength:
            return None if _unsaid(tokens, at) else strength
        if not _between_verb_and_speaker(tokens[at]):
            return None
    return None


def _between_verb_and_speaker(token: Token) -> bool:
    if token.kind in ("punct", "number"):
        return token.norm not in ".!؟?؛;:"
    return bool(words().of(token) & {"spokesman"} or around().of(token) & {"adverb"})


def _verb_after(tokens: tuple[Token, ...], last: int) -> str | None:
    """The verb after a name: next to it, or after what stands in brackets or between commas."""
    for at in range(last, min(last + _CLOSE + 1, len(tokens))):
        strength = _strength(tokens[at])
        if at == last + _CLOSE and tokens[at - 1].key not in _RELATIVE:
            return None
        if strength:
            return None if _looks_elsewhere(tokens[at]) or _unsaid(tokens, at) else strength
        if not (tokens[at].kind == "punct" and tokens[at].norm in "()،") and tokens[at].key not in _WHO:
            return None
    return None


_NOT = word_set("sources.not")


_POSTS = word_set("observation_post")


def _unsaid(tokens: tuple[Token, ...], at: int) -> bool:
    """``ولم يعلن الجيش``, ``X لم تؤكد``: nothing was said; ``نقطة رصد`` is a post."""
    before = tokens[at - 1].key if at else ""
    return before in _NOT or (tokens[at].key.endswith("رصد") and before in _POSTS)


_RELATIVE = word_set("relative")  # قسد، التي نفت: one word farther
_WHO = _RELATIVE | {"قد", "كان", "كانت"}  # may stand between a speaker and his verb


def _looks_elsewhere(token: Token) -> bool:
    """``بحسب`` looks forward for its speaker, ``مؤكدا`` and ``وقال`` back beyond the name; ``لتعلن بعدها`` has its
    speaker after it."""
    return (
        "after" in words().of(token) or conjoined(token.key) or token.key.startswith(("م", "قايل", "لي", "لت")) or token.key.endswith("ا")
    )


def _colon_after(tokens: tuple[Token, ...], last: int) -> str | None:
    """A statement's heading: the name, then a colon."""
    return "announce" if last < len(tokens) and tokens[last].norm == ":" and last <= 6 else None


def _strength(token: Token) -> str | None:
    return _strength_of(token.key) if token.kind == "word" else None


@lru_cache(maxsize=32768)
def _strength_of(key: str) -> str | None:
    """The strongest reading of a folded word as one of saying."""
    kinds = words().of_word(key)
    if not kinds or key.removeprefix("و").startswith(("سي", "ست")):  # what will be said is not said
        return None
    return next((kind for kind in _VERB_CLASSES if kind in kinds), None)


def source_of_actor(sentence: Sentence, first: int, last: int, actor_id: str, name: str) -> Mention[SourceMention] | None:
    """An actor's name that speaks for itself: ``وقال الحوثيون``, ``الجيش الإيراني: ...``; not ``قالت إذاعة الجيش``."""
    if first and is_any(sentence.tokens[first - 1].key, _MEDIA):
        return None
    strength = _said(sentence.tokens, first, last) or _said(sentence.tokens, _office_before(sentence.tokens, first), last)
    if strength is None or strength == "guess":
        return None
    return Mention(SourceMention(actor_id, name, "actor", actor_id, strength), f"actor said to {strength}", sentence, first, last)


def _office_before(tokens: tuple[Token, ...], first: int) -> int:
    """``أعلنت وزارة الدفاع في حكومة X``: where the office that speaks for the named one begins."""
    while first and (is_any(tokens[first - 1].key, _TITLES) or tokens[first - 1].key == "في"):
        first -= 1
    return first


_STATEMENTS, _MEDIA = word_set("sources.statements"), word_set("news_medium")


def carries_on(sentence: Sentence) -> bool:
    """Does the sentence go on with the speaker of the one before: ``وأضاف``, ``وأوضح البيان``?"""
    for token in sentence.tokens[:3]:
        if _strength(token):
            return not find_sources(sentence) or any(follower.key in _STATEMENTS for follower in sentence.tokens[:4])
    return False


def names_of(found: Iterable[Mention[SourceMention]]) -> list[str]:
    """The ids, each once, in order."""
    return list(dict.fromkeys(mention.value.source_id for mention in found))
