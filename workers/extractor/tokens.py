"""Tokens, sentences and documents: what every dimension of the extractor reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from monitor.model import ArticleContext

T = TypeVar("T")


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
        return any(tag in reading.tags for reading in self.readings)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one part (``title`` or ``text``), with its place in the article."""

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
