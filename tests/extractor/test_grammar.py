"""What the pattern notation promises."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.errors import LexiconError
from monitor.model import ArticleContext
from workers.extractor import lexicon, lexicon_check
from workers.extractor.grammar import Grammar, Rule, parse_step, read_rules
from workers.extractor.morphology import words
from workers.extractor.tokens import read


def spans(pattern: str, text: str) -> list[tuple[int, int]]:
    rule = Rule("a rule", "said", tuple(parse_step(step) for step in pattern.split()))
    sentence = read("", text, ArticleContext(datetime(2024, 1, 1, tzinfo=UTC)), words()).sentences[0]
    return [(match.first, match.last) for match in Grammar([rule]).find(sentence)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("strike", "قصف على البلدة", [(0, 1)]),
        ("=بلدة", "قصف على والبلدة", [(2, 3)]),
        ("==بلده", "والبلدة", []),
        ("strike =على", "قصف عنيف على", []),
        ("strike ~1 =على", "قصف عنيف على", [(0, 3)]),
        ("strike ~3 =على", "قصف، على", []),
        ("strike ~~3 =على", "قصف، على", [(0, 3)]),
        ("strike ?=عنيف =على", "قصف على", [(0, 2)]),
        ("strike !=مدفعي", "قصف مدفعي", []),
        ("strike !=مدفعي", "قصف جوي", [(0, 1)]),
        ("NUM strike:plural", "7 غارات", [(0, 2)]),
        ("HUGE strike", "250 غارة", [(0, 2)]),
        ("HUGE strike", "25 غارة", []),
        ("strike+al", "القصف", [(0, 1)]),
        ("strike+al", "قصف", []),
    ],
)
def test_a_pattern_finds_what_it_says(pattern: str, text: str, found: list[tuple[int, int]]) -> None:
    assert spans(pattern, text) == found


def test_the_shipped_lexicon_has_no_problems() -> None:
    assert lexicon_check.check() == []


def test_a_row_that_cannot_be_read_is_an_error_with_its_place() -> None:
    with pytest.raises(LexiconError, match=r"words\.tsv:3"):
        lexicon._lemma("words.tsv:3", ("كلمة", "noun"))


def test_a_set_stands_for_its_words_and_for_those_of_the_sets_in_it() -> None:
    rows = [("f:1", ("house", "set", "=بيت|=منزل")), ("f:2", ("thing", "set", "@house|=جسر")), ("f:3", ("fell on", "said", "=على @thing"))]
    (rule,) = read_rules(rows)
    assert rule.steps[1] == parse_step("=بيت|=منزل|=جسر")


def test_a_set_that_does_not_stand_above_is_an_error_with_its_place() -> None:
    with pytest.raises(LexiconError, match=r"f:7: no set @thing"):
        list(read_rules([("f:7", ("fell on", "said", "=على @thing"))]))
