"""What a rewritten text has added, and where it stands."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from monitor.incidents.additions import additions, in_the_whole
from monitor.model import Evidence
from tests.incidents.build import report

LINES = st.lists(st.sampled_from(["غارة على البلدة", "قصف مدفعي", "", "  ", "بيان", "ارتفاع الحصيلة إلى سبعة"]), max_size=8)


def test_only_lines_that_stood_in_no_earlier_version_are_added() -> None:
    assert additions("ثالث\nأول\n\nثان  جديد", ["أول\nثان", "ثان"]).text == "ثالث\nثان  جديد"
    assert additions("أول\n ثان\tجديد", ["ثان جديد\nأول"]).text == "", "white space is no addition"


@given(LINES, LINES)
def test_every_added_line_is_where_it_is_said_to_be(now: list[str], before: list[str]) -> None:
    text = "\n".join(now)
    added = additions(text, ["\n".join(before)])
    for number, line in enumerate(added.text.splitlines()):
        here, there = added.starts[number]
        assert added.text[here : here + len(line)] == text[there : there + len(line)] == line


def test_evidence_points_into_the_whole_text_or_is_left_out() -> None:
    text = "أول\nغارة على البلدة\nثان\nقصف مدفعي"
    added = additions(text, ["أول\nثان"])
    raid, both = "غارة", "البلدة\nقصف"
    told = replace(
        report("a", "09:00").strike,
        evidence=(
            Evidence("event_type", "r", raid, 0, len(raid), raid),
            Evidence("event_type", "r", "قصف", added.text.index("قصف"), added.text.index("قصف") + 3, "قصف"),
            Evidence("event_type", "r", both, added.text.index(both), added.text.index(both) + len(both), both),
            Evidence("event_type", "r", "عنوان", 0, 5, "عنوان", part="title"),
        ),
    )
    (moved,) = in_the_whole([told], added, text)
    assert [(piece.text, piece.part) for piece in moved.evidence] == [(raid, "text"), ("قصف", "text"), ("عنوان", "title")]
    assert all(text[piece.start : piece.end] == piece.text for piece in moved.evidence if piece.part == "text")
