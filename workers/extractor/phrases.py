"""Words and phrases of the lexicon, found in tokens.

A phrase is a run of folded words. A word of it matches a token as it stands or without its proclitics; written without ال it also
matches with it. Longest match first, so that ``حزب الله العراقي`` is not read as ``حزب الله``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Generic, TypeVar

from workers.extractor import lexicon
from workers.extractor.text import fold, normalise
from workers.extractor.tokens import Sentence, Token, key_variants

T = TypeVar("T")
_Row = tuple[int, tuple[str, ...], T]  # its rank among the rows, the longest first; the words; what they mean
_MOST_REMEMBERED = 50_000  # words; then the memory starts anew


_SPELLINGS = (("اميرك", "امريك"), ("مليشي", "ميليشي"), ("ميلشي", "ميليشي"))


@lru_cache(maxsize=65536)
def respelt(key: str) -> str:
    """One spelling for words that outlets write in several ways (``أميركي``, ``مليشيات``)."""
    for written, ours in _SPELLINGS:
        key = key.replace(written, ours)
    return key


@lru_cache(maxsize=65536)
def keys_of_word(key: str) -> tuple[str, ...]:
    """As :func:`keys`, of a folded word."""
    if key[:1].isascii():
        return (key.lower(),)
    found = key_variants(respelt(key))
    return tuple(dict.fromkeys([*found, *(word[:-1] for word in found if _is_accusative(word))]))


@lru_cache(maxsize=65536)
def is_any(key: str, words: frozenset[str]) -> bool:
    """Is a folded word, clitics aside, one of these?"""
    return not words.isdisjoint(keys_of_word(key))


@lru_cache(maxsize=65536)
def starts(key: str, beginnings: tuple[str, ...]) -> bool:
    """Does a folded word, clitics aside, start with one of these?"""
    return any(word.startswith(beginnings) for word in keys_of_word(key))


def _is_accusative(word: str) -> bool:
    """``مقرا``: the alef of an indefinite object; not that of a country (``تركيا``)."""
    return len(word) > 3 and word.endswith("ا") and not word.endswith(("يا", "ها"))


def keys(token: Token) -> tuple[str, ...]:
    """Look-up keys of a token: the word, and the word without its proclitics."""
    return keys_of_word(token.key)


def folded(phrase: str) -> tuple[str, ...]:
    """The look-up keys of a phrase as the lexicon writes it."""
    return tuple(respelt(fold(word)).lower() for word in normalise(phrase).text.split())


def split(cell: str) -> list[str]:
    """The phrases of a lexicon cell."""
    return [phrase for phrase in (part.strip() for part in cell.split(" | ")) if phrase]


class Phrases(Generic[T]):
    """An index of phrases with a value each; the value given last for a phrase stands behind the earlier ones."""

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        known = [(words, value) for phrase, value in rows if (words := folded(phrase))]
        known.sort(key=lambda row: -len(row[0]))
        self._by_first: dict[str, dict[str, list[_Row[T]]]] = {}  # and there by the second word; "" where there is none
        for rank, (words, value) in enumerate(known):
            self._by_first.setdefault(words[0], {}).setdefault("".join(words[1:2]), []).append((rank, words, value))
        self._of_word: dict[str, tuple[str, ...]] = {}

    def knows(self, key: str) -> bool:
        """Does any phrase begin with this word?"""
        return key in self._by_first

    def knows_any(self, keys: Iterable[str]) -> bool:
        """Does any phrase begin with one of these words?"""
        return not self._by_first.keys().isdisjoint(keys)

    def at(self, tokens: tuple[Token, ...], index: int) -> Iterable[tuple[int, T, str]]:
        """Every phrase that begins at ``index``: where it ends, its value, its first word; longest first for each spelling."""
        firsts = self.first_words(tokens[index].key)
        return self._beginning(tokens, index, firsts) if firsts else ()

    def longest(self, tokens: tuple[Token, ...], index: int) -> tuple[int, T, str] | None:
        """The longest phrase that begins at ``index``; of equally long ones the first."""
        firsts = self.first_words(tokens[index].key)
        return max(self._beginning(tokens, index, firsts), key=_end, default=None) if firsts else None

    def _beginning(self, tokens: tuple[Token, ...], index: int, firsts: tuple[str, ...]) -> Iterator[tuple[int, T, str]]:
        seconds = ("", *_inner(tokens[index + 1].key)) if index + 1 < len(tokens) else ("",)
        for key in firsts:
            known = self._by_first[key]
            rows = [row for second in seconds if second in known for row in known[second] if _follows(tokens, index + 2, row[1])]
            for _, words, value in sorted(rows, key=_rank):
                yield index + len(words), value, key

    def openings(self, tokens: tuple[Token, ...]) -> list[int]:
        """The indices of the words that may begin a phrase; nearly all of a sentence is passed over here."""
        known = self._of_word.get  # what no phrase begins with is passed over without a call
        return [index for index, token in enumerate(tokens) if known(token.key, True) and self.first_words(token.key)]

    def values_at(self, key: str) -> frozenset[T]:
        """The values of the phrases that may begin with this word, clitics aside."""
        return frozenset(value for first in self.first_words(key) for rows in self._by_first[first].values() for _, _, value in rows)

    def first_words(self, key: str) -> tuple[str, ...]:
        """The readings of a word, clitics aside, that begin any phrase; most begin none, so they are remembered."""
        found = self._of_word.get(key)
        if found is None:
            if len(self._of_word) > _MOST_REMEMBERED:
                self._of_word.clear()
            found = self._of_word[key] = tuple(word for word in keys_of_word(key) if word in self._by_first)
        return found


def _end(row: tuple[int, object, str]) -> int:
    return row[0]


def _rank(row: _Row[object]) -> int:
    return row[0]


@lru_cache(maxsize=65536)
def conjoined(key: str) -> bool:
    """Does the word carry ``و``, and not rather begin with it (``وحدات``)?"""
    return key.startswith("و") and len(key) > 3 and not key.startswith(("وحد", "وزار", "وكال", "ولاي", "وطن", "ورش", "وكلا", "وسط", "وقود"))


def _follows(tokens: tuple[Token, ...], index: int, words: tuple[str, ...]) -> bool:
    """Do the words behind the second stand from ``index`` on?"""
    if len(words) < 3:
        return True
    return index + len(words) - 2 <= len(tokens) and all(word in _inner(tokens[at].key) for at, word in enumerate(words[2:], index))


@lru_cache(maxsize=65536)
def _inner(key: str) -> tuple[str, ...]:
    """Inside a phrase only ال may be added; a conjunction or preposition there would be another phrase."""
    bare = respelt(key).lower()
    return (bare, bare[2:]) if bare.startswith("ال") and len(bare) > 4 else (bare,)


class WordClasses:
    """A table of ``class, words``: which classes does a token belong to, and does a phrase of a class begin here?"""

    def __init__(self, name: str) -> None:
        self._single: dict[str, set[str]] = {}
        longer: list[tuple[str, str]] = []
        for _, (kind, cell) in lexicon.table(name):
            for phrase in split(cell):
                words = folded(phrase)
                if len(words) == 1:
                    self._single.setdefault(words[0], set()).add(kind)
                else:
                    longer.append((phrase, kind))
        self._longer = Phrases(longer)
        self._known: dict[str, frozenset[str]] = {}
        self._begun: dict[str, frozenset[str]] = {}

    def knows(self, key: str) -> bool:
        """Is this word in any class by itself?"""
        return key in self._single

    def has(self, word: str, kind: str) -> bool:
        """Is this word in ``kind`` by itself?"""
        return kind in self._single.get(word, ())

    def of(self, token: Token) -> frozenset[str]:
        """The classes of one token by itself."""
        found = self._known.get(token.key)
        return self.of_word(token.key) if found is None else found

    def of_word(self, key: str) -> frozenset[str]:
        """The classes of a folded word by itself, clitics aside."""
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            known = [self._single[word] for word in keys_of_word(key) if word in self._single]
            found = self._known[key] = frozenset().union(*known)
        return found

    def begun(self, key: str) -> frozenset[str]:
        """The classes of which a word or phrase may begin with this word. Most words begin none, so they are remembered."""
        found = self._begun.get(key)
        if found is None:
            if len(self._begun) > _MOST_REMEMBERED:
                self._begun.clear()
            found = self._begun[key] = self.of_word(key) | self._longer.values_at(key)
        return found

    def length(self, tokens: tuple[Token, ...], index: int, kind: str) -> int:
        """How many tokens a word or phrase of ``kind`` takes that begins at ``index``; 0 where none does."""
        if kind not in self.begun(tokens[index].key):
            return 0
        longer = [last - index for last, value, _ in self._longer.at(tokens, index) if value == kind]
        return max(longer, default=int(kind in self.of(tokens[index])))

    def first_in(self, sentence: Sentence, kind: str, first: int = 0) -> int | None:
        """As :meth:`anywhere`, from a token of a sentence to its end."""
        begun = begun_in(self, sentence).get(kind, ())
        return next((at for at in begun if at >= first and self.length(sentence.tokens, at, kind)), None)

    def anywhere(self, tokens: tuple[Token, ...], kind: str, first: int = 0, last: int | None = None) -> int | None:
        """The first index in ``[first, last)`` where a word or phrase of ``kind`` begins."""
        stop = len(tokens) if last is None else min(last, len(tokens))
        for index in range(max(first, 0), stop):
            if self.length(tokens, index, kind):
                return index
        return None


@lru_cache(maxsize=128)
def begun_in(classes: WordClasses, sentence: Sentence) -> Mapping[str, Sequence[int]]:
    """Class -> the tokens of a sentence at which a word or phrase of it may begin, in order. Many rules ask the same of one sentence."""
    found: dict[str, list[int]] = {}
    for at, token in enumerate(sentence.tokens):
        for kind in classes.begun(token.key):
            found.setdefault(kind, []).append(at)
    return found


@cache
def word_classes(name: str) -> WordClasses:
    """The table ``name``, read once per process."""
    return WordClasses(name)
