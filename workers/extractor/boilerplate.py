"""The article's own sentences: what a site adds around it says nothing of it.

Five things are cut, line by line:

- what follows a line that opens a list (``مقالات ذات صلة``, ``اقرأ أيضاً``: ``lexicon/boilerplate.tsv``), until a paragraph of prose;
- a line in which a colon or bar follows such an opener: a related headline with its opener before it;
- a line that says what only sites say of themselves (cookies), and hashtags alone at the very end;
- in an article whose paragraphs end with full stops, short lines that do not, once the prose has begun: headings, captions,
  related headlines. The very last line is kept when it stands alone, and what begins as prose goes on (``فيما``, ``كما``);
- captions: a short line without a full stop that ends in a credit or a date in brackets or after a dash.

A text without full stops (many a post) keeps all its lines. When in doubt a line stays: a lost lead is worse than a kept caption.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, islice

from workers.extractor import lexicon
from workers.extractor.text import fold
from workers.extractor.tokens import Document, Sentence

STOPS = frozenset(".!?؟…")
PROSE = 12  # tokens of a paragraph
_HEADLINE = 22  # tokens of the longest headline
_CAPTION = 40  # tokens of the longest caption that names its day and its photographer
_LIST_OPENER, _NOTICE = 6, 12  # words of the longest line of either kind
_BARS = frozenset(((":",), ("|",), ("»",), ("-",), ("–",), ("..",)))  # what follows an opener that introduces one headline
_TAIL = 90  # characters in which a credit stands
_CREDIT = re.compile(
    r"(?:[-–]\s*(?:[إا]نترنت|[أا]رشيف\w*|متداول\w*|رويترز|تعبيرية|[جغ]يتي\w*|[أا]\s?\.?ف\s?\.?ب|[اأ]سوشيتد\s*برس|[اأ]لأناضول|الفرنسية|Getty.*|AFP|AP|EPA|Reuters)|\([^()]{3,60}\)|©.*|[-–]\s*\d{1,2}\s[^-–]{4,40}"
    r"|(?:\S+\s+){4}[-–]\s*\S+\s+برس(?:\s*[/،]\s*\w+)?|[-–]\s*[^-–]{3,30}[/،]\s*[أا]رشيف\w*)\s*$"
)


_DATED_CREDIT = re.compile(r"[-–]\s*\d{1,2}\s[^-–()]{4,40}\([^()]{3,60}\)\s*$")


@dataclass(frozen=True, slots=True)
class _Line:
    sentences: tuple[Sentence, ...]
    tokens: int
    stopped: bool
    text: str

    @property
    def prose(self) -> bool:
        return self.stopped and self.tokens >= PROSE


def without_additions(document: Document) -> Document:
    """The document as if the site had added no lists, notices and tags: nothing else is read from them, not even where the story plays."""
    lines = _before_tags(_before_lists(_lines(document)))
    kept = [*_title(document), *(sentence for line in lines for sentence in line.sentences)]
    return replace(document, sentences=tuple(_numbered(sentence, at) for at, sentence in enumerate(kept)))


def _numbered(sentence: Sentence, at: int) -> Sentence:
    return sentence if sentence.index == at else replace(sentence, index=at)


def own_sentences(document: Document) -> list[Sentence]:
    """The sentences that tell the story, in order, without headings and captions; the title is always one of them."""
    return [*_title(document), *(sentence for line in _kept(_lines(document)) for sentence in line.sentences)]


def _title(document: Document) -> list[Sentence]:
    return [sentence for sentence in document.sentences if sentence.part == "title"]


def _lines(document: Document) -> list[_Line]:
    body = (sentence for sentence in document.sentences if sentence.part == "text")
    return [_line(list(group)) for _, group in groupby(body, key=lambda sentence: sentence.paragraph)]


def _line(sentences: list[Sentence]) -> _Line:
    last = sentences[-1].tokens[-1]
    text = " ".join(sentence.text for sentence in sentences)
    return _Line(tuple(sentences), sum(len(s.tokens) for s in sentences), last.norm[-1] in STOPS, text)


@cache
def _phrases(*reaches: str) -> frozenset[tuple[str, ...]]:
    rows = ((cells[0], cells[1] if len(cells) > 1 else "list") for _, cells in lexicon.table("boilerplate.tsv"))
    return frozenset(tuple(fold(word) for word in phrase.split()) for phrase, reach in rows if reach in reaches)


def _opened(keys: tuple[str, ...], *reaches: str) -> bool:
    """Do the words begin with a phrase of these reaches?"""
    return any(keys[:length] in _phrases(*reaches) for length in _lengths(*reaches))


@cache
def _lengths(*reaches: str) -> frozenset[int]:
    return frozenset(map(len, _phrases(*reaches)))


@cache
def _notices() -> tuple[str, ...]:
    """What only a site says, wherever in a line it stands."""
    return tuple(f" {' '.join(phrase)} " for phrase in _phrases("anywhere"))


def _first_words(line: _Line, most: int) -> tuple[str, ...]:
    tokens = (token for sentence in line.sentences for token in sentence.tokens)
    return tuple(islice((token.key for token in tokens if token.kind != "punct"), most))


def _opens(line: _Line, *reaches: str) -> bool:
    longest = _LIST_OPENER if "list" in reaches else _NOTICE
    keys = _first_words(line, longest + 1)
    return len(keys) <= longest and _opened(keys, *reaches)


def _of_the_site(line: _Line) -> bool:
    """Is the line a headline with its opener before it, or does it say what only a site says?"""
    keys = tuple(token.key for sentence in line.sentences for token in sentence.tokens)
    joined = f" {' '.join(keys)} "
    reaches = ("list", "line")
    opened = any(keys[length : length + 1] in _BARS and keys[:length] in _phrases(*reaches) for length in _lengths(*reaches))
    return opened or any(notice in joined for notice in _notices())


def _tagged(line: _Line) -> bool:
    """Hashtags and nothing else; the sign of the first one may stand outside of its sentence."""
    chunks = line.text.split()
    return len(chunks) > 1 and all(chunk.startswith("#") for chunk in chunks[1:])


def _before_tags(lines: list[_Line]) -> list[_Line]:
    last = next((at for at in range(len(lines), 1, -1) if not _tagged(lines[at - 1])), 1)
    return lines[:last]


def _before_lists(lines: Sequence[_Line]) -> list[_Line]:
    """Lines outside the lists that openers begin."""
    kept: list[_Line] = []
    listing = False
    for at, line in enumerate(lines):
        if not kept and _opens(line, "line") and not line.prose:
            continue
        if _opens(line, "list", "line"):
            listing = bool(kept) or (_opens(line, "list") and any(later.prose for later in lines[at:]))  # above a post it is but one line
        elif _of_the_site(line):
            continue
        elif not listing or line.prose:
            listing = False
            kept.append(line)
    return kept


def _kept(lines: Sequence[_Line]) -> list[_Line]:
    long = [line for line in lines if line.tokens >= PROSE]
    if len(long) < 2 or 2 * sum(line.stopped for line in long) < len(long):
        return list(lines)
    first = next((at for at, line in enumerate(lines) if line.prose), len(lines))
    return [line for at, line in enumerate(lines) if not _is_cut(lines, at, first)]


def _goes_on(line: _Line) -> bool:
    """``فيما أصيب آخرون ونقلوا إلى المشفى``, without its full stop."""
    return _opened(_first_words(line, PROSE), "prose")


_LISTED = 30  # lines of the longest list of provinces
_HEAD, _FALLEN = 6, frozenset(("dead", "hurt"))  # tokens of a line before its colon


def _lists_its_dead(lines: Sequence[_Line], at: int) -> bool:
    """``محافظة كذا: (15) شهيدا``, with others of its kind or alone under a line that ends with a colon."""
    heading = next((above for above in range(at, max(-1, at - _LISTED), -1) if not _counts(lines[above])), at)
    return heading < at and lines[heading].text.rstrip().endswith(":")


def _counts(line: _Line) -> bool:
    """A short line with a colon near its beginning and a number behind it."""
    tokens = [token for sentence in line.sentences for token in sentence.tokens]
    colon = next((index for index, token in enumerate(tokens[:_HEAD]) if token.norm == ":"), None)
    return colon is not None and not line.stopped and any(token.has_any(_FALLEN) for token in tokens[colon:])


def _is_cut(lines: Sequence[_Line], at: int, first: int) -> bool:
    line = lines[at]
    if line.stopped or _goes_on(line) or _lists_its_dead(lines, at):
        return False
    if line.tokens > _HEADLINE:
        return line.tokens <= _CAPTION and bool(_DATED_CREDIT.search(line.text[-_TAIL:]))
    credit = bool(_CREDIT.search(line.text[-_TAIL:]))
    if at < first or credit:
        return credit
    return at + 1 < len(lines) or not lines[at - 1].stopped
