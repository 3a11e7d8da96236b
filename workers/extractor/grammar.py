"""The rule engine: patterns over the labels of tokens, written as data.

A rule is a name, what it says, and a pattern. A pattern is a row of steps, separated by spaces:

=============  ===================================================================================================
``strike``     a token of that lexicon class; ``strike:perfect`` in that form; ``strike+al`` with that clitic
``=كلمة``      a token that is this word, with or without its clitics and tanwin; ``==كلمة`` exactly as it stands
``@name``      a word of that ``set``, which stands above the rule in the file
``a|b``        either; ``NUM`` a number, ``HUGE`` one of a hundred or more that is no year; ``Y`` a verb-like word in ي, ``S`` one in
               س of the future; a mark stands for itself
``?step``      may be missing
``!step``      the next token must not be that (takes no token)
``~3``         up to three tokens of the same clause (no comma or stop), those that say when (``يوم الأربعاء 8 مايو``) not counted;
               ``~~9`` across commas, and all counted
=============  ===================================================================================================

Rules are looked up by the labels of their first step, so a sentence costs no more for each rule that does not begin in it. All steps
are bounded, so cost is linear in the number of tokens.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from monitor.errors import LexiconError
from workers.extractor import lexicon
from workers.extractor.text import fold
from workers.extractor.time_words import time_words
from workers.extractor.tokens import Sentence, Token, key_variants
from workers.extractor.word_sets import word_set

_WILL = ("ستس", "ستك", "ستق", "ستن", "ستع", "ستش", "سيس", "سيك", "سيق", "سيش", "سيع", "سيت")
_NOT_WILL = ("ستوك", "سيسي", "سينا")
HUGE = 100  # raids or shells: more are a sum over a time
DOTS = frozenset(("..", "...", "…"))  # between the halves of a title
STOPS = frozenset("،,؛;:.!?؟()-–—|") | DOTS
_LOOKALIKES = frozenset(  # words that are spelt like verbs of striking with their clitics: a channel, a town, a patrol
    prefix + fold(word) for word in ("القناة", "القناتين", "سيدكان") for prefix in ("", "و", "ل", "ب", "ف")
)
_NO_TANWIN = ("بعدما", "عندما", "كلما", "حينما", "بينما", "مثلما", "طالما")
_YEARS = range(1900, 2100)
WHEN = "WHEN"  # a word that says when
_LONGEST_WHEN = 10  # tokens: صباح يوم الأربعاء الموافق 8 أيار / مايو 2024
_ON_WITH_WHEN = frozenset("=" + word for word in word_set("grammar.on_with_times")) | {"NUM", "=/"}
Labels = frozenset[str]
_NOTHING: Labels = frozenset()
_MOST_REMEMBERED = 50_000  # words


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a pattern: what may stand there, or how much may be passed over."""

    wanted: Labels = frozenset()
    gap: int = 0
    across: bool = False  # may the gap cross a comma?
    optional: bool = False
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern; ``says`` is what a match means to the module that asked."""

    name: str
    says: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens ``[first, last)`` of a sentence that fit a rule."""

    rule: Rule
    first: int
    last: int


def parse_step(text: str) -> Step:
    """One step from its notation."""
    if text.startswith("~"):
        return Step(gap=int(text.lstrip("~")), across=text.startswith("~~"))
    bare = text.lstrip("?!")
    wanted = frozenset(_label(item) for item in bare.split("|"))
    return Step(wanted, optional=text.startswith("?"), negative=text.startswith("!"))


def _label(item: str) -> str:
    return item[: item.rindex("=") + 1] + fold(item[item.rindex("=") + 1 :]) if item.startswith("=") else item


