"""The one HTTP client: for feeds, pages, robots.txt and webhooks alike. The only aiohttp import.

Policy: every address is judged when it is connected to, each redirect anew, at most five of them; 5 s to connect, 20 s
between bytes, 30 s for the whole exchange with its redirects; bodies are decoded here, piece by piece, up to a limit. There
are no cookies, no proxies from the environment, and a request that is posted follows no redirect. What goes wrong is an
``HttpError`` with a kind, or ``AddressRefused``; no aiohttp type leaves this module.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from types import TracebackType
from urllib.parse import urldefrag, urljoin

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from monitor.errors import AddressRefused, HttpError
from monitor.guard import Guard
from monitor.inflate import Body
from monitor.lookup import look_up

USER_AGENT = "Mozilla/5.0 (compatible; Rasd/0.1; Arabic news monitor)"
MIB = 1024 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_CHUNK = 65536


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how large an exchange may be."""

    connect: float = 5.0
    read: float = 20.0
    total: float = 30.0
    max_bytes: int = 10 * MIB
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Response:
    """An answer in full. Header names are lower case; a header sent twice keeps its first value."""

    status: int
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    permanent_url: str | None = None  # where it has moved for good: set if every redirect on the way said so


class GuardedResolver(AbstractResolver):
    """Resolves a name and keeps only the addresses that may be talked to; the connection is opened to these and no others."""

    def __init__(self, guard: Callable[[], Guard], inner: AbstractResolver) -> None:
        self._guard = guard  # the one in force: an operator may allow a range while we run
        self._inner = inner

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        """The permitted addresses of ``host``; refused if there are none."""
        found = await self._inner.resolve(host, port, family)
        guard = self._guard()
        kept = [one for one in found if guard.why_refused(one["host"]) is None]
        if found and not kept:
            guard.check_address(found[0]["host"], host)
        return kept

    async def close(self) -> None:
        """Close the resolver behind this one."""
        await self._inner.close()


class Lookups(AbstractResolver):
    """The system's own answers, none of which holds up another."""

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        """The addresses of ``host``."""
        found = await look_up(host, port, family)
        return [
            ResolveResult(hostname=host, host=one.host, port=one.port, family=one.family, proto=one.proto, flags=socket.AI_NUMERICHOST)
            for one in found
        ]

    async def close(self) -> None:
        """Nothing to close."""


class Client:
    """A shared session. Open it with ``async with``; use it from one event loop."""

    def __init__(
        self,
        guard: Guard | None = None,
        *,
        user_agent: str = USER_AGENT,
        limits: Limits | None = None,
        resolver: AbstractResolver | None = None,
        connections: int = 100,
    ) -> None:
        self.guard = guard or Guard()
        self.user_agent = user_agent
        self.limits = limits or Limits()
        self._resolver = resolver
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    def use(self, guard: Guard, user_agent: str) -> None:
        """Judge addresses and introduce ourselves so from the next exchange on."""
        self.guard, self.user_agent = guard, user_agent

    async def __aenter__(self) -> Client:
        self._session = aiohttp.ClientSession(
            connector=self._connector(),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            headers={"Accept-Encoding": "gzip, deflate, br"},
            max_line_size=16 * 1024,
            max_field_size=32 * 1024,
        )
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _connector(self) -> aiohttp.TCPConnector:
        resolver = GuardedResolver(lambda: self.guard, self._resolver or Lookups())
        return aiohttp.TCPConnector(resolver=resolver, limit=self._connections, ttl_dns_cache=60)

    async def get(self, url: str, headers: Mapping[str, str] | None = None, limits: Limits | None = None) -> Response:
        """Fetch ``url``, through at most ``limits.redirects`` redirects, each judged like the first address."""
        limits = limits or self.limits
        async with _named_errors(url, limits):
            return await self._follow(url, dict(headers or {}), limits)

    async def _follow(self, url: str, headers: dict[str, str], limits: Limits) -> Response:
        permanent = True
        moved: str | None = None
        for _ in range(limits.redirects + 1):
            answer = await self._exchange("GET", url, headers, None, limits)
            target = _redirect_target(answer)
            if target is None:
                return replace(answer, permanent_url=moved) if moved else answer
            permanent = permanent and answer.status in _PERMANENT
            url, moved = target, target if permanent else None
        raise HttpError(f"more than {limits.redirects} redirects", "redirects")

    async def post(self, url: str, body: bytes, headers: Mapping[str, str], limits: Limits | None = None) -> Response:
        """Post ``body``; the answer is returned as it is, a redirect too, with at most 64 KiB of its body."""
        limits = replace(limits or self.limits, max_bytes=64 * 1024)
        async with _named_errors(url, limits):
            return await self._exchange("POST", url, dict(headers), body, limits, cut=True)

    async def _exchange(
        self, method: str, url: str, headers: dict[str, str], body: bytes | None, limits: Limits, *, cut: bool = False
    ) -> Response:
        if self._session is None:
            raise RuntimeError("the client is used outside its async with block")
        self.guard.check_url(url)
        wire = _wire_url(url)
        self.guard.check_host(wire.host or "")  # as aiohttp reads it: an address in it is connected to without a look-up
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=limits.connect, sock_read=limits.read)
        named = {"User-Agent": self.user_agent, **headers}
        request = self._session.request(method, wire, headers=named, data=body, timeout=timeout, allow_redirects=False)
        async with request as answer:
            lowered = {name.lower(): value for name, value in reversed(list(answer.headers.items()))}
            data = b"" if answer.status in _REDIRECTS else await _read(answer, limits.max_bytes, cut=cut)
            return Response(answer.status, url, lowered, data)


