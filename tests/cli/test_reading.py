"""Articles that a person hands in: zones and encodings as they come."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import STORY, lines, place, rasd

__all__ = ["place"]  # the fixture that gives each test a directory of its own


@pytest.mark.parametrize("command", ["extract", "explain"])
def test_a_zone_that_there_is_none_of_is_one_line_and_status_2(command: str) -> None:
    result = rasd(command, "-", "--zone", "Mars/Olympus", text=STORY)
    assert result.exit_code == 2
    assert result.stderr.strip().splitlines() == [
        "there is no time zone 'Mars/Olympus'; write an IANA name, such as Asia/Damascus [operator]"
    ]


def test_a_line_with_an_unknown_zone_or_a_title_that_is_no_text_stops_no_other() -> None:
    good = {"id": "a", "text": STORY, "published": "2026-03-05T12:00:00+03:00"}
    rows = [{**good, "zone": "Mars"}, {**good, "title": 7}, good]
    result = rasd("extract", "--jsonl", text="\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a"]
    assert "line 1: there is no time zone 'Mars'" in result.stderr
    assert "line 2: 'title' is not a string" in result.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1256", "utf-16"])
def test_a_text_file_is_read_in_the_encoding_it_is_in(place: Path, encoding: str) -> None:
    file = place / "story.txt"
    file.write_bytes(f"{STORY}\n{STORY}".encode(encoding, "ignore"))
    (found,) = lines(rasd("extract", str(file), "--json"))
    (incident,) = found["incidents"]  # type: ignore[misc, attr-defined]
    assert incident["locations"][0]["name"] == "الميادين"
