"""Structured logs: readable lines on a terminal, one JSON object a line elsewhere."""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor


def configure(level: str = "info", json: bool | None = None) -> None:
    """Set up logging for this process. ``json=None`` decides by whether standard error is a terminal."""
    as_json = not sys.stderr.isatty() if json is None else json
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # exceptions become one field in JSON; on a terminal the console renderer draws them itself
    tail: list[Processor] = [structlog.dev.ConsoleRenderer()]
    if as_json:
        tail = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    structlog.configure(
        processors=[*shared, *tail],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    _adopt_libraries([*shared, structlog.stdlib.ExtraAdder()], tail)


def _adopt_libraries(shared: list[Processor], tail: list[Processor]) -> None:
    """What libraries log through the standard library comes out in the same form; only what an operator must know of."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)  # of the handler too: some libraries lower their own loggers' level
    final = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *tail]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=[*shared, _name_the_library], processors=final))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of every tick that is still running when the next one is due
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports every page it cannot read; so do we, by name


def _name_the_library(logger: object, method: str, event: EventDict) -> EventDict:  # noqa: ARG001 - structlog's signature
    record = event.get("_record")
    event["component"] = record.name if isinstance(record, logging.LogRecord) else "library"
    return event


def get(component: str) -> FilteringBoundLogger:
    """A logger that names its component on every line."""
    logger: FilteringBoundLogger = structlog.get_logger(component=component)
    return logger
