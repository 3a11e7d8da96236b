"""Tokens, sentences and documents: what every dimension of the extractor reads.

``read`` splits an article's title and text into sentences of tokens. Offsets always point into the part as stored. Quotation
marks, hash signs, underscores, emoji and addresses of pages are no tokens, so a name reads the same with and without them
(``#دير_الزور`` is two words). A full date (``5/3/2025``), a clock time (``14:30``) and a number with its separators are one token each.
A spelling that hides from censors (``شهـ ـداء``, ``ق.صف``) is one token of its plain letters.

Cost is linear in the text: a sentence never has more than ``LONGEST`` tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Generic, TypeVar

from monitor.model import ArticleContext
from workers.extractor.pieces import Piece, pieces_of
from workers.extractor.text import fold
from workers.extractor.wrapped import width_breaks

T = TypeVar("T")
LONGEST = 250  # tokens of a sentence; longer runs without a full stop are cut, so that no rule meets an endless one


@dataclass(frozen=True, slots=True)
class Reading:
    """One morphological reading of a token.

    ``stem`` is the folded word without clitics; ``tags`` are the lexicon classes of its lemma (``strike``, ``aircraft``,
    ``dead``, ...); ``proclitics`` are in order (``w``, ``f``, ``b``, ``l``, ``k``, ``s``, ``al``); ``form`` is one of ``perfect``,
    ``imperfect``, ``passive``, ``verbal_noun``, ``noun``, ``dual``, ``plural``, ``adjective``, ``particle``.
    """

    lemma: str
    pos: str
    tags: frozenset[str]
    stem: str
    form: str = ""
    proclitics: tuple[str, ...] = ()
    enclitic: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``start``/``end`` are offsets into the part of the article as stored; ``norm`` is normalised, ``key`` folded.

    ``kind`` is ``word``, ``number``, ``latin`` or ``punct``. ``readings`` is empty for words that the lexicon does not know.
    """

    index: int  # in its sentence
    start: int
    end: int
    surface: str
    norm: str
    key: str
    kind: str
    readings: tuple[Reading, ...] = ()

    def has(self, tag: str) -> bool:
        """Does any reading carry this lexicon class?"""
        for reading in self.readings:  # noqa: SIM110 - asked of nearly every token, of which most have no readings
            if tag in reading.tags:
                return True
        return False

    def has_any(self, tags: frozenset[str]) -> bool:
        """Does any reading carry one of these classes?"""
        for reading in self.readings:  # noqa: SIM110 - as above
            if not tags.isdisjoint(reading.tags):
                return True
        return False


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of one part (``title`` or ``text``), with its place in the article. No two are equal: readings may be kept by sentence."""

    index: int
    part: str
    paragraph: int
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the extractor sees it: the title's sentences first, then the text's."""

    title: str
    text: str
    context: ArticleContext
    sentences: tuple[Sentence, ...]

    def part(self, name: str) -> str:
        """The stored string that offsets of this part point into."""
        return self.title if name == "title" else self.text


@dataclass(frozen=True, slots=True)
class Mention(Generic[T]):
    """A value that a rule read from the tokens ``[first, last)`` of one sentence."""

    value: T
    rule: str
    sentence: Sentence
    first: int
    last: int

    @property
    def start(self) -> int:
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        return self.sentence.tokens[self.last - 1].end

    @property
    def text(self) -> str:
        """The words as written."""
        return self.sentence.text[self.start - self.sentence.start : self.end - self.sentence.start]


Analyse = Callable[[str], tuple[Reading, ...]]


def unknown(key: str) -> tuple[Reading, ...]:  # noqa: ARG001 - the signature of an analyser
    """The analyser that knows no word."""
    return ()


def read(title: str, text: str, context: ArticleContext, analyse: Analyse = unknown) -> Document:
    """The article as sentences of tokens; ``analyse`` gives the readings of a folded word."""
    sentences = [*_sentences("title", title, analyse, 0)]
    sentences += _sentences("text", text, analyse, len(sentences))
    return Document(title, text, context, tuple(sentences))


# ---- look-up keys ----------------------------------------------------------------------------------------------------

_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك", "س")


def variants(token: Token) -> tuple[str, ...]:
    """Look-up keys of a token, the word as it stands first, then with ``و ف``, ``ب ل ك س`` and ``ال`` taken off."""
    return key_variants(token.key)


