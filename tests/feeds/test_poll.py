"""Polls of real servers on loopback."""

from __future__ import annotations

import asyncio
import gzip
from datetime import UTC, datetime

import brotli
import pytest
from aiohttp import web

from monitor.feeds.policy import Ending
from monitor.feeds.poll import PollRequest, PollResult, poll
from monitor.guard import Guard
from monitor.http import Client, Limits
from tests.feeds.samples import rss
from tests.web import LOOPBACK, Site, answer, serving

NOW = datetime(2025, 3, 5, 12, tzinfo=UTC)
XML = "application/rss+xml; charset=utf-8"


async def polled(site: Site, path: str = "/feed", limits: Limits | None = None, **request: str | bool | None) -> PollResult:
    async with Client(LOOPBACK, limits=limits) as client:
        return await poll(client, PollRequest(site.url(path), **request), NOW)  # type: ignore[arg-type]


async def test_a_feed_gives_its_entries_and_what_to_ask_with_next_time() -> None:
    async with serving() as site:
        site.answers["/feed"] = answer(rss(), content_type=XML, ETag='"7"', Last_Modified="Wed, 05 Mar 2025 11:00:00 GMT")
        result = await polled(site)
    assert (result.ending, result.status, result.version, result.error) == (Ending.FRESH, 200, "rss20", None)
    assert [entry.title for entry in result.entries] == ["انفجارات في البلدة 1", "انفجارات في البلدة 2"]
    assert (result.etag, result.last_modified, result.ttl) == ('"7"', "Wed, 05 Mar 2025 11:00:00 GMT", 1800)


async def test_the_conditions_of_the_last_answer_are_sent() -> None:
    async with serving() as site:
        site.answers["/feed"] = answer(status=304)
        result = await polled(site, etag='"7"', last_modified="Wed, 05 Mar 2025 11:00:00 GMT")
        sent = site.asked[0].headers
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"7"', "Wed, 05 Mar 2025 11:00:00 GMT")
    assert (result.ending, result.etag, result.last_modified) == (Ending.UNCHANGED, '"7"', "Wed, 05 Mar 2025 11:00:00 GMT")


async def test_no_conditions_are_sent_where_there_are_none() -> None:
    async with serving() as site:
        site.answers["/feed"] = answer(rss())
        await polled(site)
        assert not {"If-None-Match", "If-Modified-Since"} & set(site.asked[0].headers)


async def test_an_unchanged_that_nobody_asked_for_is_a_failure() -> None:
    async with serving() as site:
        site.answers["/feed"] = answer(status=304)
        result = await polled(site)
    assert (result.ending, result.problem) == (Ending.FAILED, "protocol")


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
async def test_a_compressed_feed_is_read(encoding: str, pack) -> None:  # type: ignore[no-untyped-def]
    async with serving() as site:
        site.answers["/feed"] = answer(pack(rss().encode()), Content_Encoding=encoding)
        assert len((await polled(site)).entries) == 2


@pytest.mark.parametrize("content_type", ["", "text/xml", "text/xml; charset=utf-8", "application/rss+xml; charset=iso-8859-1"])
async def test_a_windows_1256_feed_is_read_whatever_its_header_says(content_type: str) -> None:
    text = rss().replace("UTF-8", "windows-1256")
    async with serving() as site:
        site.answers["/feed"] = answer(text.encode("cp1256"), content_type=content_type)
        result = await polled(site)
    assert (result.entries[0].title, result.encoding) == ("انفجارات في البلدة 1", "cp1256")


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (400, "client_error"), (401, "forbidden"), (403, "forbidden"), (404, "not_found"), (410, "gone"), (418, "client_error"),
        (429, "throttled"), (451, "forbidden"), (500, "server_error"), (502, "server_error"), (503, "throttled"), (204, "client_error"),
    ],
)  # fmt: skip
async def test_a_refusal_is_named_and_leaves_the_conditions_alone(status: int, problem: str) -> None:
    async with serving() as site:
        site.answers["/feed"] = answer("<html>no</html>" if status != 204 else b"", status=status, ETag='"new"')
        result = await polled(site, etag='"old"')
    assert (result.ending, result.status, result.problem, result.etag) == (Ending.FAILED, status, problem, '"old"')
    assert str(status) in (result.error or "")


