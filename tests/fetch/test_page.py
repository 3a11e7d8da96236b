"""Pages downloaded from real servers on loopback."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from datetime import UTC, datetime

import pytest
from aiohttp import web

from monitor.errors import AddressRefused, FetchError, FetchRefused
from monitor.fetch.hosts import Hosts
from monitor.fetch.page import FetchedPage, PageFetcher
from monitor.fetch.robots import Robots
from monitor.guard import Guard
from monitor.http import Client, Limits
from tests.fetch.pages import article, page
from tests.web import LOOPBACK, Site, answer, serving

NOW = datetime(2025, 3, 5, 12, tzinfo=UTC)
HTML = "text/html; charset=utf-8"
PAGE = page(article())


async def fetched(
    site: Site, path: str = "/a", *, robots: bool = True, limits: Limits | None = None, hosts: Hosts | None = None
) -> FetchedPage:
    async with Client(LOOPBACK, limits=limits) as client:
        return await PageFetcher(client, hosts or Hosts(pause=0), Robots(client)).fetch(site.url(path), NOW, robots=robots)


async def test_a_page_is_kept_as_it_was_sent() -> None:
    async with serving() as site:
        site.answers["/a"] = answer(PAGE, content_type=HTML, ETag='"1"', Set_Cookie="secret=1")
        found = await fetched(site)
    assert (found.body, found.sha256, found.fetched_at) == (PAGE, hashlib.sha256(PAGE).hexdigest(), NOW)
    assert (found.status, found.charset, found.headers["etag"]) == (200, "utf-8", '"1"')
    assert "set-cookie" not in found.headers


async def test_a_compressed_page_is_kept_unpacked() -> None:
    async with serving() as site:
        site.answers["/a"] = answer(gzip.compress(PAGE), content_type=HTML, Content_Encoding="gzip")
        assert (await fetched(site)).body == PAGE


async def test_the_address_at_the_end_of_redirects_is_kept() -> None:
    async with serving() as site:
        site.answers |= {"/a": answer(status=302, Location="/b?utm_source=x"), "/b": answer(PAGE, content_type=HTML)}
        found = await fetched(site)
    assert found.final_url == site.url("/b?utm_source=x")
    assert found.canonical_url.endswith("/b")


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
async def test_a_page_that_is_gone_or_forbidden_is_refused_for_good(status: int) -> None:
    async with serving() as site:
        site.answers["/a"] = answer("no", status=status)
        with pytest.raises(FetchRefused) as caught:
            await fetched(site)
    assert (caught.value.permanent, caught.value.status) == (True, status)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 520])
async def test_a_server_in_trouble_is_asked_again_later(status: int) -> None:
    async with serving() as site:
        site.answers["/a"] = answer("no", status=status)
        with pytest.raises(FetchError) as caught:
            await fetched(site)
    assert (caught.value.permanent, caught.value.status) == (False, status)


async def test_a_host_that_is_asked_too_often_is_left_alone() -> None:
    hosts = Hosts(pause=0)
    async with serving() as site:
        site.answers["/a"] = answer(status=429, Retry_After="120")
        with pytest.raises(FetchError) as caught:
            await fetched(site, hosts=hosts)
        assert hosts.resting(site.url("/other")) > 100
    assert caught.value.retry_after == 120


async def test_nobody_waits_for_a_host_that_rests_for_long() -> None:
    hosts = Hosts(pause=0)
    async with serving() as site:
        hosts.rest(site.base, 3000)
        with pytest.raises(FetchError) as caught:
            await fetched(site, hosts=hosts)
        assert site.asked == []
    assert (caught.value.permanent, 2990 < (caught.value.retry_after or 0) <= 3000) == (False, True)


async def test_a_connection_that_breaks_off_is_temporary() -> None:
    async def breaking(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": HTML, "Content-Length": "5000"})
        await response.prepare(request)
        await response.write(b"<html>")
        assert request.transport is not None
        request.transport.abort()
        return response

    async with serving() as site:
        site.answers["/a"] = breaking
        with pytest.raises(FetchError) as caught:
            await fetched(site)
    assert not caught.value.permanent


async def test_a_slow_page_is_temporary() -> None:
    async def slow(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(3)
        return web.Response()

    async with serving() as site:
        site.answers["/a"] = slow
        with pytest.raises(FetchError) as caught:
            await fetched(site, robots=False, limits=Limits(total=0.2))
    assert not caught.value.permanent


async def test_a_page_larger_than_five_mebibytes_is_refused_for_good() -> None:
    async with serving() as site:
        site.answers["/a"] = answer(PAGE + b" " * 5 * 1024 * 1024, content_type=HTML)
        with pytest.raises(FetchRefused, match="larger"):
            await fetched(site)


@pytest.mark.parametrize("content_type", ["application/pdf", "image/jpeg", "video/mp4", "application/json"])
async def test_what_is_declared_as_something_else_is_refused_for_good(content_type: str) -> None:
    async with serving() as site:
        site.answers["/a"] = answer(PAGE, content_type=content_type)
        with pytest.raises(FetchRefused, match=content_type):
            await fetched(site)


@pytest.mark.parametrize("body", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"", b"   "])
async def test_what_is_something_else_is_refused_whatever_it_is_declared(body: bytes) -> None:
    async with serving() as site:
        site.answers["/a"] = answer(body, content_type=HTML)
        with pytest.raises(FetchRefused):
            await fetched(site)


@pytest.mark.parametrize("content_type", ["text/html", "application/xhtml+xml", "text/plain", "application/octet-stream;x", "text/xml"])
async def test_a_page_by_its_content_is_one_unless_declared_otherwise(content_type: str) -> None:
    async with serving() as site:
        site.answers["/a"] = answer(PAGE, content_type=content_type)
        if content_type.startswith("application/octet"):
            with pytest.raises(FetchRefused):
                await fetched(site)
        else:
            assert (await fetched(site)).body == PAGE


async def test_a_page_that_robots_txt_forbids_is_refused_for_good_and_not_asked_for() -> None:
    async with serving() as site:
        site.answers |= {"/robots.txt": answer("User-agent: *\nDisallow: /a"), "/a": answer(PAGE, content_type=HTML)}
        with pytest.raises(FetchRefused, match=r"robots\.txt"):
            await fetched(site)
        assert site.paths() == ["/robots.txt"]


async def test_robots_txt_can_be_switched_off() -> None:
    async with serving() as site:
        site.answers |= {"/robots.txt": answer("User-agent: *\nDisallow: /a"), "/a": answer(PAGE, content_type=HTML)}
        assert (await fetched(site, robots=False)).body == PAGE
        assert site.paths() == ["/a"]


async def test_rules_that_cannot_be_had_are_a_temporary_failure() -> None:
    async with serving() as site:
        site.answers |= {"/robots.txt": answer(status=500), "/a": answer(PAGE, content_type=HTML)}
        with pytest.raises(FetchError) as caught:
            await fetched(site)
    assert not caught.value.permanent


async def test_a_crawl_delay_lengthens_the_pause() -> None:
    hosts = Hosts(pause=0)
    async with serving() as site:
        site.answers |= {"/robots.txt": answer("User-agent: *\nCrawl-delay: 9"), "/a": answer(PAGE, content_type=HTML)}
        await fetched(site, hosts=hosts)
        assert 5 < hosts.resting(site.url("/a")) <= 9


async def test_pages_of_one_host_are_fetched_one_after_the_other() -> None:
    inside = most = 0

    async def counted(_: web.Request) -> web.StreamResponse:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0.02)
        inside -= 1
        return web.Response(body=PAGE, headers={"Content-Type": HTML})

    async with serving() as site, Client(LOOPBACK) as client:
        site.answers |= {f"/{n}": counted for n in range(4)}
        fetcher = PageFetcher(client, Hosts(pause=0), Robots(client))
        await asyncio.gather(*(fetcher.fetch(site.url(f"/{n}"), NOW) for n in range(4)))
    assert most == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1/a", "http://[::ffff:10.0.0.1]/a", "file:///etc/passwd", "http://u:p@news.example/"])
async def test_a_forbidden_address_is_refused_for_good(url: str) -> None:
    async with Client(Guard()) as client:
        with pytest.raises(AddressRefused):
            await PageFetcher(client, Hosts(pause=0), Robots(client)).fetch(url, NOW)
