"""Dates as feeds and pages of the region write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.dates import judge, read

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
DAMASCUS = "Asia/Damascus"

# One instant, 5 March 2025 at 11:30 in Greenwich, as many ways as it is written with a zone.
WITH_ZONE = """
Wed, 05 Mar 2025 11:30:00 GMT
Wed, 05 Mar 2025 11:30:00 +0000
Wed, 05 Mar 2025 11:30:00 UT
Wed, 05 Mar 2025 11:30:00 Z
Wed, 05 Mar 2025 14:30:00 +0300
Wed, 05 Mar 2025 14:30:00 +03:00
Wed, 05 Mar 2025 14:30:00 +03
Wed, 05 Mar 2025 14:30:00 +3
Wed, 05 Mar 2025 14:30:00 GMT+3
Wed, 05 Mar 2025 14:30:00 GMT +3
Wed, 05 Mar 2025 14:30:00 GMT+03:00
Wed, 05 Mar 2025 14:30:00 UTC+3
Wed, 05 Mar 2025 14:30:00 AST
Wed, 05 Mar 2025 14:30:00 EEST
Wed, 05 Mar 2025 13:30:00 EET
Wed, 05 Mar 2025 14:30:00 TRT
Wed, 05 Mar 2025 14:30:00 MSK
Wed, 05 Mar 2025 15:00:00 IRST
Wed, 05 Mar 2025 15:30:00 GST
Wed, 05 Mar 2025 12:30:00 CET
Wed, 05 Mar 2025 06:30:00 EST
Wed, 05 Mar 2025 03:30:00 PST
Wed, 5 Mar 2025 14:30 +0300
Wed,05 Mar 2025 14:30:00 +0300
05 Mar 2025 14:30:00 +0300
5 Mar 25 14:30:00 +0300
Wednesday, 05-Mar-25 11:30:00 GMT
Wed Mar  5 11:30:00 UTC 2025
2025-03-05T11:30:00Z
2025-03-05T11:30:00.000Z
2025-03-05T11:30:00.123456+00:00
2025-03-05T14:30:00+03:00
2025-03-05T14:30:00+0300
2025-03-05T14:30:00+03
2025-03-05T14:30+03:00
2025-03-05 14:30:00 +0300
2025-03-05T01:30:00-10:00
20250305T113000Z
2025/03/05 14:30 +03
1741174200
1741174200000
الأربعاء 5 آذار 2025 14:30 GMT+3
الأربعاء، 05 مارس 2025 11:30 GMT
5 آذار 2025 الساعة 11:30 بتوقيت غرينتش
"""

# The same instant without a zone, in Damascus.
WITHOUT_ZONE = """
2025-03-05 14:30:00
2025-03-05T14:30:00
2025-03-05T14:30
2025/03/05 14:30
2025/3/5 14:30
2025.03.05 14:30
05/03/2025 14:30
5/3/2025 14:30:00
05-03-2025 14:30
05.03.2025 - 14:30
05/03/2025 02:30 PM
05/03/2025 2:30 pm
05/03/2025 2:30 p.m.
Wed, 05 Mar 2025 14:30:00
March 5, 2025 14:30
March 5, 2025, 2:30 pm
Mar 5, 2025 2:30 PM
5 March 2025 14:30
5 mars 2025 14h30
5 أذار 2025 14:30
5 آذار 2025 14:30
٥ آذار ٢٠٢٥ ١٤:٣٠
۵ مارس ۲۰۲۵ ۱۴:۳۰
5 مارس 2025 14:30
5 مارس/آذار 2025 14:30
05 آذار/مارس 2025 14:30
الأربعاء 5 آذار 2025 14:30
الأربعاء، 5 مارس 2025 - 14:30
الاربعاء 05 مارس 2025, 14:30
يوم الأربعاء الموافق 5 مارس 2025م الساعة 2:30 م
الأربعاء ٥ مارس ٢٠٢٥ ٠٢:٣٠ م
الأربعاء, 5 مارس 2025 02:30 مساءً
5 مارس، 2025 2:30 م
مارس 5, 2025 2:30 م
14:30 - 5 مارس 2025
14:30 2025/03/05
\u200f5 \u200fآذار\u200f 2025 14:30
"""

MONTHS = [
    "كانون الثاني يناير جانفي January Jan",
    "شباط فبراير فيفري February Feb",
    "آذار مارس أذار March Mar",
    "نيسان أبريل إبريل أفريل April Apr",
    "أيار مايو ماي May",
    "حزيران يونيو يونيه جوان June Jun",
    "تموز يوليو جويلية يوليوز July Jul",
    "آب أغسطس أوت غشت August Aug",
    "أيلول سبتمبر شتنبر September Sep Sept",
    "تشرين الأول أكتوبر October Oct",
    "تشرين الثاني نوفمبر نونبر November Nov",
    "كانون الأول ديسمبر دجنبر December Dec",
]


def _names() -> list[tuple[int, str]]:
    rows = ((number, row.replace("كانون ", "كانون_").replace("تشرين ", "تشرين_")) for number, row in enumerate(MONTHS, 1))
    return [(number, name.replace("_", " ")) for number, row in rows for name in row.split()]


def lines(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("raw", lines(WITH_ZONE))
def test_a_date_with_a_zone_is_read_in_that_zone(raw: str) -> None:
    judged = judge(raw, DAMASCUS, NOW)
    assert (judged.at, judged.flag) == (datetime(2025, 3, 5, 11, 30, tzinfo=UTC).replace(microsecond=0), "ok")


@pytest.mark.parametrize("raw", lines(WITHOUT_ZONE))
def test_a_date_without_a_zone_is_read_in_the_outlets(raw: str) -> None:
    judged = judge(raw, DAMASCUS, NOW)
    assert (judged.at, judged.flag) == (datetime(2025, 3, 5, 11, 30, tzinfo=UTC), "zone_assumed")


@pytest.mark.parametrize(("number", "name"), _names())
def test_every_name_of_a_month_is_known(number: int, name: str) -> None:
    judged = judge(f"15 {name} 2024 12:00 GMT", DAMASCUS, NOW)
    assert judged.at == datetime(2024, number, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "hour"),
    [
        ("12:00 ص", 0),
        ("12:00 م", 12),
        ("1:00 ص", 1),
        ("1:00 م", 13),
        ("11:00 صباحا", 11),
        ("11:00 مساء", 23),
        ("12:30 AM", 0),
        ("12:30 PM", 12),
    ],
)
def test_the_halves_of_the_day_are_told_apart(raw: str, hour: int) -> None:
    found = judge(f"5 آذار 2025 {raw}", "UTC", NOW).at
    assert found is not None
    assert found.hour == hour


def test_a_century_mark_is_not_an_afternoon() -> None:
    assert judge("5 مارس 2025م 10:30", "UTC", NOW).at == datetime(2025, 3, 5, 10, 30, tzinfo=UTC)


def test_the_letters_ast_are_arabia_in_an_arabic_feed_and_the_atlantic_elsewhere() -> None:
    raw = "Wed, 05 Mar 2025 12:00:00 AST"
    assert [judge(raw, DAMASCUS, NOW, arabic=arabic).at.hour for arabic in (True, False)] == [9, 16]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Damascus", 9), ("Asia/Riyadh", 9), ("Africa/Algiers", 11), ("Asia/Dubai", 8), ("UTC", 12)]
)
def test_the_zone_assumed_is_that_of_the_outlet(zone: str, hour: int) -> None:
    found = judge("2025-03-05 12:00", zone, NOW).at
    assert found is not None
    assert found.hour == hour


def test_summer_time_is_that_of_its_year() -> None:
    # Syria gave up winter time in 2022: noon was 10:00 in Greenwich in the winter before.
    assert judge("2021-01-05 12:00", DAMASCUS, NOW).at == datetime(2021, 1, 5, 10, tzinfo=UTC)


def test_a_day_alone_is_flagged_as_such() -> None:
    judged = judge("2025-03-05", "UTC", NOW)
    assert (judged.at, judged.flag) == (datetime(2025, 3, 5, tzinfo=UTC), "day_only")


@pytest.mark.parametrize(
    "raw",
    ["Thu, 01 Jan 1970 00:00:00 GMT", "0000000000", "1999-12-31T23:59:59Z", "Mon, 01 Jan 0001 00:00:00 +0000", "30 Nov 0002 00:00:00 GMT"],
)
def test_a_date_before_the_century_is_implausible_and_not_used(raw: str) -> None:
    judged = judge(raw, DAMASCUS, NOW)
    assert (judged.at, judged.flag, judged.raw) == (None, "implausible", raw)


def test_a_date_more_than_an_hour_ahead_is_not_used() -> None:
    judged = judge((NOW + timedelta(minutes=61)).isoformat(), DAMASCUS, NOW)
    assert (judged.at, judged.flag) == (None, "future")


def test_a_clock_that_is_a_little_fast_is_believed() -> None:
    assert judge((NOW + timedelta(minutes=59)).isoformat(), DAMASCUS, NOW).flag == "ok"


@pytest.mark.parametrize("raw", ["", "   ", None])
def test_no_date_is_missing(raw: str | None) -> None:
    assert judge(raw, DAMASCUS, NOW).flag == "missing"


@pytest.mark.parametrize(
    "raw", ["منذ ساعتين", "yesterday", "14:30", "31/02/2025", "2025-13-45", "5 آذار", "الأربعاء", "99/99/9999 99:99", "<p>", "5 رمضان 1446"]
)
def test_what_is_no_date_is_unreadable_and_never_guessed(raw: str) -> None:
    judged = judge(raw, DAMASCUS, NOW)
    assert (judged.at, judged.flag) == (None, "unreadable")


def test_an_unknown_zone_of_an_outlet_is_greenwich() -> None:
    assert judge("2025-03-05 12:00", "Mars/Olympus", NOW).at == datetime(2025, 3, 5, 12, tzinfo=UTC)


@given(st.datetimes(min_value=datetime(2000, 1, 2), max_value=datetime(2026, 11, 20)), st.integers(-12, 14))  # noqa: DTZ001
def test_every_instant_survives_being_written_as_iso_and_as_rfc_822(at: datetime, hours: int) -> None:
    from datetime import timezone
    from email.utils import format_datetime

    instant = at.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert read(instant.isoformat(), DAMASCUS) == (instant.astimezone(UTC), "ok")
    assert read(format_datetime(instant), DAMASCUS) == (instant.astimezone(UTC), "ok")


@given(st.text(max_size=80) | st.text("0123456789:/-+. TZمصآذار", max_size=40))
def test_any_text_is_read_or_not_and_nothing_else_happens(text: str) -> None:
    judged = judge(text, DAMASCUS, NOW)
    assert judged.at is None or judged.at.tzinfo is UTC
