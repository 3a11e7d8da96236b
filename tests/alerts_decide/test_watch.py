"""Which incidents concern a watch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.alerts.watch import concern, contains
from monitor.incidents.assign import assign
from monitor.model import Location, Region, Role, Watch
from tests.incidents.build import report, town

SQUARE = ((40.0, 34.0), (41.0, 34.0), (41.0, 35.0), (40.0, 35.0))


@pytest.mark.parametrize(
    ("region", "name", "expected"),
    [
        (Region("سوريا", country="SY"), "البوكمال", True),
        (Region("سوريا", country="SY"), "القائم", False),
        (Region("دير الزور", admin1="SY-DY"), "البوكمال", True),
        (Region("دير الزور", admin1="SY-DY"), "محافظة دير الزور", True),
        (Region("إدلب", admin1="SY-ID"), "البوكمال", False),
        (Region("البوكمال", place="البوكمال", lat=34.453, lon=40.919), "البوكمال", True),
        (Region("البوكمال", place="البوكمال", lat=34.453, lon=40.919), "بادية البوكمال", False),
        (Region("البوكمال", place="البوكمال", lat=34.453, lon=40.919, radius_km=15), "الهري", True),
        (Region("البوكمال", place="البوكمال", lat=34.453, lon=40.919), "محافظة دير الزور", False),
        (Region("نقطة", lat=34.45, lon=40.92, radius_km=10), "السويعية", True),
        (Region("نقطة", lat=34.45, lon=40.92, radius_km=10), "الميادين", False),
        (Region("مربع", polygon=SQUARE), "البوكمال", True),
        (Region("مربع", polygon=(*SQUARE, SQUARE[0])), "البوكمال", True),
        (Region("مربع", polygon=SQUARE), "الميادين", False),
        (Region("مربع", polygon=((40.0, 34.0), (42.0, 34.0), (41.0, 36.0))), "محافظة دير الزور", False),
    ],
)
def test_a_region_contains_what_lies_in_it(region: Region, name: str, expected: bool) -> None:
    assert contains(region, town(name)) is expected


@pytest.mark.parametrize(("pcode", "expected"), [("SY1402", True), ("SY14", True), ("SY1401", False)])
def test_a_place_code_contains_the_codes_under_it(pcode: str, expected: bool) -> None:
    assert contains(Region(pcode, pcode=pcode), replace(town("البوكمال"), pcode="SY140200")) is expected


def test_a_namesake_far_away_is_another_place() -> None:
    region = Region("المنصورة", place="المنصورة", lat=35.83, lon=38.74)
    assert not contains(region, Location("المنصورة", "المنصورة", "EG", lat=31.04, lon=31.38))


def _concerned(watch: Watch, *places: Location) -> bool:
    one = report("a")
    change = assign(replace(one, strike=replace(one.strike, locations=places)), [], one.published, "i")
    assert change is not None
    return concern(watch, change.incident) is None


def test_where_a_strike_was_launched_from_fires_nothing() -> None:
    watch = Watch("w", (Region("x", admin1="SY-DY"),), ())
    assert not _concerned(watch, replace(town("البوكمال"), role=Role.ORIGIN), town("سرمين"))


def test_one_of_several_targets_is_enough() -> None:
    assert _concerned(Watch("w", (Region("x", admin1="SY-DY"),), ()), town("سرمين"), town("البوكمال"))


def test_an_exclusion_takes_out_a_part_of_a_region() -> None:
    watch = Watch("w", (Region("x", admin1="SY-DY"),), (), exclude=(Region("y", place="البوكمال", lat=34.453, lon=40.919),))
    assert not _concerned(watch, town("البوكمال"))
    assert _concerned(watch, town("البوكمال"), town("الميادين"))


def test_a_watch_without_regions_is_concerned_by_every_place() -> None:
    assert _concerned(Watch("w", (), ()))
