"""The shared client against real servers on loopback."""

from __future__ import annotations

import asyncio
import gzip
import socket
import tracemalloc
import zlib

import brotli
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.errors import AddressRefused, HttpError
from monitor.guard import Guard
from monitor.http import Client, Limits
from tests.web import LOOPBACK, answer, serving

TEXT = "خبر عاجل ".encode() * 500
QUICK = Limits(connect=0.5, read=0.5, total=1.0, max_bytes=1_000_000)


class Names(AbstractResolver):
    """Resolves names as a test says; each answer is used once, the last one for ever."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [ResolveResult(hostname=host, host=one, port=port, family=socket.AF_INET, proto=0, flags=0) for one in found]

    async def close(self) -> None:
        """Nothing to close."""


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:])),
        ("gzip", gzip.compress(TEXT) + b"\0" * 20),
        ("x-gzip", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
        ("br", brotli.compress(TEXT)),
        ("identity", TEXT),
    ],
)
async def test_compressed_answers_are_decoded(encoding: str, data: bytes) -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers["/"] = answer(data, Content_Encoding=encoding)
        assert (await client.get(site.url("/"))).body == TEXT


async def test_compression_is_asked_for() -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers["/"] = answer(b"")
        await client.get(site.url("/"))
        assert site.asked[0].headers["Accept-Encoding"] == "gzip, deflate, br"


@pytest.mark.parametrize(
    ("encoding", "data"), [("gzip", b"no gzip at all"), ("br", b"\xff\xff\xff\xff"), ("zstd", b"x"), ("deflate", b"\xff\xff\xff")]
)
async def test_an_answer_that_cannot_be_decoded_is_a_named_error(encoding: str, data: bytes) -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers["/"] = answer(data, Content_Encoding=encoding)
        with pytest.raises(HttpError) as caught:
            await client.get(site.url("/"))
        assert caught.value.kind == "encoding"


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress)])
async def test_a_bomb_is_refused_and_takes_no_memory(encoding: str, pack) -> None:  # type: ignore[no-untyped-def]
    bomb = pack(bytes(100_000_000))
    async with serving() as site, Client(LOOPBACK, limits=QUICK) as client:
        site.answers["/"] = answer(bomb, Content_Encoding=encoding)
        tracemalloc.start()
        try:
            with pytest.raises(HttpError) as caught:
                await client.get(site.url("/"))
            assert caught.value.kind == "too_large"
            assert tracemalloc.get_traced_memory()[1] < 8_000_000
        finally:
            tracemalloc.stop()


async def test_an_answer_that_never_ends_is_cut_off() -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 65536)

    async with serving() as site, Client(LOOPBACK, limits=QUICK) as client:
        site.answers["/"] = endless
        with pytest.raises(HttpError) as caught:
            await client.get(site.url("/"))
        assert caught.value.kind == "too_large"


async def test_an_answer_of_a_byte_now_and_then_ends_with_the_time_allowed() -> None:
    async def dripping(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x")
            await asyncio.sleep(0.05)

    async with serving() as site, Client(LOOPBACK, limits=QUICK) as client:
        site.answers["/"] = dripping
        with pytest.raises(HttpError) as caught:
            await client.get(site.url("/"))
        assert caught.value.kind == "timeout"


async def test_a_server_that_says_nothing_is_a_timeout() -> None:
    async def silent(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(5)
        return web.Response()

    async with serving() as site, Client(LOOPBACK, limits=QUICK) as client:
        site.answers["/"] = silent
        with pytest.raises(HttpError) as caught:
            await client.get(site.url("/"))
        assert caught.value.kind == "timeout"


async def test_a_refused_connection_is_a_named_error() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with Client(LOOPBACK, limits=QUICK) as client:
        with pytest.raises(HttpError) as caught:
            await client.get(f"http://127.0.0.1:{port}/")
        assert caught.value.kind == "connect"


async def test_a_name_that_does_not_exist_is_a_named_error() -> None:
    async with Client(limits=QUICK) as client:
        with pytest.raises(HttpError) as caught:
            await client.get("http://no-such-host.invalid/")
        assert caught.value.kind in ("dns", "timeout")


async def test_an_answer_that_is_no_http_is_a_named_error() -> None:
    async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"\x16\x03\x01 this is not HTTP\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(garbage, "127.0.0.1", 0)
    async with server, Client(LOOPBACK, limits=QUICK) as client:
        with pytest.raises(HttpError):
            await client.get(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")


def redirect(to: str, status: int = 302):  # type: ignore[no-untyped-def]
    return answer(status=status, Location=to)


async def test_redirects_are_followed_to_their_end() -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers |= {"/a": redirect("/b"), "/b": redirect("c/d?x=1"), "/c/d": answer("end")}
        found = await client.get(site.url("/a"))
        assert (found.body, found.url) == (b"end", site.url("/c/d?x=1"))


async def test_a_redirect_to_an_arabic_path_arrives() -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers |= {"/a": redirect("/خبر"), "/خبر": answer("end")}
        assert (await client.get(site.url("/a"))).body == b"end"


async def test_an_address_that_is_escaped_is_asked_for_as_it_is() -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        await client.get(site.url("/%D8%AE%D8%A8%D8%B1%2F1?u=a%2Bb"))
        assert site.asked[0].raw_path == "/%D8%AE%D8%A8%D8%B1%2F1?u=a%2Bb"


@pytest.mark.parametrize("status", [301, 308])
async def test_a_move_for_good_is_remembered(status: int) -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers |= {"/a": redirect("/b", status), "/b": redirect("/c", 301), "/c": answer("end")}
        assert (await client.get(site.url("/a"))).permanent_url == site.url("/c")


async def test_one_passing_redirect_keeps_the_old_address() -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers |= {"/a": redirect("/b", 301), "/b": redirect("/c", 302), "/c": answer("end")}
        assert (await client.get(site.url("/a"))).permanent_url is None


async def test_an_answer_without_redirects_names_no_new_address() -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers["/a"] = answer("end")
        assert (await client.get(site.url("/a"))).permanent_url is None


async def test_five_redirects_are_followed_and_a_sixth_is_not() -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(6)}
        site.answers["/6"] = answer("end")
        assert (await client.get(site.url("/1"))).body == b"end"
        with pytest.raises(HttpError) as caught:
            await client.get(site.url("/0"))
        assert caught.value.kind == "redirects"


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://[::1]:1/", "file:///etc/passwd", "http://user@127.0.0.1/", "http://localhost.localdomain:1/"]
)
async def test_a_redirect_to_a_forbidden_address_is_refused(target: str) -> None:
    async with serving() as site, Client(LOOPBACK, resolver=Names(["10.1.2.3"])) as client:
        site.answers["/a"] = redirect(target)
        with pytest.raises(AddressRefused):
            await client.get(site.url("/a"))


async def test_an_address_is_refused_unless_its_range_is_allowed() -> None:
    async with serving() as site, Client() as client:
        with pytest.raises(AddressRefused):
            await client.get(site.url("/"))
        assert site.asked == []


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f.0.0.1", "2130706433", "017700000001", "0"])
async def test_a_name_for_this_machine_is_refused(host: str) -> None:
    async with Client(limits=QUICK) as client:
        with pytest.raises(AddressRefused):
            await client.get(f"http://{host}:1/")


async def test_a_name_is_judged_by_the_address_that_is_connected_to() -> None:
    async with serving() as site:
        port = site.base.rpartition(":")[2]
        async with Client(resolver=Names(["127.0.0.1"])) as client:
            with pytest.raises(AddressRefused):
                await client.get(f"http://news.example:{port}/")
        assert site.asked == []


async def test_of_several_addresses_only_the_permitted_are_connected_to() -> None:
    async with serving() as site, Client(LOOPBACK, resolver=Names(["10.0.0.1", "127.0.0.1"]), limits=QUICK) as client:
        site.answers["/"] = answer("public")
        port = site.base.rpartition(":")[2]
        assert (await client.get(f"http://news.example:{port}/")).body == b"public"


async def test_a_name_that_changes_its_address_is_judged_again() -> None:
    guard = Guard.of(["127.0.0.1/32"])
    async with serving() as site, Client(guard, resolver=Names(["127.0.0.1"], ["127.0.0.2"])) as client:
        port = site.base.rpartition(":")[2]
        site.answers["/"] = redirect(f"http://other.example:{port}/inside")
        with pytest.raises(AddressRefused):
            await client.get(f"http://news.example:{port}/")


async def test_a_post_arrives_with_its_body_and_headers() -> None:
    seen: list[tuple[bytes, str]] = []

    async def take(request: web.Request) -> web.StreamResponse:
        seen.append((await request.read(), request.headers["Webhook-Id"]))
        return web.Response(status=202, text="taken")

    async with serving() as site, Client(LOOPBACK) as client:
        site.answers["/hook"] = take
        found = await client.post(site.url("/hook"), b"{}", {"Webhook-Id": "a1"})
        assert (found.status, found.body, seen) == (202, b"taken", [(b"{}", "a1")])


async def test_a_post_follows_no_redirect() -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers |= {"/hook": redirect("/other", 307), "/other": answer("taken")}
        assert (await client.post(site.url("/hook"), b"{}", {})).status == 307
        assert site.paths() == ["/hook"]


async def test_a_long_answer_to_a_post_is_cut_and_its_status_kept() -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers["/hook"] = answer(b"x" * 1_000_000, status=500)
        found = await client.post(site.url("/hook"), b"{}", {})
        assert (found.status, len(found.body)) == (500, 65536)


async def test_no_cookie_is_sent_back() -> None:
    async with serving() as site, Client(LOOPBACK) as client:
        site.answers["/"] = answer("x", Set_Cookie="id=1; Path=/")
        await client.get(site.url("/"))
        await client.get(site.url("/"))
        assert "Cookie" not in site.asked[1].headers


async def test_the_user_agent_is_the_configured_one() -> None:
    async with serving() as site, Client(LOOPBACK, user_agent="Mozilla/5.0 (compatible; Rasd/0.1; +https://rasd.example)") as client:
        await client.get(site.url("/"))
        assert "rasd.example" in site.asked[0].headers["User-Agent"]


async def test_a_client_works_on_after_a_failure() -> None:
    async with serving() as site, Client(LOOPBACK, limits=QUICK) as client:
        site.answers |= {"/bad": answer(b"not gzip", Content_Encoding="gzip"), "/good": answer("fine")}
        with pytest.raises(HttpError):
            await client.get(site.url("/bad"))
        assert (await client.get(site.url("/good"))).body == b"fine"
