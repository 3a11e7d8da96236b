"""People told by name or by household: كل من فلان وفلان, فلان (24 عاما), عائلة من خمسة أفراد. Names are counted, not read."""

from __future__ import annotations

from workers.extractor import numbers
from workers.extractor.tokens import Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.claims import Found
from workers.extractor.toll.groups import Group, begins_name, group_at
from workers.extractor.toll.marks import is_mark
from workers.extractor.toll.victims import Victims, name_behind, victims_at
from workers.extractor.word_sets import word_set

_EACH = frozenset({"كل", "كلا", "وكل"})
_WHO_WAS = word_set("names.who_was")
_LONGEST = 7  # words of one name with its titles
_MOST = 40  # words of all of them
_STOPS = word_set("phrase_end", "name_end")


def named_each(sentence: Sentence, at: int) -> Group | None:
    """The names behind "each of" at token ``at``, as one group of so many."""
    tokens = sentence.tokens
    if at + 2 >= len(tokens) or tokens[at].key not in _EACH or tokens[at + 1].key != "من" or tokens[at + 2].key in _WHO_WAS:
        return None
    start = at + 2 + (tokens[at + 2].key == ":")
    words = range(start, min(len(tokens), start + _MOST))
    end = next((i for i in words if _ends(tokens[i]) and not begins_name(tokens, i)), words.stop)
    count = _names(tokens, start, end)
    return Group(at, end, count, count, named=True, noun="person") if count else None


def _ends(token: Token) -> bool:
    """Where the names end: at a preposition, a relative, a full stop, or a word of dying."""
    if token.key in _STOPS or token.key in (".", "؛", ":", ")") or token.key.startswith(("بال", "بقصف", "بغار", "بضرب", "بطاءر")):
        return True
    return token.kind not in ("word", "punct") or vocabulary.has(token, "dying", "hurting")


def _names(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """How many names there are: each begins behind a comma or with "and"; none where one is too long to be a name."""
    starts = [start, *(i for i in range(start + 1, end) if _begins(tokens, i))]
    lengths = [behind - first for first, behind in zip(starts, [*starts[1:], end], strict=True)]
    return len(starts) if end > start and all(length <= _LONGEST for length in lengths) else 0


def _begins(tokens: tuple[Token, ...], at: int) -> bool:
    before = tokens[at - 1].key
    if tokens[at].kind != "word" or before == "و":
        return before == "و" and tokens[at].kind == "word"
    if before in ("،", ",") and not tokens[at].key.startswith("و"):
        return True
    key = tokens[at].key
    return key.startswith("وو") or (key.startswith("و") and len(key) > 2 and not is_mark(tokens[at], "waw_name"))


_OF_THEM = frozenset({"هم", "هما", "وهم", "وهما", ":", "كل", "من"})


def listed(sentence: Sentence, at: int, _free: int) -> list[Found] | None:
    """والشهداء هم: فلان (12 عاما)، وفلان, القتلى هم ثلاثة أشقاء, عرف من المصابين فلان وفلان: as many as are named, at the least."""
    tokens = sentence.tokens
    if not vocabulary.definite(tokens[at]) or not vocabulary.has(tokens[at], "dead", "hurt"):
        return None
    start = at + 1
    while start < len(tokens) and start < at + 4 and tokens[start].key in _OF_THEM:
        start += 1
    known = at > 0 and tokens[at - 1].key.removeprefix("و") in ("من", "بين")
    people = victims_at(sentence, start) if start > at + 1 and tokens[start - 1].key in ("هم", "هما") else None
    if people is not None and people.groups[0].min is not None and people.groups[0].noun == "person" and not people.groups[0].named:
        outcome = "killed" if vocabulary.has(tokens[at], "dead") else "wounded"
        return [Found(outcome, at, people.groups[-1].last, people.groups, people.parts, resume=people.last)]
    if (start == at + 1 and not known) or not begins_name(tokens, start):
        return None
    names, end = 1, start
    while (following := name_behind(tokens, end + 1)) is not None:
        names, end = names + 1, following
    outcome = "killed" if vocabulary.has(tokens[at], "dead") else "wounded"
    group = Group(start, end + 1, names, None if known else names, named=True, noun="name")
    return [Found(outcome, at, end + 1, (group,), part=known)]


def household(sentence: Sentence, at: int) -> Victims | None:
    """عائلة مكونة من خمسة أفراد: the size of the household."""
    tokens = sentence.tokens
    if at >= len(tokens) or not is_mark(tokens[at], "household"):
        return None
    for index in range(at + 1, min(len(tokens), at + 7)):
        if tokens[index].kind == "punct" or (tokens[index].key.startswith("ب") and not is_mark(tokens[index], "whole_of")):
            break
        told = is_mark(tokens[index - 1], "size_of") or is_mark(tokens[index - 1], "whole_of")  # أسرة بكاملها ستة أشخاص
        group = group_at(sentence, index) if told else None
        if group is not None:
            return victims_at(sentence, index) if group.noun == "person" and group.min is not None and not group.named else None
    return Victims((Group(at, at + 1, None, None, True, noun="person"),), (), at + 1)


def aged_name(sentence: Sentence, at: int) -> Victims | None:
    """حسام الصوفي (24 عاما): a name that its age tells to be a person's."""
    tokens = sentence.tokens
    if at >= len(tokens) or tokens[at].kind != "word" or tokens[at].readings:
        return None
    for index in range(at + 1, min(len(tokens) - 2, at + 6)):
        if tokens[index].key == "(" and tokens[index + 1].kind == "number" and numbers.thing_kind(tokens[index + 2].key) == "time":
            return Victims((Group(at, index, 1, 1, named=True),), (), index)
        if tokens[index].kind != "word":
            return None
    return None