class Grammar:
    """Rules, indexed by what they may begin with."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(dict.fromkeys(rules))
        self._starting: dict[str, list[int]] = defaultdict(list)
        for number, rule in enumerate(self._rules):
            for label in rule.steps[0].wanted:
                self._starting[label].append(number)
        self._needed = [_needed(rule.steps) for rule in self._rules]
        self._of_labels: dict[Labels, tuple[tuple[int, Labels | None], ...]] = {}

    def find(self, sentence: Sentence) -> list[Match]:
        """Every match in the sentence, by where it begins and then by the order of the rules; of one rule at one place the shortest."""
        return self.find_among(labelled(sentence))

    def find_among(self, labels: Sequence[Labels]) -> list[Match]:
        """As :meth:`find`, in the labels of a sentence."""
        present: set[str] = set().union(*labels)
        hopeless: dict[int, bool] = {}  # rules of which a step has no token in this sentence at all
        found: list[Match] = []
        for at, (here, behind) in enumerate(zip(labels, (*labels[1:], _NOTHING), strict=True)):
            for number, sought in self._beginning(here):
                if sought is not None and sought.isdisjoint(behind):
                    continue
                if number not in hopeless:
                    hopeless[number] = any(wanted.isdisjoint(present) for wanted in self._needed[number])
                if not hopeless[number] and (last := _fit(self._rules[number].steps, 1, labels, at + 1)) is not None:
                    found.append(Match(self._rules[number], at, last))
        return found

    def _beginning(self, labels: Labels) -> tuple[tuple[int, Labels | None], ...]:
        """The rules whose first step a token of these labels is, and what must stand right behind it."""
        found = self._of_labels.get(labels)
        if found is None:
            if len(self._of_labels) >= _MOST_REMEMBERED:
                self._of_labels.clear()
            numbers = sorted({number for label in labels for number in self._starting.get(label, ())})
            found = self._of_labels[labels] = tuple((number, _must_follow(self._rules[number].steps, 0)) for number in numbers)
        return found


def _fit(steps: Sequence[Step], number: int, labels: Sequence[Labels], at: int) -> int | None:
    """Where the steps from ``number`` on end when begun at a token, or None."""
    while number < len(steps):
        step = steps[number]
        if step.gap:
            return _fit_after_gap(steps, number, labels, at)
        number += 1
        here = at < len(labels) and not step.wanted.isdisjoint(labels[at])
        if step.optional:
            if here and (found := _fit(steps, number, labels, at + 1)) is not None:
                return found
        elif here == step.negative:
            return None
        else:
            at += here
    return at


def _fit_after_gap(steps: Sequence[Step], number: int, labels: Sequence[Labels], at: int) -> int | None:
    step, sought = steps[number], _must_follow(steps, number)
    left, when = step.gap, 0 if step.across else _LONGEST_WHEN
    for here in range(at, len(labels) + 1):
        if sought is None or (here < len(labels) and not sought.isdisjoint(labels[here])):
            found = _fit(steps, number + 1, labels, here)
            if found is not None:
                return found
        if here == len(labels) or (not step.across and not STOPS.isdisjoint(labels[here])):
            return None
        says_when = when > 0 and WHEN in labels[here]
        when, left = when - says_when, left - (not says_when)
        if left < 0:
            return None
    return None


def _needed(steps: Sequence[Step]) -> tuple[Labels, ...]:
    """What each step behind the first asks for that may not be missing."""
    return tuple(step.wanted for step in steps[1:] if not (step.gap or step.optional or step.negative))


def _must_follow(steps: Sequence[Step], number: int) -> Labels | None:
    """What stands right behind a step, where only one thing may."""
    step = steps[number + 1] if number + 1 < len(steps) else None
    return step.wanted if step is not None and not (step.gap or step.optional or step.negative) else None


def labelled(sentence: Sentence) -> list[Labels]:
    """The labels of each token of a sentence."""
    labels = [labels_of(token) for token in sentence.tokens]
    for at, here in enumerate(labels):
        if WHEN not in here and _goes_on_with_when(labels, at):
            labels[at] = here | {WHEN}
    return labels


def _goes_on_with_when(labels: Sequence[Labels], at: int) -> bool:
    """``الأربعاء 8 أيار / مايو 2024``: what stands behind a word of time and is a number, a slash or its adjective."""
    return not _ON_WITH_WHEN.isdisjoint(labels[at]) and at > 0 and WHEN in labels[at - 1]


def labels_of(token: Token) -> Labels:
    """What patterns may ask of a token."""
    if token.kind != "word":
        return _of_mark(token.norm) if token.kind != "number" else _of_number(token.key)
    if not token.readings or token.key in _LOOKALIKES:
        return _of_unread(token.key)
    passive = any(reading.form == "passive" for reading in token.readings)
    return _of_read(token) if passive else _of_known(_Keyed(token))


class _Keyed:
    """A token with readings that equals every other of the same spelling, its last letter with it, to cache by."""

    __slots__ = ("token",)

    def __init__(self, token: Token) -> None:
        self.token = token

    def __hash__(self) -> int:
        return hash(self.token.key)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Keyed):
            return False
        return other.token.key == self.token.key and _no_pronoun(other.token) == _no_pronoun(self.token)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _of_known(keyed: _Keyed) -> Labels:
    return _of_read(keyed.token)


@lru_cache(maxsize=1024)
def _of_mark(norm: str) -> Labels:
    return frozenset((norm, "=" + norm))


@lru_cache(maxsize=1024)
def _of_number(key: str) -> Labels:
    number = int(key.replace(",", "")[:9]) if key.replace(",", "").isdigit() else 0
    huge = ("HUGE",) if number >= HUGE and not (key.isdigit() and number in _YEARS) else ()
    return frozenset(("NUM", "=" + key, *huge))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _of_unread(key: str) -> Labels:
    """The labels of a word by its spelling alone."""
    found = {"=" + variant for variant in key_variants(key)}
    if key.endswith("ا") and not key.endswith(_NO_TANWIN):
        shortest = 5 if key.endswith("يا") else 4  # letters: سرايا is no راي, and كما no كم
        found |= {"=" + variant[:-1] for variant in key_variants(key) if len(variant) >= shortest}
    found.add("==" + key)
    if not time_words().isdisjoint(key_variants(key)):
        found.add(WHEN)
    if key.startswith("ي") and len(key) > 3:
        found.add("Y")
    if key.startswith(_WILL) and len(key) > 5 and not key.startswith(_NOT_WILL):
        found.add("S")
    return frozenset(found)


def _no_pronoun(token: Token) -> bool:
    """``رشقة`` is not ``رشقه``, as which it is looked up."""
    return token.norm.endswith("ة")


def _of_read(token: Token) -> Labels:
    found = {*_of_unread(token.key)}
    for reading in token.readings:
        for tag in reading.tags:
            found |= {tag, f"{tag}:{reading.form}"}
            found |= {f"{tag}+{mark}" for mark in reading.proclitics}
            found |= {f"{tag}:{reading.form}+{mark}" for mark in reading.proclitics}
            if reading.enclitic and not _no_pronoun(token):
                found.add(f"{tag}+pron")
    return frozenset(found)


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """The rules of a file under ``lexicon/``: name, what it says, pattern, and optionally a comment. Raises :class:`LexiconError` on a rule
    that cannot be read."""
    return tuple(read_rules(lexicon.table(name)))


def read_rules(rows: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Rule]:
    """The rules of rows ``(file:line, cells)``; see :func:`rules`."""
    sets: dict[str, str] = {}
    for where, cells in rows:
        if len(cells) < 3:
            raise LexiconError(f"{where}: a rule has a name, what it says, and a pattern")
        duals = cells[1] == "set.dual"
        pattern = _with_sets(where, _with_duals(cells[2]) if duals else cells[2], sets)
        if duals or cells[1] == "set":
            sets[cells[0]] = pattern
        else:
            yield _rule(where, cells[0], cells[1], pattern)


def _with_duals(words: str) -> str:
    """The nouns of a set, and two of each: ``كهف``, ``كهفين``, ``كهفان``; ``سيارة``, ``سيارتين``. (Of a plural it is no word.)"""
    found = words.split("|")
    stems = (word.removesuffix("ة") + "ت" if word.endswith("ة") else word for word in found)
    return "|".join([*found, *(stem + ending for stem in stems if stem.startswith("=") for ending in ("ين", "ان"))])


_NAMED_SET = re.compile(r"@(\w+)")


def _with_sets(where: str, pattern: str, sets: Mapping[str, str]) -> str:
    """The pattern with the words of the sets that it names."""
    unknown = next((name for name in _NAMED_SET.findall(pattern) if name not in sets), None)
    if unknown:
        raise LexiconError(f"{where}: no set @{unknown} stands above this line")
    return _NAMED_SET.sub(lambda match: sets[match[1]], pattern)


def _rule(where: str, name: str, says: str, pattern: str) -> Rule:
    steps = tuple(parse_step(step) for step in pattern.split())
    if not steps or steps[0].gap or steps[0].optional or steps[0].negative:
        raise LexiconError(f"{where}: a pattern begins with a word or a class")
    return Rule(name, says, steps)
