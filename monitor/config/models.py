"""The shape of ``config.yaml``, and the domain objects that it stands for."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator, model_validator

from monitor.config.channels import NAME, Channel
from monitor.config.near import suggestion
from monitor.config.regions import RegionEntry
from monitor.config.section import Section
from monitor.config.values import Duration, Network, OneOrMany, ServerUrl, Span, WebUrl, Zone, parse_duration, reading
from monitor.model import Alignment, EventType, Outlet, QuietHours, Watch

COUNTRY = r"^([A-Z]{2})?$"
CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"


class FeedConfig(Section):
    """One feed and the outlet that publishes it. A bare address is enough; the outlet is then named by its host."""

    url: WebUrl
    outlet: str = ""
    country: str = Field(default="", pattern=COUNTRY)
    alignment: Alignment = Alignment.INDEPENDENT
    zone: Zone = "Asia/Damascus"
    interval: Span | None = None  # None: the polling section's
    enabled: bool = True
    robots: bool = True  # honour robots.txt for this outlet's pages
    arabic: bool = True

    @model_validator(mode="before")
    @classmethod
    def _bare_address(cls, value: Any) -> Any:
        return {"url": value} if isinstance(value, str) else value

    @property
    def publisher(self) -> Outlet:
        return Outlet(self.outlet or urlsplit(self.url).hostname or self.url, self.country, self.alignment, self.zone)


class QuietHoursConfig(Section):
    """Hours in which alerts wait for one digest."""

    start: str = Field(pattern=CLOCK)
    end: str = Field(pattern=CLOCK)
    zone: Zone = "Asia/Damascus"


class WatchConfig(Section):
    """What an operator wants to hear of, as written; :meth:`watch` is the domain's."""

    name: str = Field(pattern=NAME)
    regions: Annotated[tuple[RegionEntry, ...], OneOrMany] = Field(min_length=1)
    channels: Annotated[tuple[str, ...], OneOrMany] = Field(min_length=1)
    exclude: Annotated[tuple[RegionEntry, ...], OneOrMany] = ()
    event_types: Annotated[frozenset[EventType], OneOrMany] = frozenset()
    actors: Annotated[frozenset[str], OneOrMany] = frozenset()
    target_classes: Annotated[frozenset[str], OneOrMany] = frozenset()
    min_killed: int = Field(default=0, ge=0)
    min_confidence: float = Field(default=0.0, ge=0, le=1)
    min_grade: Literal["single_source", "corroborated", "claimed"] = "single_source"
    languages: Annotated[tuple[Literal["ar", "en"], ...], OneOrMany] = Field(default=("ar", "en"), min_length=1)
    updates: frozenset[Literal["toll_rise", "claimed", "corroborated", "retracted", "corrected"]] = frozenset(
        {"toll_rise", "claimed", "retracted"}  # a second outlet alone is no second alert, unless it is asked for
    )
    toll_step: int = Field(default=5, ge=1)
    quiet_hours: QuietHoursConfig | None = None
    severity: Literal["low", "normal", "high"] = "normal"

    @field_validator("actors")
    @classmethod
    def _known_actors(cls, value: frozenset[str], info: ValidationInfo) -> frozenset[str]:
        return _known(value, reading(info).actors, "actor")

    @field_validator("target_classes")
    @classmethod
    def _known_classes(cls, value: frozenset[str], info: ValidationInfo) -> frozenset[str]:
        return _known(value, reading(info).target_classes, "target class")

    def watch(self) -> Watch:
        own = {name: getattr(self, name) for name in type(self).model_fields if name not in ("regions", "exclude", "quiet_hours")}
        return Watch(
            **own,
            regions=tuple(region for entry in self.regions for region in entry),
            exclude=tuple(region for entry in self.exclude for region in entry),
            quiet_hours=QuietHours(**self.quiet_hours.model_dump()) if self.quiet_hours else None,
        )


def _known(values: frozenset[str], known: frozenset[str], what: str) -> frozenset[str]:
    strange = sorted(values - known) if known else []
    if strange:
        raise ValueError("; ".join(f"unknown {what} {each!r}{suggestion(each, known)}" for each in strange))
    return values


