"""Every line of the log is one JSON object, whoever wrote it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from monitor import log


@pytest.fixture(autouse=True)
def _restore_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_our_own_lines_name_their_component_and_keep_arabic_readable(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(json=True)
    log.get("poll").warning("feed failed", feed="شبكة")
    (line,) = lines(capsys)
    assert (line["component"], line["event"], line["feed"], line["level"]) == ("poll", "feed failed", "شبكة", "warning")


def test_a_librarys_lines_are_json_too_with_quotes_line_breaks_and_tracebacks(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(json=True)
    try:
        int('said "no"\nand no again')
    except ValueError:
        logging.getLogger("rq.worker").exception('job "a" failed:\n%s', "twice")
    (line,) = lines(capsys)
    assert line["component"] == "rq.worker"
    assert line["event"] == 'job "a" failed:\ntwice'
    assert "ValueError" in str(line["exception"])


def test_what_libraries_tell_in_passing_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(json=True)
    logging.getLogger("rq.worker").info("job done")
    assert lines(capsys) == []
