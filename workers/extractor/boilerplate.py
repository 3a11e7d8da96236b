"""The article's own sentences: what a site adds around it says nothing of it.

Three things are cut, line by line:

- what follows a line that opens a list (``مقالات ذات صلة``, ``اقرأ أيضاً``: ``lexicon/boilerplate.tsv``), until a paragraph of prose;
- in an article whose paragraphs end with full stops, short lines that do not, once the prose has begun: headings, captions,
  related headlines. The very last line is kept when it stands alone;
- captions: a short line without a full stop that ends in a credit or a date in brackets or after a dash.

A text without full stops (many a post) keeps all its lines. When in doubt a line stays: a lost lead is worse than a kept caption.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from workers.extractor import lexicon
from workers.extractor.text import fold
from workers.extractor.tokens import Document, Sentence

STOPS = frozenset(".!?؟…")
PROSE = 12  # tokens of a paragraph
_HEADLINE = 22  # tokens of the longest headline
_TAIL = 90  # characters in which a credit stands
_CREDIT = re.compile(r"(?:[-–]\s*(?:إنترنت|انترنت|أرشيف\w*|متداول\w*|رويترز|تعبيرية)|\([^()]{3,60}\)|©.*|[-–]\s*\d{1,2}\s[^-–]{4,40})\s*$")


@dataclass(frozen=True, slots=True)
class _Line:
    sentences: tuple[Sentence, ...]
    tokens: int
    stopped: bool
    text: str

    @property
    def prose(self) -> bool:
        return self.stopped and self.tokens >= PROSE


def own_sentences(document: Document) -> list[Sentence]:
    """The sentences that belong to the article, in order; the title is always one of them."""
    title = [sentence for sentence in document.sentences if sentence.part == "title"]
    lines = [_line(list(group)) for _, group in groupby((s for s in document.sentences if s.part == "text"), key=lambda s: s.paragraph)]
    return title + [sentence for line in _kept(_before_lists(lines)) for sentence in line.sentences]


def _line(sentences: list[Sentence]) -> _Line:
    last = sentences[-1].tokens[-1]
    text = " ".join(sentence.text for sentence in sentences)
    return _Line(tuple(sentences), sum(len(s.tokens) for s in sentences), last.norm[-1] in STOPS, text)


@cache
def _openers() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(word) for word in cells[0].split()) for _, cells in lexicon.table("boilerplate.tsv"))


def _opens_list(line: _Line) -> bool:
    keys = tuple(token.key for sentence in line.sentences for token in sentence.tokens if token.kind != "punct")
    return len(keys) <= 6 and any(keys[: len(opener)] == opener for opener in _openers())


def _before_lists(lines: Sequence[_Line]) -> list[_Line]:
    """Lines outside the lists that openers begin."""
    kept: list[_Line] = []
    listing = False
    for line in lines:
        if _opens_list(line):
            listing = True
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


def _is_cut(lines: Sequence[_Line], at: int, first: int) -> bool:
    line = lines[at]
    if line.stopped or line.tokens > _HEADLINE:
        return False
    credit = bool(_CREDIT.search(line.text[-_TAIL:]))
    if at < first or credit:
        return credit
    return at + 1 < len(lines) or not lines[at - 1].stopped
