"""What the explanation promises: every field with its words, and nothing of the article unescaped."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

from rich.console import Console

from monitor.model import ArticleContext
from workers.extractor import extract
from workers.extractor.explain import derivation, explain_html, explain_terminal

TITLE = "قصف <script>على</script> سرمين"
TEXT = "قصفت طائرات حربية روسية مدينة سرمين بريف إدلب اليوم، ما أدى إلى مقتل ثلاثة مدنيين."
STRIKES = extract(TITLE, TEXT, ArticleContext(datetime(2024, 5, 10, 15, tzinfo=UTC)))


def test_the_page_escapes_the_article() -> None:
    page = explain_html(TITLE, TEXT, STRIKES)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_page_reads_right_to_left_and_marks_the_evidence() -> None:
    page = explain_html(TITLE, TEXT, STRIKES)
    assert 'dir="rtl"' in page
    assert page.count("<mark") >= len(STRIKES[0].evidence)


def test_every_field_that_has_a_value_has_words_behind_it() -> None:
    steps = {step.field: step for step in derivation(STRIKES)[0].steps}
    assert all(steps[field].evidence for field in ("event_type", "occurred", "locations", "actors", "casualties.killed"))


def test_the_terminal_shows_the_words_and_the_rule() -> None:
    console = Console(file=StringIO(), width=200)
    console.print(explain_terminal(TITLE, TEXT, STRIKES))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "strike word" in shown
    assert "سرمين" in shown


def test_an_article_without_strikes_says_so() -> None:
    assert "No strike found" in explain_html("عنوان", "نص بلا أحداث.", [])
