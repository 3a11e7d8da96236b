"""Downloading an article's page, as evidence: the bytes as sent (decompressed), with where they came from and when.

Policy: robots.txt first, unless the outlet's is switched off; then one request at a time per host, rested. Permanent, so
that the feed's own summary is used at once: the server says that the page is gone, forbidden or withheld (401, 403, 404,
410, 451), robots.txt forbids it, the address is refused, what comes is larger than 5 MiB or is not HTML. Everything else
may pass and is temporary: time-outs, broken connections, 429 and 5xx. The charset is left to whoever reads the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.canonical import canonical_url
from monitor.errors import FetchError, FetchRefused, HttpError
from monitor.fetch.hosts import Hosts
from monitor.fetch.robots import Robots
from monitor.headers import charset_of, retry_after
from monitor.http import MIB, Client, Response

MAX_BYTES = 5 * MIB
LONGEST_WAIT = 60.0  # seconds; whoever would wait longer for a host is sent away to come back
_ACCEPT = {"Accept": "text/html, application/xhtml+xml;q=0.9, */*;q=0.1", "Accept-Language": "ar, en;q=0.5"}
_KEPT_HEADERS = ("content-type", "content-language", "date", "last-modified", "etag", "server", "content-location", "link")
_GONE = {401: "wants a login", 402: "wants payment", 403: "refused", 404: "not found", 410: "gone", 451: "withheld for legal reasons"}
_HTML_TYPES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain", "")
_SURE_TYPES = ("text/html", "application/xhtml+xml")
_HTML_MARK = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|title|div|p)\b", re.IGNORECASE)
_OTHER_MARK = re.compile(rb"\A\s*(?:%PDF|\x89PNG|\xff\xd8\xff|GIF8|PK\x03\x04|RIFF|ID3|\x1f\x8b|OggS)")


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page in hand. ``body`` is what was sent, decompressed and otherwise untouched; ``sha256`` is of it."""

    url: str
    final_url: str
    canonical_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    sha256: str
    fetched_at: datetime
    charset: str | None = None  # as the Content-Type header declares it


class PageFetcher:
    """Downloads pages politely. One per process: politeness is shared through it."""

    def __init__(self, client: Client, hosts: Hosts, robots: Robots) -> None:
        self._client = client
        self._hosts = hosts
        self._robots = robots

    async def fetch(self, url: str, now: datetime, *, robots: bool = True) -> FetchedPage:
        """The page, or ``FetchError`` (try again), or ``FetchRefused`` (never)."""
        self._client.guard.check_url(url)
        if (rest := self._hosts.resting(url)) > LONGEST_WAIT:
            raise FetchError(f"the host asked to be left alone: {url}", retry_after=rest)
        async with self._hosts.turn(url):
            if robots:
                await self._ask_permission(url, now)
            answer = await self._ask(url)
        self._refuse_unusable(answer, url, now)
        return _page(url, answer, now)

    async def _ask_permission(self, url: str, now: datetime) -> None:
        verdict = await self._robots.verdict(url, now)
        if verdict.temporary:
            raise FetchError(f"{verdict.reason}: {url}", retry_after=600)
        if not verdict.allowed:
            raise FetchRefused(f"{verdict.reason}: {url}")
        self._hosts.rest(url, verdict.delay or 0.0)

    async def _ask(self, url: str) -> Response:
        limits = replace(self._client.limits, max_bytes=min(MAX_BYTES, self._client.limits.max_bytes))
        try:
            return await self._client.get(url, _ACCEPT, limits)
        except HttpError as error:
            if error.kind in ("too_large", "encoding"):
                raise FetchRefused(f"{error}: {url}") from error
            raise FetchError(f"{error}: {url}") from error

    def _refuse_unusable(self, answer: Response, url: str, now: datetime) -> None:
        if answer.status in _GONE:
            raise FetchRefused(f"HTTP {answer.status}: {_GONE[answer.status]}: {url}", status=answer.status)
        if answer.status != 200:
            wait = retry_after(answer.headers, now)
            if wait and answer.status in (429, 503):
                self._hosts.rest(url, min(wait, 3600.0))
            raise FetchError(f"HTTP {answer.status}: {url}", status=answer.status, retry_after=wait)
        if why := why_not_html(answer.headers.get("content-type", ""), answer.body):
            raise FetchRefused(f"{why}: {url}", status=answer.status)


def why_not_html(content_type: str, body: bytes) -> str | None:
    """What speaks against this being a page: its declared type, else its first bytes."""
    media = content_type.partition(";")[0].strip().lower()
    if media not in _HTML_TYPES:
        return f"not HTML but {media[:60]}"
    if not body.strip():
        return "an empty answer"
    if _OTHER_MARK.match(body[:64]):
        return "not HTML by its content"
    plain = body[:4096].replace(b"\x00", b"")  # UTF-16 has a zero beside each letter
    return None if media in _SURE_TYPES or _HTML_MARK.search(plain) else "not HTML by its content"


def _page(url: str, answer: Response, now: datetime) -> FetchedPage:
    return FetchedPage(
        url=url,
        final_url=answer.url,
        canonical_url=canonical_url(answer.url),
        status=answer.status,
        headers={name: answer.headers[name][:1000] for name in _KEPT_HEADERS if name in answer.headers},
        body=answer.body,
        sha256=hashlib.sha256(answer.body).hexdigest(),
        fetched_at=now,
        charset=charset_of(answer.headers),
    )
