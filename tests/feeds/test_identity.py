"""What makes an entry the same at the next poll."""

from __future__ import annotations

from monitor.feeds.identity import identity, shared_guids


def test_the_guid_comes_first() -> None:
    assert identity("tag:x,2025:1", "https://a.example/1", "t") == identity("tag:x,2025:1", "https://a.example/2", "u")


def test_a_guid_that_is_an_address_ignores_tracking() -> None:
    assert identity("https://a.example/1?utm_source=rss", "", "") == identity("http://a.example/1", "", "")


def test_without_a_guid_the_canonical_link_counts() -> None:
    assert identity("", "https://a.example/1?fbclid=9", "t") == identity("", "https://www.a.example/1/", "other")


def test_without_guid_and_link_the_content_counts() -> None:
    assert identity("", "", "قصف  على\nالريف") == identity("", "", "قصف على الريف")


def test_different_contents_are_different_entries() -> None:
    assert identity("", "", "قصف على الريف") != identity("", "", "قصف على المدينة")


def test_a_guid_a_link_and_a_content_never_collide() -> None:
    assert len({identity("x", "", ""), identity("", "x", ""), identity("", "", "x")}) == 3


def test_very_long_guids_stay_apart_and_fit_an_index() -> None:
    first, second = identity("g" * 5000 + "1", "", ""), identity("g" * 5000 + "2", "", "")
    assert first != second
    assert len(first) < 400


def test_a_guid_that_every_entry_carries_tells_nothing_apart() -> None:
    assert shared_guids(["a", "b", "a", "", ""]) == {"a"}
