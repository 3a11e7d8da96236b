"""What the reading of numbers promises; the phrasings are in ``tests/corpus/numbers.tsv``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extractor.corpus import document, rows
from workers.extractor.numbers import NumberValue, find_numbers
from workers.extractor.tokens import Mention


def found(text: str) -> list[Mention[NumberValue]]:
    return [mention for sentence in document(text).sentences for mention in find_numbers(sentence)]


def spelt(value: NumberValue) -> str:
    """The value as the corpus writes it."""
    kind = f":{value.unit_kind}" if value.unit_kind not in ("", "person") else ""
    if value.approx:
        return f"~{value.min}{kind}"
    if value.vague:
        return f"{value.min or ''}*{kind}"
    if value.min is None:
        return f"..{value.max}{kind}"
    if value.max is None:
        return f"{value.min}+{kind}"
    return f"{value.min}{kind}" if value.min == value.max else f"{value.min}..{value.max}{kind}"


@pytest.mark.parametrize(("expected", "phrase"), rows("numbers.tsv"))
def test_a_number_is_read_with_its_bounds_and_what_it_counts(expected: str, phrase: str) -> None:
    assert [spelt(mention.value) for mention in found(phrase)] == [item for item in expected.split() if item != "-"]


def test_there_are_at_least_three_hundred_phrasings() -> None:
    assert len(rows("numbers.tsv")) >= 300


def test_a_mention_covers_the_bound_the_number_and_the_counted() -> None:
    (mention,) = found("مقتل ما لا يقل عن ثلاثين جنديا")
    assert mention.text == "ما لا يقل عن ثلاثين جنديا"


def test_the_group_of_the_counted_is_told() -> None:
    (mention,) = found("خمسة أطفال")
    assert mention.value.group == "child"


def test_a_rule_names_what_it_read() -> None:
    (mention,) = found("أكثر من عشرين شخصا")
    assert mention.rule == "number in words, least"


@given(st.integers(min_value=3, max_value=999_999), st.sampled_from(["قتيلا", "جريحا", "مدنيا", "عنصرا"]))
def test_digits_read_as_themselves_with_and_without_separators(number: int, noun: str) -> None:
    for written in (str(number), f"{number:,}"):
        assert [mention.value.min for mention in found(f"مقتل {written} {noun}")] == [number]


@given(st.integers(min_value=0, max_value=10**6))
def test_arabic_digits_read_like_latin_ones(number: int) -> None:
    arabic = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert [m.value for m in found(f"{arabic} شخصا")] == [m.value for m in found(f"{number} شخصا")]


@given(st.text(max_size=120))
def test_any_text_is_read_without_failing_and_points_at_its_words(text: str) -> None:
    for mention in found(text):
        assert document(text).part(mention.sentence.part)[mention.start : mention.end] == mention.text
