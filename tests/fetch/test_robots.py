"""robots.txt against real servers on loopback."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.errors import AddressRefused
from monitor.fetch.robots import Robots, Verdict
from monitor.guard import Guard
from monitor.http import Client
from tests.web import LOOPBACK, Site, answer, serving

NOW = datetime(2025, 3, 5, 12, tzinfo=UTC)
RULES = (
    "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n\nUser-agent: Rasd\nDisallow: /no-rasd\nDisallow: /*.pdf$\nAllow: /no-rasd/but\n"
)


async def verdict(site: Site, path: str, now: datetime = NOW) -> Verdict:
    async with Client(LOOPBACK) as client:
        return await Robots(client).verdict(site.url(path), now)


@pytest.mark.parametrize(
    ("path", "allowed"), [("/", True), ("/no-rasd/1", False), ("/no-rasd/but/1", True), ("/x.pdf", False), ("/private", True)]
)
async def test_the_rules_for_this_agent_are_followed(path: str, allowed: bool) -> None:
    async with serving() as site:
        site.answers["/robots.txt"] = answer(RULES)
        found = await verdict(site, path)
    assert (found.allowed, found.temporary) == (allowed, False)


async def test_the_rules_for_all_count_where_there_are_none_of_our_own() -> None:
    async with serving() as site:
        site.answers["/robots.txt"] = answer("User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")
        assert not (await verdict(site, "/private/1")).allowed
        assert (await verdict(site, "/public")).delay == 7


async def test_a_crawl_delay_is_honoured_up_to_half_a_minute() -> None:
    async with serving() as site:
        site.answers["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 3600\n")
        assert (await verdict(site, "/")).delay == 30


@pytest.mark.parametrize("status", [404, 403, 401, 410])
async def test_no_file_allows_all(status: int) -> None:
    async with serving() as site:
        site.answers["/robots.txt"] = answer("Disallow: /", status=status)
        assert (await verdict(site, "/x")).allowed


async def test_a_web_page_in_place_of_the_file_allows_all() -> None:
    async with serving() as site:
        site.answers["/robots.txt"] = answer("<html>User-agent: *\nDisallow: /</html>")
        assert (await verdict(site, "/x")).allowed


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_a_server_in_trouble_forbids_all_for_a_while(status: int) -> None:
    async with serving() as site:
        site.answers["/robots.txt"] = answer(status=status)
        found = await verdict(site, "/x")
    assert (found.allowed, found.temporary) == (False, True)
    assert str(status) in found.reason


async def test_a_server_that_cannot_be_reached_forbids_all_for_a_while() -> None:
    async with Client(LOOPBACK) as client:
        found = await Robots(client).verdict("http://127.0.0.1:9/x", NOW)
    assert (found.allowed, found.temporary) == (False, True)


async def test_a_file_larger_than_any_allows_all() -> None:
    async with serving() as site:
        site.answers["/robots.txt"] = answer(b"#" * 600_000)
        assert (await verdict(site, "/x")).allowed


async def test_the_file_is_asked_for_once_a_day() -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers["/robots.txt"] = answer(RULES)
        robots = Robots(client)
        for hours in (0, 1, 23, 25):
            await robots.verdict(site.url("/x"), NOW + timedelta(hours=hours))
        assert len(site.asked) == 2


async def test_after_trouble_the_file_is_asked_for_again_soon() -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers["/robots.txt"] = answer(status=500)
        robots = Robots(client)
        await robots.verdict(site.url("/x"), NOW)
        site.answers["/robots.txt"] = answer(RULES)
        assert not (await robots.verdict(site.url("/x"), NOW + timedelta(minutes=9))).allowed
        assert (await robots.verdict(site.url("/x"), NOW + timedelta(minutes=11))).allowed


async def test_a_forbidden_address_is_not_asked_for_its_rules() -> None:
    async with Client(Guard()) as client:
        with pytest.raises(AddressRefused):
            await Robots(client).verdict("http://127.0.0.1/x", NOW)
