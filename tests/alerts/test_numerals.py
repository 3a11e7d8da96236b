"""Counts as a reader says them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.numerals import INCIDENTS, KILLED, WOUNDED, counted, groups, people
from monitor.model import Count, GroupCount


@pytest.mark.parametrize(
    ("number", "arabic"),
    [
        (1, "قتيل"),
        (2, "قتيلان"),
        (3, "3 قتلى"),
        (10, "10 قتلى"),
        (11, "11 قتيلاً"),
        (99, "99 قتيلاً"),
        (100, "100 قتيل"),
        (101, "101 قتيل"),
        (103, "103 قتلى"),
        (111, "111 قتيلاً"),
        (200, "200 قتيل"),
        (1000, "1000 قتيل"),
    ],
)
def test_the_arabic_noun_follows_its_number(number: int, arabic: str) -> None:
    assert counted(number, KILLED, "ar") == arabic


@pytest.mark.parametrize(
    ("count", "arabic", "english"),
    [
        (Count(4, 4, ""), "4 قتلى", "4 killed"),
        (Count(10, None, "", vague=True), "10 قتلى على الأقل", "at least 10 killed"),
        (Count(1, None, ""), "قتيل على الأقل", "at least 1 killed"),
        (Count(None, 5, ""), "5 قتلى على الأكثر", "at most 5 killed"),
        (Count(3, 12, ""), "من 3 إلى 12 قتيلاً", "3 to 12 killed"),
        (Count(1, 2, ""), "قتيل أو قتيلان", "1 to 2 killed"),
        (Count(None, None, "", vague=True), "قتلى (لم يُذكر عددهم)", "some killed (number not given)"),
        (Count(0, 0, "", explicit_none=True), "لا قتلى (كما قيل)", "none killed (as said)"),
        (Count(3, 12, "", best=7), "7 قتلى (بين 3 و12 بحسب التقارير)", "7 killed (reports say 3 to 12)"),
        (Count(7, 7, "", best=7), "7 قتلى", "7 killed"),
        (Count(10, None, "", best=12), "12 قتيلاً على الأقل", "at least 12 killed"),
        (None, "لم يُذكر", "not stated"),
    ],
)
def test_a_count_says_what_was_said_and_no_more(count: Count | None, arabic: str, english: str) -> None:
    assert (people(count, KILLED, "ar"), people(count, KILLED, "en")) == (arabic, english)


def test_one_incident_is_singular() -> None:
    assert (counted(1, INCIDENTS, "en"), counted(5, INCIDENTS, "en")) == ("1 incident", "5 incidents")
    assert counted(1, INCIDENTS, "ar") == "حادث واحد"


def test_nothing_said_is_not_zero() -> None:
    assert people(None, WOUNDED, "en") != people(Count(0, 0, "", explicit_none=True), WOUNDED, "en")


def test_groups_stand_beside_the_total() -> None:
    count = Count(9, 9, "", by=(GroupCount("children", 2, 2, ""), GroupCount("women", 3, None, ""), GroupCount("miners", 1, 2, "")))
    assert groups(count, "en") == "of them: children 2, women 3+, miners 1–2"
    assert groups(count, "ar") == "منهم: أطفال 2، نساء \u20683+\u2069، miners \u20681–2\u2069"


def test_no_groups_no_words() -> None:
    assert groups(Count(9, 9, ""), "ar") == groups(None, "ar") == ""


@given(st.one_of(st.none(), st.integers(0, 10**6)), st.one_of(st.none(), st.integers(0, 10**6)), st.sampled_from(["ar", "en"]))
def test_every_count_can_be_said(low: int | None, high: int | None, language: str) -> None:
    said = people(Count(low, high, ""), KILLED, language)
    assert said
    assert "None" not in said
