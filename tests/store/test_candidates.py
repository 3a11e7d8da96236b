"""The candidate index: found by region, days and type, and by nothing else."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from monitor.incidents.index import Index
from monitor.incidents.match import Search
from monitor.model import EventType, Role, Strike
from monitor.store import open_store
from monitor.store.candidates import NARROW, candidate_keys
from monitor.store.protocol import Store
from tests.store.builders import NOW, incident, next_revision, opened, place, report, save, strike

TODAY = NOW.date()
ONE_DAY = timedelta(days=1)


def found(store: Store, regions: set[str], first: date = TODAY, last: date = TODAY, families: frozenset[str] = frozenset()) -> set[str]:
    with store.editing(NOW) as tx:
        return {one.incident_id for one in tx.candidates(regions, first, last, families)}


def test_an_incident_is_found_by_province_and_by_country(store: Store) -> None:
    save(store, incident())
    assert found(store, {"SY-DY"}) == found(store, {"SY"}) == found(store, {"IQ-AN", "SY-DY"}) == {"i1"}
    assert found(store, {"SY-RA", "IQ"}) == set()


def test_no_region_finds_nothing(store: Store) -> None:
    save(store, incident())
    assert found(store, set()) == set()


def test_only_days_that_overlap_are_found(store: Store) -> None:
    save(store, incident(merged=strike(TODAY, TODAY + ONE_DAY)))
    assert found(store, {"SY"}, TODAY - ONE_DAY, TODAY) == found(store, {"SY"}, TODAY + ONE_DAY, TODAY + ONE_DAY) == {"i1"}
    assert found(store, {"SY"}, TODAY + 2 * ONE_DAY, TODAY + 3 * ONE_DAY) == set()
    assert found(store, {"SY"}, TODAY - ONE_DAY, TODAY - ONE_DAY) == set()


def test_an_incident_dated_to_a_month_is_found_on_each_of_its_days(store: Store) -> None:
    save(store, incident(merged=strike(date(2026, 2, 1), date(2026, 2, 28))))
    assert found(store, {"SY"}, date(2026, 2, 2), date(2026, 2, 2)) == {"i1"}
    assert found(store, {"SY"}, date(2026, 3, 1), date(2026, 3, 1)) == set()


def test_an_undated_incident_is_found_by_its_first_report(store: Store) -> None:
    early = replace(report("a0", strike(None)), published=NOW - ONE_DAY)
    save(store, replace(incident(merged=strike(None)), reports=(report("a1", strike(None)), early)))
    assert found(store, {"SY"}, TODAY - ONE_DAY, TODAY - ONE_DAY) == {"i1"}
    assert found(store, {"SY"}) == set()


def test_types_narrow_the_search_only_when_given(store: Store) -> None:
    save(store, incident(merged=strike(event_type=EventType.DRONE)))
    assert found(store, {"SY"}, families=frozenset({"drone_strike", "air_strike"})) == {"i1"}
    assert found(store, {"SY"}, families=frozenset({"artillery_shelling"})) == set()


def test_an_incident_is_found_by_the_type_that_one_report_gave(store: Store) -> None:
    told_otherwise = report("a2", strike(event_type=EventType.DRONE))
    save(store, replace(incident(), reports=(report("a1"), told_otherwise)))
    assert found(store, {"SY"}, families=frozenset({"drone_strike"})) == {"i1"}


@pytest.mark.parametrize("role", [Role.ORIGIN, Role.OTHER])
def test_only_what_was_struck_is_indexed(role: Role) -> None:
    assert candidate_keys(incident(merged=strike(TODAY, None, place("SY-RA", role=role)))) == frozenset()


def test_a_corrected_incident_is_found_only_as_it_now_is(store: Store) -> None:
    first = incident()
    save(store, first)
    moved = strike(TODAY - ONE_DAY, None, place("SY-RA"))
    with store.editing(NOW) as tx:
        change = next_revision(replace(first, merged=moved, reports=()), "a1")
        tx.save_change(replace(change, incident=replace(change.incident, reports=(report("a1", moved),))))
    assert found(store, {"SY-DY"}) == set()
    assert found(store, {"SY-RA"}, TODAY - ONE_DAY, TODAY - ONE_DAY) == {"i1"}


def test_candidates_come_in_a_settled_order(store: Store) -> None:
    save(store, incident("b"), replace(incident("a"), first_seen=NOW - ONE_DAY), incident("c"))
    with store.editing(NOW) as tx:
        assert [one.incident_id for one in tx.candidates({"SY"}, TODAY, TODAY)] == ["a", "b", "c"]


def test_a_date_that_identifies_nothing_is_not_indexed(store: Store) -> None:
    save(store, incident(merged=strike(date(2026, 1, 1), date(2026, 12, 31))))
    assert found(store, {"SY"}) == set()


DAYS = some.integers(0, 90).map(lambda n: TODAY + timedelta(days=n))
SPANS = some.tuples(DAYS, some.one_of(some.integers(0, 2), some.integers(0, 70))).map(lambda s: (s[0], s[0] + timedelta(days=s[1])))
REGIONS = some.sampled_from(["SY-DY", "SY-RA", "SY-HI"])
TYPES = some.sampled_from(list(EventType))
INCIDENTS = some.builds(lambda span, region, kind: strike(*span, place(region), event_type=kind), SPANS, REGIONS, TYPES)


@settings(max_examples=60, deadline=None)
@given(some.lists(INCIDENTS, max_size=12), SPANS, some.sets(REGIONS), some.sets(TYPES, min_size=1))
def test_the_store_finds_what_a_replay_finds_in_memory(
    tmp_path_factory: pytest.TempPathFactory, merged: list[Strike], span: tuple[date, date], regions: set[str], types: set[EventType]
) -> None:
    stored = [incident(f"i{n:02}", merged=one) for n, one in enumerate(merged)]
    store, in_memory = open_store(f"sqlite:///{shared(tmp_path_factory)}"), Index()
    families = frozenset(one.value for one in types)
    with suppress(Undo), store.editing(NOW) as tx:
        for one in stored:
            tx.save_change(opened(one))
            in_memory.put(one)
        assert tx.candidates(regions, *span, families) == in_memory.candidates(Search(frozenset(regions), *span, families), "none")
        raise Undo
    store.close()


class Undo(Exception):
    """Ends a transaction without keeping it."""


def shared(factory: pytest.TempPathFactory) -> Path:
    return factory.getbasetemp() / "shared-candidates.db"


def test_the_widest_narrow_span_is_still_found(store: Store) -> None:
    save(store, incident(merged=strike(TODAY, TODAY + NARROW)))
    assert found(store, {"SY"}) == {"i1"}
