"""What the reading of dates promises; the phrasings are in ``tests/corpus/dates.tsv``."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Occurred
from tests.extractor.corpus import document, rows
from workers.extractor.dates import DateExpression, disagrees, find_dates, resolve, resolve_all
from workers.extractor.tokens import Mention
from workers.extractor.when.calendar import hijri_to_date, hijri_year

ZONE = "Asia/Damascus"
PUBLISHED = datetime(2025, 3, 5, 14, tzinfo=timezone(timedelta(hours=3)))  # a Wednesday
RELATIVE = ("أمس", "اليوم", "أول من أمس", "قبل 3 أيام", "الخميس الماضي", "مساء الأحد", "ليل السبت الأحد", "قبل أسبوعين", "الليلة الماضية")


def found(text: str) -> list[Mention[DateExpression]]:
    return [mention for sentence in document(text).sentences for mention in find_dates(sentence)]


def occurred(text: str, published: datetime = PUBLISHED, zone: str = ZONE) -> Occurred | None:
    return resolve_all(found(text), published, zone)


def one(text: str) -> DateExpression:
    (mention,) = found(text)
    return mention.value


def shown(when: Occurred | None) -> tuple[str, ...]:
    if when is None:
        return ("-",) * 4
    return str(when.start), str(when.end), when.precision.value, when.time_of_day or "-"


@pytest.mark.parametrize(("start", "end", "precision", "time", "phrase"), rows("dates.tsv"))
def test_a_phrase_means_these_days(start: str, end: str, precision: str, time: str, phrase: str) -> None:
    assert shown(occurred(phrase)) == (start, end, precision, time)


def test_there_are_at_least_three_hundred_phrasings() -> None:
    assert len(rows("dates.tsv")) >= 300


@given(st.integers(min_value=-200, max_value=200), st.sampled_from(RELATIVE))
def test_a_publication_some_weeks_off_moves_relative_dates_alike(weeks: int, phrase: str) -> None:
    noon = datetime(2025, 3, 5, 12, tzinfo=UTC)
    then, now = occurred(phrase, noon + timedelta(weeks=weeks), "UTC"), occurred(phrase, noon, "UTC")
    assert then is not None
    assert now is not None
    assert (then.start, then.end) == (now.start and now.start + timedelta(weeks=weeks), now.end and now.end + timedelta(weeks=weeks))


def test_today_is_the_day_in_the_outlets_zone_not_in_utc() -> None:
    late = datetime(2025, 3, 4, 22, 30, tzinfo=UTC)  # already Wednesday in Damascus
    assert shown(occurred("اليوم", late))[1] == "2025-03-05"
    assert shown(occurred("اليوم", late, "UTC"))[1] == "2025-03-04"


def test_a_night_told_before_midnight_ends_tomorrow() -> None:
    evening = datetime(2025, 3, 4, 20, tzinfo=UTC)  # Tuesday, 23:00 in Damascus
    assert shown(occurred("ليل الثلاثاء الأربعاء", evening))[:2] == ("2025-03-04", "2025-03-05")


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("مساء اليوم الأربعاء", 5, 5),
        ("اليوم الأربعاء", 5, 5),
        ("عصر اليوم", 5, 5),
        ("هذه الليلة", 5, 6),
        ("منذ ساعات", 5, 5),
        ("عند الساعة العاشرة ليلا", 5, 5),
        ("أمس الأربعاء", 5, 5),
        ("اليوم الخميس", 6, 6),
        ("اليوم", 5, 6),
        ("فجر اليوم", 5, 6),
        ("صباح اليوم", 5, 5),
        ("قبل قليل", 5, 5),
    ],
)
def test_a_post_of_the_small_hours_may_still_call_the_day_before_today(phrase: str, start: int, end: int) -> None:
    posted = datetime(2025, 3, 6, 0, 40, tzinfo=timezone(timedelta(hours=3)))  # a Thursday
    when = occurred(phrase, posted)
    assert when is not None
    assert (when.start, when.end) == (date(2025, 3, start), date(2025, 3, end))


def test_before_midnight_told_before_midnight_is_today() -> None:
    when = occurred("قبيل منتصف الليل", datetime(2025, 3, 5, 23, 50, tzinfo=timezone(timedelta(hours=3))))
    assert when is not None
    assert when.end == date(2025, 3, 5)


def test_since_and_until_bound_a_stretch_and_are_marked() -> None:
    assert one("منذ 18 شباط").since
    assert one("حتى مساء أمس").until
    assert not one("في 18 شباط").since


def test_a_stretch_yields_to_a_day() -> None:
    assert shown(occurred("قتل ثلاثة أمس في حملة بدأت منذ 18 شباط"))[0] == "2025-03-04"


def test_the_time_of_day_is_added_from_another_expression() -> None:
    assert shown(occurred("اليوم في القرية التي قصفت فجرا")) == ("2025-03-05", "2025-03-05", "day", "dawn")


def test_weekday_and_date_that_disagree_are_told() -> None:
    assert disagrees(one("الجمعة 4 شباط 2021"), PUBLISHED, ZONE)
    assert not disagrees(one("الخميس 4 شباط 2021"), PUBLISHED, ZONE)


def test_the_future_resolves_to_nothing() -> None:
    assert resolve(one("الأحد المقبل"), PUBLISHED, ZONE) is None


def test_a_day_that_no_month_has_resolves_to_nothing() -> None:
    assert occurred("31 نيسان 2024") is None


def test_a_mention_covers_every_part_of_the_date() -> None:
    (mention,) = found("قصف طال القرية فجر اليوم الأربعاء 5 آذار/مارس 2025 دون إصابات")
    assert mention.text == "فجر اليوم الأربعاء 5 آذار/مارس 2025"
    assert mention.rule == "part of the day + day from publication + weekday + day of a month"


def test_the_words_are_kept_with_the_days() -> None:
    when = occurred("وقع الهجوم مساء أمس قرب الجسر")
    assert when is not None
    assert when.text == "مساء أمس"


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [((1445, 9, 1), date(2024, 3, 11)), ((1438, 9, 20), date(2017, 6, 15)), ((1436, 11, 2), date(2015, 8, 17))],
)
def test_hijri_days_are_converted(hijri: tuple[int, int, int], gregorian: date) -> None:
    assert abs(hijri_to_date(*hijri) - gregorian) <= timedelta(days=1)
    assert hijri_year(gregorian) == hijri[0]


@given(st.text(max_size=120))
def test_any_text_is_read_without_failing(text: str) -> None:
    for mention in found(text):
        assert mention.end > mention.start
        resolve(mention.value, PUBLISHED, ZONE)
