"""Corpora of phrasings for the tests: rows of ``tests/corpus/*.tsv`` and sentences whose triggers stand between asterisks."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from monitor.model import ArticleContext
from workers.extractor.morphology import words
from workers.extractor.tokens import Document, Sentence, read

CORPUS = Path(__file__).parent.parent / "corpus"
_PUBLISHED = datetime(2024, 5, 1, 12, tzinfo=UTC)


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a corpus file, comments left out."""
    lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]


def document(text: str, country: str = "") -> Document:
    """A text as the extractor reads it, from an outlet of ``country``."""
    return read("", text, ArticleContext(_PUBLISHED, country=country), words())


def marked(text: str, country: str = "") -> tuple[Document, list[tuple[Sentence, int]]]:
    """The text without its asterisks, and the tokens that stood between them."""
    spans, plain = [], ""
    for number, piece in enumerate(re.split(r"\*", text)):
        if number % 2:
            spans.append(len(plain))
        plain += piece
    read_in = document(plain, country)
    return read_in, [_token_at(read_in, offset) for offset in spans]


def _token_at(read_in: Document, offset: int) -> tuple[Sentence, int]:
    for sentence in read_in.sentences:
        for token in sentence.tokens:
            if token.start <= offset < token.end:
                return sentence, token.index
    raise LookupError(f"no token at {offset} of {read_in.text!r}")
