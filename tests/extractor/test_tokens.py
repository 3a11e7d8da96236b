"""What the tokeniser promises: offsets into the stored text, names whole, hidden spellings read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import ArticleContext
from workers.extractor.morphology import words
from workers.extractor.tokens import LONGEST, Document, key_variants, read

CONTEXT = ArticleContext(datetime(2024, 5, 10, tzinfo=UTC))


def document(text: str, title: str = "") -> Document:
    return read(title, text, CONTEXT, words())


def keys(text: str) -> list[str]:
    return [token.key for sentence in document(text).sentences for token in sentence.tokens]


@given(st.text(max_size=400), st.text(max_size=80))
def test_any_text_is_read_and_every_token_stands_where_it_says(text: str, title: str) -> None:
    for sentence in document(text, title).sentences:
        stored = title if sentence.part == "title" else text
        assert stored[sentence.start : sentence.end] == sentence.text
        assert all(stored[token.start : token.end] == token.surface for token in sentence.tokens)


def test_a_hashtag_is_the_words_of_its_name() -> None:
    assert keys("قصف على #دير_الزور") == ["قصف", "علي", "دير", "الزور"]


def test_quotation_marks_are_no_tokens() -> None:
    assert keys("قاعدة “الإمام علي” هناك") == ["قاعده", "الامام", "علي", "هناك"]


@pytest.mark.parametrize("spelling", ["ق.صف", "قـ ـصف", "قـــصف", "قَصْف"])
def test_a_spelling_that_hides_from_censors_is_the_plain_word(spelling: str) -> None:
    assert "قصف" in keys(f"وقع {spelling} هناك")


def test_a_full_stop_between_words_ends_a_sentence_even_without_a_space() -> None:
    assert len(document("انتهت الجولة.وعاد الوفد").sentences) == 2


@pytest.mark.parametrize("text", ["قال د. أحمد ذلك", "بلغ الطول 3.5 كم", "نشر موقع السورية.نت الخبر"])
def test_a_full_stop_inside_a_name_or_number_ends_nothing(text: str) -> None:
    assert len(document(text).sentences) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [("في 5/3/2025 صباحا", "5/3/2025"), ("الساعة ١٤:٣٠ ظهرا", "14:30"), ("نحو 1,200 شخص", "1,200"), ("مقتل52 رجلا", "52")],
)
def test_dates_times_and_numbers_are_one_token_each(text: str, number: str) -> None:
    assert number in keys(text)


def test_a_sentence_has_a_bounded_number_of_tokens() -> None:
    assert max(len(sentence.tokens) for sentence in document("قصف " * 1000).sentences) <= LONGEST


@pytest.mark.parametrize("word", ["قصف", "القصف", "وبالقصف", "للقصف", "فالقصف", "بقصف"])
def test_a_word_is_found_under_its_clitics(word: str) -> None:
    assert "قصف" in key_variants(word)


def test_a_written_damma_tells_the_passive() -> None:
    token = document("قُصفت البلدة").sentences[0].tokens[0]
    assert any(reading.form == "passive" for reading in token.readings)


@pytest.mark.parametrize(
    "form", ["قصفت", "وقصفوا", "سيقصف", "يقصفون", "قصفه", "القصف", "بقصفها", "فاستهدفت", "باستهدافها", "الغارتين", "غاراتها"]
)
def test_the_lexicon_knows_inflected_forms(form: str) -> None:
    token = document(form).sentences[0].tokens[0]
    assert token.has("strike") or token.has("hit")


def test_initials_between_dots_are_no_word_that_was_split() -> None:
    document = read("", "قصف مقر الحزب (ب.د.ك.أ) في كويسنجق.", CONTEXT, words())
    assert len(document.sentences) == 1
    assert "دك" not in {token.norm for token in document.sentences[0].tokens}


@pytest.mark.parametrize(("text", "numbers"), [("دارفور24 قتلى وجرحى في غارة", []), ("مقتل5 أشخاص بقصف", ["5"]), ("قتل 24 شخصا", ["24"])])
def test_digits_of_a_name_are_no_number(text: str, numbers: list[str]) -> None:
    document = read("", text, CONTEXT, words())
    assert [token.norm for token in document.sentences[0].tokens if token.kind == "number"] == numbers