def _wire_url(url: str) -> URL:
    """The URL as yarl takes it: an address that is escaped already is sent as it is, Arabic letters are escaped."""
    return URL(url, encoded=url.isascii() and " " not in url)


async def _read(answer: aiohttp.ClientResponse, limit: int, *, cut: bool) -> bytes:
    body = Body(answer.headers.get("Content-Encoding", ""), limit)
    try:
        async for piece in answer.content.iter_chunked(_CHUNK):
            body.feed(piece)
    except HttpError as error:
        if not (cut and error.kind == "too_large"):
            raise
        answer.close()
    return body.value()


def _redirect_target(answer: Response) -> str | None:
    location = answer.headers.get("location")
    if answer.status not in _REDIRECTS or not location:
        return None
    # aiohttp reads header bytes as UTF-8 with surrogates for what is not; an Arabic path sent raw arrives whole.
    clean = location.strip().encode("utf-8", "replace").decode("utf-8")
    try:
        return urldefrag(urljoin(answer.url, clean)).url
    except ValueError as error:
        raise AddressRefused(f"redirected to what is not a URL: {clean[:200]!r}") from error


@asynccontextmanager
async def _named_errors(url: str, limits: Limits) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(limits.total):
            yield
    except aiohttp.ServerTimeoutError as error:
        raise HttpError(f"no answer: {str(error) or 'timed out'}", "timeout") from error
    except TimeoutError as error:
        raise HttpError(f"not finished after {limits.total:g} s", "timeout") from error
    except (aiohttp.ClientError, OSError, ValueError, UnicodeError) as error:
        raise _named(error, url) from error


def _named(error: Exception, url: str) -> Exception:
    if isinstance(error, aiohttp.InvalidURL):
        return AddressRefused(f"not a URL that can be asked for: {url[:200]}")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return HttpError(f"the host name cannot be resolved: {error.host}", "dns")
    if isinstance(error, (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError, ssl.SSLError)):
        return HttpError(f"TLS failed: {error}", "tls")
    if isinstance(error, (aiohttp.ClientConnectionError, OSError)) and not isinstance(error, aiohttp.ServerDisconnectedError):
        return HttpError(f"cannot connect: {error}", "connect")
    if isinstance(error, aiohttp.ClientError):
        return HttpError(f"the connection broke off: {str(error)[:200] or type(error).__name__}", "protocol")
    return AddressRefused(f"not a URL that can be asked for ({error}): {url[:200]}")
