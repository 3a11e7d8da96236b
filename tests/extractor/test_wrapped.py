"""Texts that a site breaks into lines of its own width."""

from __future__ import annotations

from monitor.model import Kind
from tests.extractor.stories import told
from workers.extractor.wrapped import is_wrapped, width_breaks

WRAPPED = """أفادت
مصادر طبية بأن أربعة مدنيين قتلوا وأصيب تسعة آخرون في
غارة شنها طيران التحالف الذي
تقوده السعودية على سوق في مدينة الجوف، صباح
الجمعة.
وقالت
المصادر إن بين القتلى طفلين، وإن فرق الإسعاف نقلت
المصابين إلى المستشفى."""
POST = """قصف مدفعي على أطراف مدينة دارة عزة
استشهاد طفل في بلدة كفر نوران
سيارات الإسعاف تتوجه إلى المكان من
الطيران الحربي لا يزال في الأجواء
لا أنباء عن ضحايا حتى الآن
المراصد تحذر من غارات جديدة"""
ARTICLE = """شنت طائرات حربية غارات على أطراف المدينة صباح اليوم بحسب مصادر محلية، كما أصيب في القصف ثلاثة مدنيين نقلوا جميعا إلى المستشفى.
عنوان قصير من
قالت
أضاف أن
انتهى."""


def test_a_line_that_breaks_off_goes_on_in_the_next() -> None:
    [strike] = told(WRAPPED)
    killed, wounded = strike.casualties.killed, strike.casualties.wounded
    assert strike.kind is Kind.NEW
    assert [actor.id for actor in strike.actors] == ["saudi_coalition"]
    assert (killed and killed.min, wounded and wounded.min) == (4, 9)


def test_what_is_wrapped_and_what_is_not() -> None:
    assert is_wrapped(WRAPPED)
    assert not is_wrapped(POST)  # its lines end where their sense ends, but for one
    assert not is_wrapped(ARTICLE)  # its first line is wider than any that a site breaks
    assert not is_wrapped("")


BESIDE_A_PICTURE = """قتل ثلاثة من سكان مدينة
درنة وضواحيها جراء
قصف طائرات مجهولة على حي
باب طبرق اليوم، شرق
ليبيا.
وقالت مصادر طبية إن القصف دمر بيتين، وإن المستشفى استقبل جرحى كثيرين نقلوا إليه على دفعات منذ الصباح حتى ساعات المساء من هذا اليوم."""


def test_narrow_lines_beside_a_picture_are_one_sentence() -> None:
    [strike] = told(BESIDE_A_PICTURE)
    assert {place.admin1 for place in strike.locations} == {"LY-DR"}
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 3
    assert len(width_breaks(BESIDE_A_PICTURE)) == 4  # the fifth ends the sentence


def test_the_last_lines_of_a_text_may_break_off_too() -> None:
    assert len(width_breaks("قصفت طائرات\nحربية بلدة في\nريف إدلب من\nجهة الغرب")) == 3


def test_short_lines_that_end_where_their_sense_ends_are_kept() -> None:
    assert not width_breaks(POST)
    assert not width_breaks("خبر أول\nخبر ثان\nخبر ثالث عن\nخبر رابع")
