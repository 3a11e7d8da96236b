"""Targets: what was struck, and whose it is.

``find_targets`` reads every naming of a thing that can be struck, the longest phrase at each word, with its owner where the words after
it give one: the next name (``مقرات الميليشيات الإيرانية``), ``لـ``/``تابعة لـ`` and a name, or the adjective of a country (``قاعدة
أمريكية``). A naming without an owner may belong to a civilian group (``منازل المدنيين``, ``مخيم للنازحين``).

A naming alone does not say that the thing was struck: ``targets_of`` keeps those that one trigger reaches. Those are the namings after the
trigger in its clause (``استهدفت مستودع أسلحة``, ``قصف على مقر``, ``غارات طالت منازل``), up to the next act, source or result; and for what
undergoes (``تعرضت قاعدة X لقصف``, ``استُهدفت سيارة``), those just before it. Dead and wounded people are no targets (``مقتل ثلاثة
عناصر``): fighters count only as the object of the act, and the weapons of the striker (``بقذائف``, ``براجمات الصواريخ``) never.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from monitor.model import Target
from workers.extractor import lexicon
from workers.extractor.actors import ActorMention, find_actors, words
from workers.extractor.phrases import Phrases, conjoined, keys, split
from workers.extractor.sources import is_saying
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.word_sets import word_set

_OWNER_REACH = 6  # tokens between a thing and its owner's name
_CLAUSE = 24  # tokens after an act in which its objects stand
_BEFORE = 10
_VAGUE = word_set("vague_target")
_WEAK_CLASSES = frozenset({"fighters"})  # people: only as the object of the act


@cache
def _things() -> Phrases[str]:
    return Phrases((phrase, name) for name, phrase in _rows() if not name.startswith("group:"))


@cache
def _groups() -> Phrases[str]:
    return Phrases((phrase, name.removeprefix("group:")) for name, phrase in _rows() if name.startswith("group:"))


def _rows() -> Iterator[tuple[str, str]]:
    for _, (name, cell) in lexicon.table("targets.tsv"):
        for phrase in split(cell):
            yield name, phrase


def target_classes() -> frozenset[str]:
    """Every class that a target may have."""
    return frozenset(name for name, _ in _rows() if not name.startswith("group:"))


def find_targets(sentence: Sentence, actors: Sequence[Mention[ActorMention]] | None = None) -> list[Mention[Target]]:
    """Every naming of a thing that can be struck, in order, without overlaps. ``actors`` saves finding them again."""
    known = find_actors(sentence) if actors is None else actors
    found: list[Mention[Target]] = []
    free = 0
    for index in _things().openings(sentence.tokens):
        mention = _target_at(sentence, index, known) if index >= free else None
        if mention:
            found.append(mention)
            free = mention.last
    return found


def _target_at(sentence: Sentence, index: int, actors: Sequence[Mention[ActorMention]]) -> Mention[Target] | None:
    thing = _things().longest(sentence.tokens, index)
    if thing is None:
        return None
    last, name, _ = thing
    if _is_weapon(sentence.tokens, index) or _is_striker(sentence.tokens, index, actors):
        return None
    end, group = _owner(sentence, last, actors)
    vague = group is None and last - index == 1 and any(key in _VAGUE for key in keys(sentence.tokens[index]))
    if vague or (name == "residential" and _is_setting(sentence.tokens, index, last)):
        return None
    value = Target(name, _words(sentence, index, end), group)
    return Mention(value, "thing that can be struck", sentence, index, end)


_SETTLEMENTS = word_set("targets.settlements")
_AROUND = word_set("compass") | word_set("targets.around")


def _is_setting(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """``في مدينة X``, ``ببلدة X``: where it happened, not what was struck."""
    if last - first > 1 or not any(key in _SETTLEMENTS for key in keys(tokens[first])):
        return False
    before = tokens[first - 1].key if first else ""
    return before in _AROUND or (tokens[first].key.startswith(("ب", "وب", "ال", "لل", "وال")) and "بلد" not in tokens[first].key[:3])


def _words(sentence: Sentence, first: int, last: int) -> str:
    start, end = sentence.tokens[first].start - sentence.start, sentence.tokens[last - 1].end - sentence.start
    return sentence.text[start:end]


def _is_weapon(tokens: tuple[Token, ...], index: int) -> bool:
    """``بالدبابات``, ``براجمات الصواريخ``: what the striker struck with."""
    if not words().of(tokens[index]) & {"force_head", "aircraft_head"}:
        return False
    joined = conjoined(tokens[index].key) and index > 0 and _is_weapon(tokens, index - 1)
    return joined or (tokens[index].key.removeprefix("و").startswith("ب") and "بحريه" not in tokens[index].key)


def _is_striker(tokens: tuple[Token, ...], index: int, actors: Sequence[Mention[ActorMention]]) -> bool:
    """``قوات النظام``, ``مدفعية الجيش``: a force by its name; things of its own are read from the words before it."""
    del tokens
    return any(actor.first == index and actor.value.form != "unknown" and actor.value.role == "" for actor in actors)


_LINKS = word_set("targets.links")


def _owner(sentence: Sentence, last: int, actors: Sequence[Mention[ActorMention]]) -> tuple[int, str | None]:
    """Where the naming ends with its owner, and the owner."""
    for at in range(last, min(last + _OWNER_REACH, len(sentence.tokens))):
        token = sentence.tokens[at]
        actor = next((each for each in actors if each.first == at), None)
        if actor and actor.value.actor_id != "unknown":
            return (last, None) if conjoined(token.key) and at > last else (actor.last, actor.value.actor_id)
        group = next(iter(_groups().at(sentence.tokens, at)), None)
        if group and at - last < 2:
            return group[0], group[1]
        if not (words().of(token) & {"belong", "backed", "filler", "stuff", "event_adjective"} or token.key in _LINKS):
            break
    return last, None


# ---- which of them were struck ---------------------------------------------------------------------------------------

_STRIKING = frozenset(("strike", "hit", "fire_v"))
_RESULTS = word_set("targets.results")


def targets_of(sentence: Sentence, first: int, last: int, targets: Sequence[Mention[Target]]) -> list[Mention[Target]]:
    """Of ``targets``, those that the trigger ``[first, last)`` reaches."""
    end = _reach(sentence.tokens, last)
    after = [target for target in targets if last <= target.first < end and not _is_subject(target, first, last)]
    if after:
        return after
    begin = _reach_back(sentence.tokens, first)
    return [target for target in targets if begin <= target.first < first and target.value.class_ not in _WEAK_CLASSES]


def _is_subject(target: Mention[Target], first: int, last: int) -> bool:
    """``قصفت المدفعية مدينة كذا``: guns right behind the verb are what struck."""
    tokens = target.sentence.tokens
    verb = any(reading.pos == "verb" and reading.tags & _STRIKING for reading in tokens[first].readings)
    agrees = tokens[first].key.endswith("ت") or tokens[first].key.removeprefix("و").startswith("ت")  # المدفعية is feminine
    return verb and agrees and target.first == last and target.value.class_ == "launch_site" and tokens[last].key.startswith("ال")


def _reach(tokens: tuple[Token, ...], last: int) -> int:
    for at in range(last, min(last + _CLAUSE, len(tokens))):
        if _stops(tokens[at]) and at > last:
            return at
    return min(last + _CLAUSE, len(tokens))


def _reach_back(tokens: tuple[Token, ...], first: int) -> int:
    for at in range(first - 1, max(first - 1 - _BEFORE, -1), -1):
        if _stops(tokens[at]):
            return at + 1
    return max(first - _BEFORE, 0)


def _stops(token: Token) -> bool:
    if token.kind == "punct":
        return token.norm in ".!؟?؛;:"
    return is_saying(token) or any(key in _RESULTS for key in keys(token)[:2])
