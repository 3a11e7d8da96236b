"""What stands on Arabic news pages beside the article, as words. Pure.

Four kinds of line: a *tail* heading begins what belongs to other articles, so everything below it goes; a *pointer* stands
in the middle of the text and names another article, on its own line or on the next; *furniture* is the site itself
(sharing, cookies, font size); and a line that is nothing but the text of a link on the page is another article's headline.

Words are compared as ``words_of`` gives them, so spellings of hamza and case endings need no variants here. Headings and
furniture are short and end no sentence: a real sentence that begins with the same words stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from monitor.canonical import words_of

_SLACK = 4  # how many words may follow the known ones in a heading or a piece of furniture
_HEADLINE = 120  # characters that a headline stays under
_SENTENCE_END = re.compile(r"[.!؟?…»\"”]\W*$")


def _table(text: str) -> tuple[str, ...]:
    return tuple(plain(phrase) for phrase in text.replace("\n", "،").split("،") if phrase.strip())


def plain(text: str) -> str:
    """Words only, in folded spelling, for comparing lines with headlines."""
    return " ".join(words_of(text))


_TAIL = _table("""
    ذات صلة، مواضيع ذات صلة، موضوعات ذات صلة، المواضيع ذات الصلة، أخبار ذات صلة، الأخبار ذات الصلة، مقالات ذات صلة، المقالات ذات الصلة
    قصص ذات صلة، تقارير ذات صلة، مواد ذات صلة، أخبار ذات علاقة، مواضيع متعلقة، أخبار متعلقة، مقالات متعلقة، مواضيع مشابهة، مقالات مشابهة
    أخبار مشابهة، مقالات أخرى، أخبار أخرى، مواضيع قد تهمك، مواضيع تهمك، قد يعجبك، قد يهمك، ربما يعجبك، مزيد من الأخبار، المزيد من الأخبار
    المزيد من، المزيد في، الأكثر قراءة، الأكثر مشاهدة، الأكثر تداولا، الأكثر شعبية، أحدث الأخبار، آخر الأخبار، أحدث المقالات، أخبار عاجلة
    اختيارات المحرر، اخترنا لكم، موصى به، التعليقات، تعليقات الزوار، اترك تعليقا، اترك ردا، اترك رد، أضف تعليقا، أضف تعليق، اكتب تعليقا
    الوسوم، وسوم، كلمات مفتاحية، الكلمات المفتاحية، كلمات دلالية، الكلمات الدلالية، عن الكاتب، المقال السابق، المقالة السابقة، الخبر السابق
    related articles، related posts، related news، most read، leave a comment، comments
""")
_POINTERS = _table("""
    اقرأ أيضا، اقرؤوا أيضا، واقرأ أيضا، اقرأ المزيد، اقرأ أكثر، اقرأ كذلك، شاهد أيضا، شاهد المزيد، طالع أيضا، انظر أيضا، تابع أيضا، للمزيد
    للمزيد من التفاصيل، للاطلاع على المزيد، قراءة المزيد، مشاهدة المزيد، read also، read more، see also
""")
_FURNITURE = _table("""
    شارك، شاركها، شاركنا، مشاركة، شارك الخبر، شارك المقال، شارك هذا الموضوع، انشر، نسخ الرابط، تم نسخ الرابط، طباعة، اطبع، حجم الخط
    تكبير الخط، تصغير الخط، استمع إلى، استمع للخبر، إعلان، الإعلانات، الرئيسية، الصفحة الرئيسية، من نحن، اتصل بنا، تواصل معنا، تسجيل الدخول
    تابعنا، تابعونا، اشترك، اشتركوا، انضم إلى، انضموا إلى، حمل تطبيق، حمل التطبيق، عدد المشاهدات، عدد القراءات، عدد الزيارات، مدة القراءة
    وقت القراءة، دقيقة قراءة، دقائق قراءة، تصوير، صورة أرشيفية، صورة تعبيرية، أرشيفية، أرشيف، تخطى إلى المحتوى، انتقل إلى المحتوى
    advertisement، share، getty images، print، subscribe
""")
_NOTICES = _table("""
    ملفات تعريف الارتباط، ملفات الارتباط، الكوكيز، سياسة الخصوصية، جميع الحقوق محفوظة، كافة الحقوق محفوظة، الشروط والأحكام، cookies
""")
_SHARING = frozenset(
    words_of("""
    فيسبوك فيس بوك تويتر إكس واتساب واتس اب آب تيليغرام تلغرام تلجرام تيليجرام لينكد إن لينكدإن انستغرام يوتيوب بريد إلكتروني البريد
    الإلكتروني شارك مشاركة على عبر نسخ الرابط طباعة x facebook twitter whatsapp telegram linkedin messenger email share copy link print
""")
)


def without_boilerplate(text: str, headlines: Collection[str] = (), title: str = "") -> str:
    """The lines of ``text`` that are the article's. ``headlines`` are the texts of links, as ``plain`` gives them."""
    return "\n".join(_kept(_lines(text), headlines, plain(title)))


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := " ".join(raw.split()))]


def _kept(lines: Iterable[str], headlines: Collection[str], title: str) -> list[str]:
    kept: list[str] = []
    headline_follows = False
    for line in lines:
        words = plain(line)
        if _is_heading(line, words, _TAIL):
            break
        if pointer := _starts_with(words, _POINTERS):
            headline_follows = words.count(" ") - pointer.count(" ") <= _SLACK
        elif headline_follows and len(line) < _HEADLINE and not _SENTENCE_END.search(line):
            continue
        else:
            headline_follows = False
            if not _is_furniture(line, words, headlines, title):
                kept.append(line)
    return kept


def _starts_with(words: str, phrases: Iterable[str]) -> str:
    """The longest of the phrases that the words begin with."""
    return max((phrase for phrase in phrases if words == phrase or words.startswith(phrase + " ")), key=len, default="")


def _is_heading(line: str, words: str, phrases: Iterable[str]) -> bool:
    known = _starts_with(words, phrases)
    return bool(known) and words.count(" ") - known.count(" ") <= _SLACK and not _SENTENCE_END.search(line)


def _is_furniture(line: str, words: str, headlines: Collection[str], title: str) -> bool:
    if not words or words == title or words in headlines or _SHARING.issuperset(words.split()):
        return True
    return _is_heading(line, words, _FURNITURE) or (len(line) < 240 and any(notice in words for notice in _NOTICES))
