"""The error tree. Each error says whose fault it is and whether the same thing will be tried again.

``fault`` is one of ``operator`` (config, secrets), ``feed`` (a feed or page sent something unusable), ``receiver`` (a mail
server or webhook), ``network`` and ``rasd`` (a defect here). ``permanent`` errors are not retried.
"""

from __future__ import annotations

from dataclasses import dataclass


class RasdError(Exception):
    """Base of everything that Rasd raises on purpose."""

    fault = "rasd"
    permanent = True


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in the configuration: its YAML path, its line, and what to do about it."""

    path: str
    line: int | None
    message: str
    file: str = ""

    def __str__(self) -> str:
        where = ":".join(part for part in (self.file, str(self.line or "")) if part)
        return ": ".join(part for part in (where, self.path, self.message) if part)


class ConfigError(RasdError):
    """The operator's configuration cannot be used; the message names the file, path and line of every problem."""

    fault = "operator"

    def __init__(self, message: str = "", problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message or "\n".join(map(str, problems)))
        self.problems = problems


class AlreadyRunning(RasdError):
    """Another service holds this data directory."""

    fault = "operator"


class FeedError(RasdError):
    """A feed answered with something that is not a feed, or with an HTTP error."""

    fault = "feed"
    permanent = False


class HttpError(RasdError):
    """An HTTP exchange did not come to an answer that can be used.

    ``kind`` is one of ``timeout``, ``connect``, ``tls``, ``dns``, ``protocol``, ``too_large``, ``encoding`` and ``redirects``.
    """

    fault = "network"
    permanent = False

    def __init__(self, message: str, kind: str = "protocol") -> None:
        super().__init__(message)
        self.kind = kind


class FetchError(RasdError):
    """A page could not be fetched this time; it will be tried again, not before ``retry_after`` seconds where it is set."""

    fault = "feed"
    permanent = False

    def __init__(self, message: str, *, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class FetchRefused(FetchError):
    """A page will never be fetched as asked: gone, forbidden by robots.txt, not HTML, too large."""

    permanent = True


class AddressRefused(FetchRefused):
    """An address is outside what this service may talk to (loopback, private, link-local, ...)."""

    fault = "operator"


class BodyError(RasdError):
    """No article text could be read from a page."""

    fault = "feed"


class LexiconError(RasdError):
    """A lexicon or gazetteer file is wrong; the message names file, line and problem."""

    fault = "operator"


class StoreError(RasdError):
    """The database could not be read or written; the work stays due and is tried again.

    ``reason`` is one of ``disk_full``, ``locked``, ``connection``, ``conflict`` and ``other``.
    """

    fault = "operator"
    permanent = False

    def __init__(self, message: str, reason: str = "other") -> None:
        super().__init__(message)
        self.reason = reason


class MissingRow(StoreError):
    """Something was asked of a row that is not there; asking again will not help."""

    fault = "rasd"
    permanent = True


class AnalystError(RasdError):
    """What an analyst asks by hand cannot be done to these incidents."""

    fault = "operator"


class DeliveryError(RasdError):
    """A channel did not take an alert. ``permanent`` is set per instance: a refusal is final, a time-out is not."""

    fault = "receiver"

    def __init__(self, message: str, *, permanent: bool = False, retry_after: float | None = None, remaining: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after  # seconds the receiver asked for
        self.remaining = remaining  # who is still to be reached, where some of several were; empty means all


class ChannelGone(DeliveryError):
    """A receiver says that it wants no more, ever (410): the channel is to be disabled, with a word in the log."""

    def __init__(self, message: str) -> None:
        super().__init__(message, permanent=True)


class UnknownRegion(ConfigError):
    """A watch names a region that the gazetteer does not know; ``near`` lists what may have been meant."""

    def __init__(self, text: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(f"unknown region {text!r}" + (f"; did you mean {', '.join(near)}?" if near else ""))
        self.text = text
        self.near = near
