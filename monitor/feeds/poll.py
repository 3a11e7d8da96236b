"""One poll of one feed: ask, if something is new decode and parse it, and say how it went.

Whatever a server does is an outcome, not an exception: a ``PollResult`` that failed carries an error in words and a named
problem. The validators handed back are those to send next time: a document that could not be read leaves the old ones,
so that it is not mistaken for known. A new address counts only when every redirect on the way was permanent and there was
a feed at its end.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from monitor.errors import AddressRefused, FeedError, HttpError
from monitor.feeds.decode import feed_text
from monitor.feeds.parse import FeedEntry, ParsedFeed, parse
from monitor.feeds.policy import Ending, Wishes
from monitor.headers import charset_of, fresh_for, retry_after
from monitor.http import Client, Response

_ACCEPT = "application/rss+xml, application/atom+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5"
_SLOW_TO_PARSE = 256 * 1024  # larger feeds are parsed beside the event loop, which must not stand still

_PROBLEMS = {
    400: ("client_error", "the server calls the request wrong"),
    401: ("forbidden", "the feed wants a login"),
    402: ("forbidden", "the feed wants payment"),
    403: ("forbidden", "the server refuses to give the feed"),
    404: ("not_found", "there is no feed at this address"),
    406: ("forbidden", "the server refuses to give the feed"),
    408: ("timeout", "the server gave up waiting"),
    410: ("gone", "the feed is gone for good"),
    429: ("throttled", "the server says that it is asked too often"),
    451: ("forbidden", "the feed is withheld for legal reasons"),
    503: ("throttled", "the server is overloaded or under maintenance"),
}


@dataclass(frozen=True, slots=True)
class PollRequest:
    """What to ask: the address, and the validators of the last answer that was good."""

    url: str
    zone: str = "Asia/Damascus"
    arabic: bool = True
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class PollResult:
    """How a poll ended. ``problem`` is a fixed word for what failed: ``timeout``, ``gone``, ``not_a_feed``, ..."""

    ending: Ending
    status: int | None = None
    entries: tuple[FeedEntry, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    permanent_url: str | None = None
    retry_after: float | None = None
    max_age: float | None = None
    ttl: float | None = None
    version: str = ""
    title: str = ""
    encoding: str = ""
    malformed: bool = False
    error: str | None = None
    problem: str = ""

    @property
    def wishes(self) -> Wishes:
        """What the policy wants to know of the answer."""
        return Wishes(self.retry_after, self.max_age, self.ttl, gone=self.problem == "gone")


async def poll(client: Client, request: PollRequest, now: datetime) -> PollResult:
    """Poll once; the result tells of every failure."""
    failed = partial(PollResult, Ending.FAILED, etag=request.etag, last_modified=request.last_modified)
    try:
        answer = await client.get(request.url, _headers(request))
    except AddressRefused as error:
        return failed(error=str(error), problem="refused")
    except HttpError as error:
        return failed(error=str(error), problem=error.kind)
    failed = partial(failed, status=answer.status, retry_after=retry_after(answer.headers, now))
    if answer.status == 304:
        return _unchanged(request, failed, answer, now)
    if answer.status != 200:
        problem, words = _problem(answer.status)
        return failed(error=f"HTTP {answer.status}: {words}", problem=problem)
    return await _fresh(request, failed, answer, now)


def _headers(request: PollRequest) -> dict[str, str]:
    wanted = {
        "Accept": _ACCEPT,
        "Accept-Language": "ar, en;q=0.5" if request.arabic else "en, ar;q=0.5",
        "If-None-Match": request.etag,
        "If-Modified-Since": request.last_modified,
    }
    return {name: value for name, value in wanted.items() if value}


def _problem(status: int) -> tuple[str, str]:
    if status in _PROBLEMS:
        return _PROBLEMS[status]
    if status >= 500:
        return "server_error", "the server failed"
    return "client_error", "the server gives no feed"


def _unchanged(request: PollRequest, failed: partial[PollResult], answer: Response, now: datetime) -> PollResult:
    if not (request.etag or request.last_modified):
        return failed(error='HTTP 304: "unchanged" to a request without conditions', problem="protocol")
    return PollResult(
        Ending.UNCHANGED,
        status=answer.status,
        etag=answer.headers.get("etag") or request.etag,
        last_modified=request.last_modified,
        permanent_url=answer.permanent_url,
        retry_after=retry_after(answer.headers, now),
        max_age=fresh_for(answer.headers, now),
    )


async def _fresh(request: PollRequest, failed: partial[PollResult], answer: Response, now: datetime) -> PollResult:
    try:
        if len(answer.body) > _SLOW_TO_PARSE:
            feed, encoding = await asyncio.to_thread(read, answer, request, now)
        else:
            feed, encoding = read(answer, request, now)
    except FeedError as error:
        return failed(error=str(error), problem="not_a_feed")
    return PollResult(
        ending=Ending.FRESH,
        status=answer.status,
        entries=feed.entries,
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        permanent_url=answer.permanent_url,
        retry_after=retry_after(answer.headers, now),
        max_age=fresh_for(answer.headers, now),
        ttl=feed.ttl,
        version=feed.version,
        title=feed.title,
        encoding=encoding,
        malformed=feed.malformed,
    )


def read(answer: Response, request: PollRequest, now: datetime) -> tuple[ParsedFeed, str]:
    """The feed in an answer's body and the encoding it was read as."""
    text, encoding = feed_text(answer.body, charset_of(answer.headers))
    return parse(text, answer.url, request.zone, now, arabic=request.arabic), encoding
