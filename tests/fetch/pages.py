"""Pages of invented outlets, as real sites build them: menus, sharing, related headlines, cookie notices around little text."""

from __future__ import annotations

MENU = """<header class="site-header"><nav class="main-menu"><ul><li><a href="/">الرئيسية</a></li><li><a href="/sy">أخبار سوريا</a></li>
<li><a href="/iq">أخبار العراق</a></li><li><a href="/sport">رياضة</a></li></ul></nav>
<div class="ticker">عاجل: <a href="/t1">غارة تقتل عشرة أشخاص في مدينة أخرى تماما</a></div></header>"""

SHARE = """<div class="share-buttons"><span>شارك</span><a href="#">فيسبوك</a><a href="#">تويتر</a>
<a href="#">واتساب</a><a href="#">نسخ الرابط</a></div>"""

RELATED = """<section class="related-posts"><h3>مواضيع ذات صلة</h3><ul>
<li><a href="/a1">مقتل سبعة مدنيين في قصف مدفعي على سوق شعبي شمالي حلب</a></li>
<li><a href="/a2">طائرات مجهولة تقصف مستودعا قرب الحدود السورية العراقية ليلا</a></li>
<li><a href="/a3">انفجار سيارة مفخخة وسط المدينة يوقع عشرات الجرحى</a></li></ul></section>"""

FOOTER = """<div id="cookie-notice">يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربتكم.</div>
<footer><p>جميع الحقوق محفوظة لموقع الخبر الافتراضي</p><p>من نحن | اتصل بنا | سياسة الخصوصية</p></footer>"""

PARAGRAPHS = (
    "قصفت طائرة مسيرة مجهولة الهوية، مساء أمس الثلاثاء، سيارة كانت تسير بين بلدتي الشحيل والبصيرة في ريف دير الزور الشرقي.",
    "وذكر سكان من المنطقة لمراسلنا أن الضربة أسفرت عن مقتل ثلاثة أشخاص كانوا داخل السيارة، وأن المسعفين نقلوا جريحين إلى مشفى قريب.",
    "ولم تعلن أي جهة حتى ساعة إعداد هذا التقرير مسؤوليتها عن الاستهداف، فيما تشهد سماء المنطقة تحليقا متواصلا للطيران منذ أيام عدة.",
    "وتعد هذه الضربة الثانية من نوعها في المحافظة خلال أقل من أسبوع، بعد ضربة سابقة طالت دراجة نارية قرب حقل العمر النفطي.",
)

BREAKING = "دوي ثلاثة انفجارات في محيط مدينة الميادين شرقي دير الزور ناجمة عن غارات لطيران مجهول"


def page(
    body: str, head: str = "", *, title: str = "ضربة بطائرة مسيرة شرقي دير الزور", menu: str = MENU, after: str = RELATED + FOOTER
) -> bytes:
    """A whole page around ``body``."""
    head = f'<meta charset="utf-8"><title>{title} - الخبر الافتراضي</title><meta property="og:site_name" content="الخبر الافتراضي">{head}'
    return f'<!DOCTYPE html><html lang="ar"><head>{head}</head><body class="rtl has-sidebar">{menu}{body}{after}</body></html>'.encode()


def article(paragraphs: tuple[str, ...] = PARAGRAPHS, *, title: str = "ضربة بطائرة مسيرة شرقي دير الزور", extra: str = "") -> str:
    """An article element with its heading, sharing buttons and paragraphs."""
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    time = '<time datetime="2025-03-05T08:30:00+03:00">5 آذار 2025</time>'
    return f'<main><article><h1>{title}</h1>{time}{SHARE}<div class="entry-content">{text}{extra}</div></article></main>'
