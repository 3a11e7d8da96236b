"""Structured logs: readable lines on a terminal, one JSON object a line elsewhere."""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import FilteringBoundLogger, Processor


def configure(level: str = "info", json: bool | None = None) -> None:
    """Set up logging for this process. ``json=None`` decides by whether standard error is a terminal."""
    as_json = not sys.stderr.isatty() if json is None else json
    # exceptions become one field in JSON; on a terminal the console renderer draws them itself
    tail: list[Processor] = [structlog.dev.ConsoleRenderer()]
    if as_json:
        tail = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *tail,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    _quiet_libraries()


def _quiet_libraries() -> None:
    # these libraries log through the standard library; only what an operator must act on comes through
    logging.basicConfig(format='{"level": "%(levelname)s", "logger": "%(name)s", "event": "%(message)s"}', level=logging.ERROR)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports every page it cannot read; so do we, by name


def get(component: str) -> FilteringBoundLogger:
    """A logger that names its component on every line."""
    logger: FilteringBoundLogger = structlog.get_logger(component=component)
    return logger
