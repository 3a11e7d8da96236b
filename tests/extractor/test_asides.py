"""What an explanation promises of what is in no record: words of striking and figures, each with the reason."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console

from monitor.model import ArticleContext
from workers.extractor import extract
from workers.extractor.asides import Aside, asides
from workers.extractor.explain import explain_html, explain_terminal

CONTEXT = ArticleContext(datetime(2024, 5, 15, 15, tzinfo=UTC))
STRIKE = "قصفت طائرات حربية اليوم بلدة سرمين بريف إدلب، ما أدى إلى مقتل ثلاثة مدنيين."


def left_of(text: str, title: str = "") -> list[Aside]:
    return asides(title, text, CONTEXT, extract(title, text, CONTEXT))


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("وشن مهاجمو المنتخب غارات على مرمى الضيوف في المباراة.", "of a game"),
        ("ولم تشن الطائرات غارات على المدينة خلال الهدنة.", "not to have happened"),
        ("وأجرى سلاح الجو مناورات حاكت قصف أهداف بحرية.", "a drill"),
        ("وبلغ عدد الغارات منذ بداية العام 400 غارة.", "a sum"),
    ],
)
def test_words_of_striking_that_tell_of_no_strike_say_why(sentence: str, why: str) -> None:
    assert any(why in aside.why for aside in left_of(f"{STRIKE}\n{sentence}"))


def test_the_dead_of_another_cause_are_named() -> None:
    left = left_of(f"{STRIKE}\nوفي حلب، قتل شخصان برصاص مجهولين في حي الفردوس.")
    assert [aside.text for aside in left] == ["قتل شخصان"]


def test_what_is_in_the_record_is_not_left_aside() -> None:
    assert left_of(STRIKE, "مقتل ثلاثة في قصف على سرمين") == []


def test_the_words_stand_where_the_aside_says() -> None:
    title, text = "تهديد بقصف المدينة", f"{STRIKE}\nوأصيب سبعة أشخاص بحادث سير قرب حمص."
    parts = {"title": title, "text": text}
    left = left_of(text, title)
    assert left
    assert all(parts[aside.part][aside.start : aside.end] == aside.text for aside in left)


def test_both_drawings_end_with_what_was_left_aside() -> None:
    text = "وفي حلب، قتل شخصان في غارات <b>وهمية</b>، بحسب مزحة."
    left = [Aside("text", 0, 4, "<b>", "a rule", "it is of a game")]
    page = explain_html("", text, [], left)
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    console = Console(file=StringIO(), width=200)
    console.print(explain_terminal("", text, [], left))
    assert "it is of a game" in console.file.getvalue()  # type: ignore[attr-defined]
