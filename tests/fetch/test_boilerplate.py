"""What stands beside an article, as words."""

from __future__ import annotations

import pytest

from monitor.fetch.boilerplate import plain, without_boilerplate

FIRST = "قصفت المدفعية أطراف البلدة صباح اليوم وأوقعت أضرارا في المنازل."
SECOND = "وقال الأهالي إن القصف استمر نحو ساعة كاملة ثم توقف."


def kept(*lines: str, headlines: tuple[str, ...] = (), title: str = "") -> list[str]:
    return without_boilerplate("\n".join(lines), {plain(one) for one in headlines}, title).splitlines()


@pytest.mark.parametrize(
    "line",
    [
        "شارك", "شاركها", "شارك على فيسبوك", "فيسبوك تويتر واتساب", "نسخ الرابط", "طباعة", "حجم الخط", "إعلان", "تابعنا على تلغرام",
        "الرئيسية / أخبار سوريا", "Share", "عدد المشاهدات 120", "يستخدم هذا الموقع ملفات تعريف الارتباط",
        "جميع الحقوق محفوظة © 2025", "مدة القراءة: 3 دقائق", "صورة أرشيفية", "***",
    ],
)  # fmt: skip
def test_a_line_of_the_site_is_cut(line: str) -> None:
    assert kept(FIRST, line, SECOND) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "شارك عشرات الأهالي في تشييع ضحايا القصف وسط المدينة.",
        "استمع القاضي إلى أقوال الشهود في القضية على مدى يومين.",
        "آخر الأخبار الواردة من المنطقة تتحدث عن غارات جديدة على المطار.",
        "طباعة العملة الجديدة توقفت بعد قصف المبنى الذي يضم المصرف المركزي.",
        "المزيد من الغارات استهدفت المنطقة خلال الليل وفق مصادر محلية.",
        "إعلان الهدنة لم يوقف القصف على القرى الشرقية حتى مساء اليوم.",
        "غارة على البوكمال",
    ],
)
def test_a_sentence_that_begins_with_the_same_words_stays(line: str) -> None:
    assert kept(FIRST, line, SECOND) == [FIRST, line, SECOND]


@pytest.mark.parametrize(
    "heading",
    ["مواضيع ذات صلة", "أخبار ذات صلة:", "الأكثر قراءة", "قد يعجبك أيضا", "التعليقات (12)", "الكلمات المفتاحية: سوريا", "Related posts"],
)
def test_everything_below_the_heading_of_another_part_is_cut(heading: str) -> None:
    assert kept(FIRST, heading, SECOND) == [FIRST]


@pytest.mark.parametrize("spelling", ["اقرأ أيضا", "إقرأ أيضاً", "اقرأ أيضًا", "أقرأ ايضا", "اقـرأ أيضاً", "شاهد أيضا", "وَاقرأ أيضًا"])
def test_a_pointer_to_another_article_is_cut_however_it_is_spelt(spelling: str) -> None:
    assert kept(FIRST, f"{spelling}: قتلى في غارة على حي سكني", SECOND) == [FIRST, SECOND]


def test_the_headline_under_a_pointer_goes_with_it() -> None:
    assert kept(FIRST, "اقرأ أيضا", "قتلى في غارة على حي سكني", "جرحى في قصف آخر", SECOND) == [FIRST, SECOND]


def test_a_long_paragraph_under_a_pointer_stays_though_it_has_no_full_stop() -> None:
    long = "وقال الأهالي إن القصف " + "استمر ساعات طويلة على الأحياء " * 6
    assert kept(FIRST, "اقرأ أيضا", long.strip()) == [FIRST, long.strip()]


def test_the_text_of_a_link_on_its_own_is_another_articles_headline() -> None:
    assert kept(FIRST, "قتلى في غارة على حي سكني", headlines=("قتلى في غارة على حيّ سكنيّ!",)) == [FIRST]


def test_a_sentence_that_holds_a_link_stays() -> None:
    assert kept(FIRST, headlines=("أطراف البلدة صباح اليوم",)) == [FIRST]


def test_the_title_is_not_repeated_in_the_text() -> None:
    assert kept("قصف على أطراف البلدة", FIRST, title="قصف على أطراف البلدة") == [FIRST]