@lru_cache(maxsize=65536)
def key_variants(key: str) -> tuple[str, ...]:
    """As :func:`variants`, of a folded word."""
    found = [key]
    bare = [key, *(key[1:] for mark in _CONJUNCTIONS if key.startswith(mark) and len(key) > 3)]
    for word in bare:
        found.append(word)
        found += _without_preposition(word)
    found += [word[2:] for word in [*found] if word.startswith("ال") and len(word) > 4]
    return tuple(dict.fromkeys(found))


def _without_preposition(word: str) -> list[str]:
    if len(word) > 4 and word.startswith("لل"):
        return ["ال" + word[2:], word[1:], word[2:]]
    return [word[1:]] if len(word) > 3 and word.startswith(_PREPOSITIONS) else []


# ---- splitting -------------------------------------------------------------------------------------------------------

_DOMAINS = frozenset(("نت", "كوم", "أورغ", "تيفي"))
_FULL_STOPS = frozenset(".!?؟")


def _sentences(part: str, original: str, analyse: Analyse, first_index: int) -> list[Sentence]:
    if not original:
        return []
    pieces = pieces_of(original, analyse)
    found: list[Sentence] = []
    for paragraph, group in _groups(pieces, original):
        found.append(_sentence(part, original, paragraph, first_index + len(found), group, analyse))
    return found


def _groups(pieces: list[Piece], original: str) -> Iterator[tuple[int, list[Piece]]]:
    """Runs of pieces that are one sentence each, with the number of their line."""
    paragraph, group, of_width = 0, list[Piece](), width_breaks(original)
    for piece in pieces:
        between = range(group[-1].end, piece.start) if group else range(0)
        newline = any(original[at] == "\n" and at not in of_width for at in between)
        if group and (newline or len(group) >= LONGEST or _ends(group, piece)):
            yield paragraph, group
            group = []
            paragraph += newline
        group.append(piece)
    if group:
        yield paragraph, group


def _ends(group: list[Piece], following: Piece) -> bool:
    """A full stop ends a sentence, unless it abbreviates (د. أحمد) or more marks follow."""
    if group[-1].kind != "punct" or group[-1].norm not in _FULL_STOPS or following.norm in _FULL_STOPS:
        return False
    if group[-1].norm != ".":
        return True
    joined = group[-1].end == following.start and (following.kind == "latin" or following.norm in _DOMAINS)  # السورية.نت
    return not joined and not (len(group) > 1 and group[-2].kind == "word" and len(group[-2].norm) == 1)


def _sentence(part: str, original: str, paragraph: int, index: int, group: list[Piece], analyse: Analyse) -> Sentence:
    start, end = group[0].start, group[-1].end
    tokens = tuple(_token(number, piece, original, analyse) for number, piece in enumerate(group))
    return Sentence(index, part, paragraph, start, end, original[start:end], tokens)


def _token(index: int, piece: Piece, original: str, analyse: Analyse) -> Token:
    surface = original[piece.start : piece.end]
    if piece.kind != "word":
        return Token(index, piece.start, piece.end, surface, piece.norm, piece.norm, piece.kind)
    key = fold(piece.norm) or piece.norm
    return Token(index, piece.start, piece.end, surface, piece.norm, key, "word", _vocalised(surface, analyse(key)))


_DAMMA = "\u064f"


def _vocalised(surface: str, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """A written damma on the first letters tells the passive (قُصفت) from the active, which are spelt alike; the passive has no object."""
    if _DAMMA not in surface[:5]:
        return readings
    return tuple(replace(r, form="passive") if r.form in ("perfect", "imperfect") and not r.enclitic else r for r in readings)


def in_order(
    sentence: Sentence, read_at: Callable[[Sentence, int], Mention[T] | None], may_open: Callable[[Token], bool] = bool
) -> list[Mention[T]]:
    """What a rule reads from left to right; none overlaps another. It is tried only at tokens that ``may_open`` lets pass."""
    found: list[Mention[T]] = []
    free = 0
    for at, token in enumerate(sentence.tokens):
        mention = read_at(sentence, at) if at >= free and may_open(token) else None
        if mention is not None:
            found.append(mention)
            free = mention.last
    return found
