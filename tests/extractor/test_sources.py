"""What the reading of sources promises; the phrasings are in ``tests/corpus/sources.tsv``."""

from __future__ import annotations

import pytest

from tests.extractor.corpus import document, rows
from workers.extractor.sources import carries_on, find_sources, names_of


def said(sentence: str) -> list[tuple[str, str]]:
    found = find_sources(document(sentence).sentences[0])
    return [(mention.value.source_id, mention.value.strength) for mention in found]


@pytest.mark.parametrize(("expected", "sentence"), rows("sources.tsv"))
def test_who_says_it_is_found_with_the_strength_of_the_verb(expected: str, sentence: str) -> None:
    pairs = [item.partition(":") for item in expected.split(",") if item != "-"]
    assert said(sentence)[:1] == [(name, strength) for name, _, strength in pairs]


def test_a_sentence_that_adds_goes_on_with_the_speaker_before() -> None:
    assert carries_on(document("وأضاف أن القصف توقف مساء").sentences[0])


def test_a_sentence_with_a_speaker_of_its_own_does_not() -> None:
    assert not carries_on(document("وقال ناشطون إن القصف توقف").sentences[0])


def test_sources_are_named_once_each() -> None:
    found = find_sources(document("قال المرصد السوري، وأكد المرصد السوري أيضا").sentences[0])
    assert names_of(found) == ["sohr"]