@pytest.mark.parametrize(
    ("value", "seconds"), [("120", 120), ("Wed, 05 Mar 2025 12:05:00 GMT", 300), ("Wed, 05 Mar 2025 11:00:00 GMT", 0), ("soon", None)]
)
@pytest.mark.parametrize("status", [429, 503])
async def test_the_time_to_come_back_is_passed_on(status: int, value: str, seconds: float | None) -> None:
    async with serving() as site:
        site.answers["/feed"] = answer(status=status, Retry_After=value)
        result = await polled(site)
    assert (result.retry_after, result.wishes.retry_after) == (seconds, seconds)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Cache_Control": "public, max-age=600"}, 600),
        ({"Cache_Control": "max-age=600", "Age": "200"}, 400),
        ({"Cache_Control": "s-maxage=600"}, None),
        ({"Cache_Control": "no-cache, max-age=600"}, None),
        ({"Expires": "Wed, 05 Mar 2025 13:00:00 GMT", "Date": "Wed, 05 Mar 2025 12:30:00 GMT"}, 1800),
        ({"Expires": "0", "Date": "Wed, 05 Mar 2025 12:30:00 GMT"}, None),
        ({"Cache_Control": "max-age=60", "Expires": "Wed, 05 Mar 2025 13:00:00 GMT"}, 60),
    ],
)
async def test_how_long_an_answer_is_fresh_is_passed_on(headers: dict[str, str], seconds: float | None) -> None:
    async with serving() as site:
        site.answers["/feed"] = answer(rss(), **headers)
        assert (await polled(site)).max_age == seconds


async def test_a_move_for_good_is_passed_on() -> None:
    async with serving() as site:
        site.answers |= {"/old": answer(status=301, Location="/feed"), "/feed": answer(rss())}
        assert (await polled(site, "/old")).permanent_url == site.url("/feed")


async def test_a_move_to_something_that_is_no_feed_is_not_believed() -> None:
    async with serving() as site:
        site.answers |= {"/old": answer(status=301, Location="/parked"), "/parked": answer("<html>for sale</html>")}
        result = await polled(site, "/old")
    assert (result.permanent_url, result.problem) == (None, "not_a_feed")


async def test_relative_links_are_resolved_against_where_the_feed_was_found() -> None:
    item = "<item><title>خبر</title><link>/news/1</link></item>"
    async with serving() as site:
        site.answers |= {"/a": answer(status=302, Location="/deep/feed"), "/deep/feed": answer(rss(item))}
        assert (await polled(site, "/a")).entries[0].url == site.url("/news/1")


async def test_a_page_in_place_of_a_feed_is_named_and_its_conditions_are_not_kept() -> None:
    async with serving() as site:
        site.answers["/feed"] = answer("<!DOCTYPE html><html><body>login</body></html>", ETag='"page"')
        result = await polled(site, etag='"feed"')
    assert (result.ending, result.problem, result.etag) == (Ending.FAILED, "not_a_feed", '"feed"')
    assert "an HTML page" in (result.error or "")


async def test_a_malformed_feed_is_read_and_says_so() -> None:
    async with serving() as site:
        site.answers["/feed"] = answer(rss().replace("البلدة 1", "البلدة & 1").replace("</channel></rss>", ""))
        result = await polled(site)
    assert (result.ending, len(result.entries), result.malformed) == (Ending.FRESH, 2, True)


async def test_a_feed_that_never_ends_is_given_up() -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"<rss version='2.0'><channel>")
        while True:
            await response.write(b"<item><title>x</title></item>" * 1000)

    async with serving() as site:
        site.answers["/feed"] = endless
        result = await polled(site, limits=Limits(max_bytes=500_000))
    assert (result.ending, result.problem) == (Ending.FAILED, "too_large")


async def test_a_feed_of_a_byte_now_and_then_is_given_up() -> None:
    async def dripping(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"<")
            await asyncio.sleep(0.05)

    async with serving() as site:
        site.answers["/feed"] = dripping
        result = await polled(site, limits=Limits(total=0.4))
    assert (result.ending, result.problem) == (Ending.FAILED, "timeout")


async def test_a_bomb_is_given_up() -> None:
    async with serving() as site:
        site.answers["/feed"] = answer(gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")
        assert (await polled(site)).problem == "too_large"


async def test_a_forbidden_address_is_a_result_too() -> None:
    async with Client(Guard()) as client:
        result = await poll(client, PollRequest("http://127.0.0.1:9/feed"), NOW)
    assert (result.ending, result.problem) == (Ending.FAILED, "refused")


async def test_a_large_feed_is_read_as_a_small_one() -> None:
    async with serving() as site:
        site.answers["/feed"] = answer(rss(count=59).replace("صباح اليوم.", "صباح اليوم. " * 1000))
        assert len((await polled(site)).entries) == 59


async def test_feeds_are_polled_side_by_side() -> None:
    both = asyncio.Barrier(2)

    async def together(_: web.Request) -> web.StreamResponse:
        await asyncio.wait_for(both.wait(), 5)
        return web.Response(text=rss())

    async with serving() as site, Client(LOOPBACK) as client:
        site.answers |= {"/1": together, "/2": together}
        results = await asyncio.gather(*(poll(client, PollRequest(site.url(path)), NOW) for path in ("/1", "/2")))
    assert [result.ending for result in results] == [Ending.FRESH, Ending.FRESH]
