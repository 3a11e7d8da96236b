"""Who was killed and wounded, as the text says it.

A claim is found from its predicate (قُتل, مقتل, لقي مصرعه, أودى بحياة) and the phrase of people that goes with it: right behind it, behind
an adverbial (قتل في الغارات 4 أشخاص), or before a verb in the plural (إن 9 مدنيين قتلوا); or from what the people are called
(9 قتلى وجرحى); or from a toll (ارتفع عدد القتلى إلى 35). "None" must be said in words; "no information" is not none.

What is counted but is not people is left out (``victims``); so are the dead of names (لواء شهداء بدر) and of titles (الشهيد فلان).
Tallies over weeks and years, later deaths, and causes that are no strike are claims that say so, for the caller to weigh.
"""

from __future__ import annotations

from functools import lru_cache

from monitor.model import Count, GroupCount
from workers.extractor import numbers
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.toll import alike, figures, frames, idioms, kin, names, nobody, predicates, rising, subjects, vocabulary
from workers.extractor.toll.claims import CasualtyClaim, Found
from workers.extractor.toll.groups import Group
from workers.extractor.toll.marks import kinds_of
from workers.extractor.toll.parts import group_count
from workers.extractor.toll.tolls import combine

__all__ = ["CasualtyClaim", "combine", "find_casualties"]

_RULES = (
    ("nobody", nobody.nobody),
    ("nothing but things", nobody.only_things),
    ("the crew is safe", nobody.crew_safe),
    ("listed by name", names.listed),
    ("as many", alike.as_many),
    ("toll", rising.toll),
    ("toll that rose again", rising.rose_again),
    ("killed and wounded together", figures.between),
    ("lives taken", idioms.lives),
    ("people taken", idioms.reaped),
    ("given aid", idioms.aided),
    ("taken in", idioms.taken_in),
    ("eliminated", idioms.eliminated),
    ("fell beside the wounded", idioms.fell),
    ("fell, said of a number before it", idioms.fell_before),
    ("kin lost", kin.kin_lost),
    ("met one's end", idioms.met_end),
    ("said of a number before it", subjects.backward),
    ("predicate and victims", predicates.forward),
    ("counted cases", figures.cases),
    ("counted and described", figures.described),
    ("bodies found", figures.bodies),
    ("called dead or hurt", figures.called),
)


def find_casualties(sentence: Sentence) -> list[Mention[CasualtyClaim]]:
    """Every casualty claim of the sentence, left to right."""
    found: list[Mention[CasualtyClaim]] = []
    if not any(_of_casualties(token) for token in sentence.tokens):
        return found
    resume = free = 0
    for at, token in enumerate(sentence.tokens):
        if at < resume or not _may_claim(token):
            continue
        mentions, resume = _claims_at(sentence, at, free)
        found += mentions
        free = max(free, resume) if mentions else free
    return frames.framed(sentence, found)


_CLASSES = frozenset({"dying", "hurting", "dead", "hurt", "loss", "end", "lives", "reaping", "losing"})
_DONE_AWAY = frozenset({"neutralised", "aided", "taken_in"})
_OF_CASUALTIES = _DONE_AWAY | {"none_verb", "harm", "only", "damage", "crew"}
_OPENING = _DONE_AWAY | {"no", "only", "damage", "crew", "toll", "rise", "as_many"}


def _of_casualties(token: Token) -> bool:
    """Does the word tell of the dead and the hurt, or of what else was done to people?"""
    return _tells(token.key, token.kind == "word", token.norm.endswith("ء"))


def _may_claim(token: Token) -> bool:
    """Can any rule begin with the token? Most words are passed over here."""
    return _begins(token.key, token.norm.endswith("ء")) if token.kind == "word" else token.kind == "number"


@lru_cache(maxsize=65536)
def _tells(key: str, word: bool, hamza: bool) -> bool:
    """As :func:`_of_casualties`, of a folded token: a word or not, spelt with a final hamza or not."""
    classes = vocabulary.classes_of(key, hamza) if word else frozenset()
    told = not (_CLASSES.isdisjoint(classes) and _OF_CASUALTIES.isdisjoint(kinds_of(key)))
    return told or _eliminates(key) or idioms.they_fell(key) or key == "العدد" or "tally" in kinds_of(key)


@lru_cache(maxsize=65536)
def _begins(key: str, hamza: bool) -> bool:
    """As :func:`_may_claim`, of a folded word, spelt with a final hamza or not."""
    known = vocabulary.knows(key, hamza) or numbers.may_begin(key) or not _OPENING.isdisjoint(kinds_of(key))
    return known or key in ("وعدد", "والعدد", "غير", "ما", "وما") or _eliminates(key) or idioms.is_fallen(key) or idioms.they_fell(key)


def _eliminates(key: str) -> bool:
    return key.endswith("القضا") or idioms.is_done_away(key)


def _claims_at(sentence: Sentence, at: int, free: int) -> tuple[list[Mention[CasualtyClaim]], int]:
    """The claims whose predicate is token ``at``, and where they end; tokens before ``free`` belong to claims already made."""
    for name, rule in _RULES:
        found = rule(sentence, at, free)
        if found is not None:
            return [_mention(sentence, name, one) for one in found], max((one.behind for one in found), default=at + 1)
    return [], at + 1


def _mention(sentence: Sentence, rule: str, found: Found) -> Mention[CasualtyClaim]:
    text = sentence.text[sentence.tokens[found.first].start - sentence.start : sentence.tokens[found.last - 1].end - sentence.start]
    claim = CasualtyClaim(
        outcome=found.outcome,
        count=Count(0, 0, text, explicit_none=True) if found.none else _count(sentence, found, text),
        is_part=found.part,
        is_total=found.total,
        earlier=found.earlier,
        additional=any(group.other or (group.noun == "hurt" and found.outcome == "killed") for group in found.groups),
        named=all(group.named for group in found.groups) and bool(found.groups),
    )
    return Mention(claim, rule, sentence, found.first, found.last)


def _count(sentence: Sentence, found: Found, text: str) -> Count:
    """The groups added up. A group without a number leaves the sum open above."""
    numbered = [group for group in found.groups if group.min is not None or group.max is not None]
    if not numbered:
        return Count(None, None, text, vague=True, by=_by(sentence, found))
    open_above = any(group.max is None for group in found.groups)
    least = sum(group.min or 0 for group in numbered) if any(group.min is not None for group in numbered) else None
    most = None if open_above else sum(group.max or 0 for group in numbered)
    return Count(least, most, text, vague=any(group.vague for group in numbered), by=_by(sentence, found))


def _by(sentence: Sentence, found: Found) -> tuple[GroupCount, ...]:
    """The split by group: the parts, or the groups of the list where they are told apart."""
    if found.parts:
        return found.parts
    told = [group for group in found.groups if group.group and not group.vague]
    return tuple(_of_group(sentence, group) for group in told)


def _of_group(sentence: Sentence, group: Group) -> GroupCount:
    return group_count(sentence, group)
