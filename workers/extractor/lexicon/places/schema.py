"""The columns that every table of places has, and how one is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

COLUMNS = ("name", "name_en", "variants", "country", "admin1", "pcode", "district", "lat", "lon", "feature", "population", "source")


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one table; lines that begin with ``#`` are comments. A table that is not there yet has none."""
    if not path.exists():
        return
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(header, line.split("\t"), strict=True))