class RedisConfig(Section):
    """Where the queue is. Without a url the service starts its own redis-server beside its data."""

    url: ServerUrl | None = None


class DatabaseConfig(Section):
    """Where the truth is. Without a url: an SQLite file beside the data."""

    url: ServerUrl | None = None


class NetworkConfig(Section):
    """What this service may connect to beyond public addresses, and how it introduces itself."""

    allow: Annotated[tuple[Network, ...], OneOrMany] = ()
    user_agent: str = Field(default="Mozilla/5.0 (compatible; Rasd/0.1; Arabic news monitor)", pattern=r"^[\x20-\x7e]+$")


class PollingConfig(Section):
    """How often feeds are asked."""

    interval: Span = parse_duration("10m")
    floor: Span = parse_duration("1m")
    concurrency: int = Field(default=32, ge=1, le=1000)


class FetchConfig(Section):
    """How politely pages are fetched."""

    pause: Duration = parse_duration("1s")  # between two requests to one host
    concurrency: int = Field(default=16, ge=1, le=1000)


class WorkersConfig(Section):
    """The processes that extract and deliver."""

    count: int = Field(default=2, ge=1, le=64)
    time_limit: Span = parse_duration("60s")  # a job that takes longer is killed


class RetentionConfig(Section):
    """How long evidence is kept; null keeps it for ever."""

    pages: Duration | None = parse_duration("365d")


class BurstConfig(Section):
    """A flood of alerts of one watch becomes one digest."""

    alerts: int = Field(default=20, ge=1)
    within: Span = parse_duration("15m")
    hold: Span = parse_duration("15m")  # how long the rest waits for its digest, at most


class MetricsConfig(Section):
    """Figures for Prometheus. Without a port none are served."""

    address: str = "127.0.0.1"
    port: int | None = Field(default=None, ge=1, le=65535)


class AlertsConfig(Section):
    """What holds for every watch."""

    max_age: Duration = parse_duration("72h")  # an event older than this when first read raises no alert
    max_update_age: Duration = parse_duration("10d")  # nor a further word: the wounded die, and sides claim, for days after
    burst: BurstConfig = BurstConfig()


class Config(Section):
    """The whole configuration. ``watches`` are the domain's, with their regions resolved."""

    instance: str = Field(default="rasd", pattern=r"^[a-z0-9][a-z0-9-]*$")
    feeds: tuple[FeedConfig, ...] = Field(min_length=1)
    watch_entries: tuple[WatchConfig, ...] = Field(alias="watches", min_length=1)
    channels: tuple[Channel, ...] = Field(min_length=1)
    redis: RedisConfig = RedisConfig()
    database: DatabaseConfig = DatabaseConfig()
    network: NetworkConfig = NetworkConfig()
    backfill: Duration = parse_duration("24h")
    polling: PollingConfig = PollingConfig()
    fetch: FetchConfig = FetchConfig()
    workers: WorkersConfig = WorkersConfig()
    retention: RetentionConfig = RetentionConfig()
    alerts: AlertsConfig = AlertsConfig()
    metrics: MetricsConfig = MetricsConfig()

    _files: tuple[Path, ...] = PrivateAttr(default=())
    _fingerprint: str = PrivateAttr(default="")

    @cached_property
    def watches(self) -> tuple[Watch, ...]:
        return tuple(entry.watch() for entry in self.watch_entries)

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that was read: the configuration itself, secret files, polygons."""
        return self._files

    @property
    def fingerprint(self) -> str:
        """A hash over the content of :attr:`files`."""
        return self._fingerprint

    def interval_of(self, feed: FeedConfig) -> timedelta:
        """How often this feed is asked, never below the floor."""
        return max(feed.interval or self.polling.interval, self.polling.floor)

    def channel(self, name: str) -> Channel | None:
        return next((channel for channel in self.channels if channel.name == name), None)

    def watch(self, name: str) -> Watch | None:
        return next((watch for watch in self.watches if watch.name == name), None)

    def read_from(self, files: tuple[Path, ...], fingerprint: str) -> Config:
        """This configuration, remembering what it was read from."""
        self._files, self._fingerprint = files, fingerprint
        return self
