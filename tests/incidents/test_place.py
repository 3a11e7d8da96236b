"""How places and times relate: each answer with the pair that it is for, and a pair that it is not for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from monitor.incidents import moment, place
from monitor.model import Location
from tests.incidents.build import at, strike, town


def around(name: str) -> Location:
    return replace(town(name), name=f"محيط {name}", geo_precision=2)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (town("البوكمال"), town("البوكمال"), "same"),
        (town("البوكمال"), replace(town("البوكمال"), geo_precision=3, lat=None, lon=None), "same"),
        (town("البوكمال"), replace(town("البوكمال"), name="أبو كمال", lat=34.46), "same"),
        (town("البوكمال"), town("بادية البوكمال"), "nested"),
        (town("المزة"), town("دمشق"), "nested"),
        (around("السويعية"), town("الهري"), "nested"),
        (town("الهري"), town("السويعية"), "near"),
        (around("البوكمال"), town("الميادين"), "elsewhere"),
        (town("البوكمال"), town("محافظة دير الزور"), "province"),
        (replace(town("محافظة دير الزور"), name="دير الزور"), town("دير الزور"), "nested"),
        (town("البوكمال"), Location("سوريا", "سوريا", "SY", geo_precision=3, feature="country"), "country"),
        (town("البوكمال"), town("محافظة إدلب"), "elsewhere"),
        (town("البوكمال"), town("الميادين"), "elsewhere"),
        (town("الهري"), town("القائم"), "near"),
        (town("دمشق"), replace(town("السيدة زينب"), lat=None), "province"),
    ],
)
def test_two_places_relate(one: Location, other: Location, expected: str) -> None:
    assert place.relate([one], [other]) == place.relate([other], [one]) == expected


def test_the_closest_of_several_pairs_counts() -> None:
    assert place.relate([town("سرمين"), town("البوكمال")], [town("الميادين"), town("البوكمال")]) == "same"


def test_no_target_relates_to_nothing() -> None:
    assert place.relate([], [town("البوكمال")]) == "unknown"


def when(published: str, **fields: object) -> moment.Moment:
    return moment.moment(strike(**fields), at(published))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (when("10:00"), when("12:00"), "same"),
        (when("10:00"), when("12:00", day=None), "same"),
        (when("7 10:00", day="5"), when("7 10:00", day="6"), "next_day"),
        (when("5 10:00", day="5"), when("7 10:00", day=None), "close"),
        (when("9 10:00", day="5"), when("9 10:00", day="8"), "apart"),
        (when("9 10:00", day="3/9", precision="week"), when("5 10:00"), "within"),
        (when("20:00", hour="dawn"), when("20:00", hour="evening"), "wave"),
        (when("20:00", hour="dawn"), when("20:00", hour="morning"), "same"),
        (when("08:00", hour="night"), when("23:00", hour="night"), "wave"),
        (when("08:00", hour="night"), when("08:00", hour="dawn"), "same"),
        (when("23:00", hour="night"), when("6 08:00", day="6", hour="dawn"), "same"),
        (when("23:00", hour="evening"), when("6 14:00", day="6", hour="noon"), "next_day"),
        (when("23:00", hour="14:30"), when("23:00", hour="21:00"), "wave"),
    ],
)
def test_two_times_relate(one: moment.Moment, other: moment.Moment, expected: str) -> None:
    assert moment.relate(one, other) == moment.relate(other, one) == expected


@pytest.mark.parametrize(("published", "foretold"), [(at("11:00"), True), (at("15:00"), False), (at("6 08:00"), False)])
def test_nothing_is_told_before_it_happened(published: datetime, foretold: bool) -> None:
    assert moment.foretold(published, when("22:00", hour="evening")) is foretold


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (town("الهري"), town("السويعية"), True),
        (around("السويعية"), town("الهري"), True),
        (around("الهري"), replace(town("الهري"), name="محيط الهري"), False),
        (town("المزة"), town("دمشق"), False),
        (town("البوكمال"), town("بادية البوكمال"), False),
        (town("البوكمال"), town("الميادين"), False),
    ],
)
def test_neighbours_are_other_villages_and_not_parts_of_one(one: Location, other: Location, expected: bool) -> None:
    assert place.neighbours([one], [other]) is place.neighbours([other], [one]) is expected
