"""robots.txt, by RFC 9309. The only protego import.

Policy: rules are kept for a day. No file (4xx) means
that all is allowed; a server that cannot be reached or fails (5xx) means that nothing is, for ten minutes: that refusal is
temporary. At most 500 KiB of a file count. A crawl delay is honoured up to half a minute.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from monitor.errors import HttpError
from monitor.http import Client, Response

AGENT = "Rasd"
_KEPT = timedelta(days=1)
_UNREACHABLE = timedelta(minutes=10)
_MAX_BYTES = 500 * 1024
_MAX_DELAY = 30.0
_MAX_HOSTS = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a page may be fetched; a refusal that is ``temporary`` is one of a server in trouble, not of its rules."""

    allowed: bool
    temporary: bool = False
    delay: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Rules:
    until: datetime
    parsed: Protego | None = None
    trouble: str = ""


class Robots:
    """The rules of the hosts that were asked, kept until they expire."""

    def __init__(self, client: Client, agent: str = AGENT) -> None:
        self._client = client
        self._agent = agent
        self._rules: dict[str, _Rules] = {}

    async def verdict(self, url: str, now: datetime) -> Verdict:
        """What the rules of this URL's host say of it. Raises ``AddressRefused`` for a host that may not be talked to."""
        place = _place(url)
        rules = self._rules.get(place)
        if rules is None or rules.until <= now:
            rules = await self._ask(place, now)
            self._keep(place, rules, now)
        return _judge(rules, url, self._agent)

    async def _ask(self, place: str, now: datetime) -> _Rules:
        limits = replace(self._client.limits, max_bytes=_MAX_BYTES)
        try:
            answer = await self._client.get(place, {"Accept": "text/plain, */*;q=0.5"}, limits)
        except HttpError as error:
            if error.kind in ("too_large", "encoding", "redirects"):
                return _Rules(now + _KEPT)  # there is an answer, and no rule in it that can be read
            return _Rules(now + _UNREACHABLE, trouble=f"robots.txt: {error}")
        return _rules(answer, now)

    def _keep(self, place: str, rules: _Rules, now: datetime) -> None:
        if len(self._rules) >= _MAX_HOSTS:
            self._rules = {name: kept for name, kept in self._rules.items() if kept.until > now}
        if len(self._rules) >= _MAX_HOSTS:
            self._rules.pop(next(iter(self._rules)))
        self._rules[place] = rules


def _place(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def _rules(answer: Response, now: datetime) -> _Rules:
    if answer.status >= 500 or answer.status == 429:
        return _Rules(now + _UNREACHABLE, trouble=f"robots.txt: HTTP {answer.status}")
    if answer.status != 200 or answer.body.lstrip()[:1] == b"<":  # a page that says "not found" with status 200
        return _Rules(now + _KEPT)
    return _Rules(now + _KEPT, parsed=Protego.parse(answer.body.decode("utf-8", "replace")))


def _judge(rules: _Rules, url: str, agent: str) -> Verdict:
    if rules.trouble:
        return Verdict(allowed=False, temporary=True, reason=rules.trouble)
    if rules.parsed is None:
        return Verdict(allowed=True)
    delay = rules.parsed.crawl_delay(agent)
    if not rules.parsed.can_fetch(url, agent):
        return Verdict(allowed=False, reason="robots.txt forbids it")
    return Verdict(allowed=True, delay=min(delay, _MAX_DELAY) if delay else None)
