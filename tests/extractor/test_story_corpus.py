"""Every short article of tests/corpus/stories.tsv tells the strikes that it tells, each with its own dead and doer, and no other."""

from __future__ import annotations

import pytest

from monitor.model import Count, Kind, Role, Strike
from tests.extractor.corpus import rows
from tests.extractor.stories import told

ROWS = rows("stories.tsv")
_NEWS = (Kind.NEW, Kind.UPDATE)


def _figure(count: Count | None) -> str:
    if count is None:
        return "-"
    return "~" if count.numberless else str(count.min if count.min is not None else count.max)


def _line(strike: Strike) -> tuple[str, ...]:
    regions = {place.admin1 or place.country for place in strike.locations if place.role is Role.TARGET}
    doers = {actor.id for actor in strike.actors} - {"unknown"}
    return "+".join(sorted(regions)), _figure(strike.casualties.killed), _figure(strike.casualties.wounded), "+".join(sorted(doers)) or "-"


def _fits(wanted: str, line: tuple[str, ...]) -> bool:
    return all(want in ("*", found) for want, found in zip(wanted.split(), line, strict=True))


@pytest.mark.parametrize(("strikes", "title", "text"), ROWS, ids=[row[2][:60] for row in ROWS])
def test_a_story_tells_its_strikes_and_no_other(strikes: str, title: str, text: str) -> None:
    lines = [_line(strike) for strike in told(text.replace(" / ", "\n"), "" if title == "-" else title) if strike.kind in _NEWS]
    wanted = [] if strikes == "none" else strikes.split("; ")
    assert len(lines) == len(wanted), lines
    assert all(any(_fits(want, line) for line in lines) for want in wanted), lines
