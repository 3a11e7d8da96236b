"""The words of dates: months in Arabic (Levantine, Egyptian, Maghrebi), halves of the day, zone names."""

from __future__ import annotations

# Keys are lower case, without article, every alef plain; the two words of one name are tied by _.
_MONTH_WORDS = """
january jan janvier يناير جانفي ينايير كانون_الثاني كانون_ثاني
february feb fev fevrier février فبراير فيفري شباط
march mar mars مارس اذار
april apr avril avr ابريل افريل نيسان
may mai مايو ماي ايار
june jun juin يونيو يونيه جوان حزيران
july jul juillet يوليو يوليه جويلية جويليه يوليوز تموز
august aug aout août اغسطس اوت غشت اب
september sep sept septembre سبتمبر شتنبر ايلول
october oct octobre اكتوبر تشرين_الاول تشرين_اول
november nov novembre نوفمبر نونبر تشرين_الثاني تشرين_ثاني
december dec decembre décembre ديسمبر دجنبر كانون_الاول كانون_اول
"""

_MONTH_ROWS = [row.split() for row in _MONTH_WORDS.strip().splitlines()]
MONTHS: dict[str, int] = {word.replace("_", ""): number for number, row in enumerate(_MONTH_ROWS, 1) for word in row}
# "كانون الثاني" is January and "كانون الأول" December: such names are joined before a date is read.
DOUBLE_MONTHS: tuple[str, ...] = tuple(word.replace("_", " ") for row in _MONTH_ROWS for word in row if "_" in word)

# Hours to add to a clock of twelve.
AM_PM: dict[str, int] = dict.fromkeys(("am", "ص", "صباحا", "صباح", "فجرا"), 0) | dict.fromkeys(("pm", "م", "مساء", "ظهرا", "عصرا"), 12)

# Hours east of Greenwich, for a feed of the region.
HOURS_OF_ZONE: dict[str, float] = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "IST": 2, "CET": 1, "CEST": 2, "MET": 1, "MEST": 2,
    "EET": 2, "EEST": 3, "IDT": 3, "AST": 3, "ADT": 4, "SYST": 3, "TRT": 3, "MSK": 3, "MSD": 4, "EAT": 3, "CAT": 2, "WAT": 1,
    "IRST": 3.5, "IRDT": 4.5, "GST": 4, "AFT": 4.5, "PKT": 5, "KSA": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "JST": 9, "AEST": 10, "AEDT": 11,
}  # fmt: skip

# What the same letters mean in a feed from elsewhere.
ZONES_ELSEWHERE: dict[str, float] = {"AST": -4, "ADT": -3, "IST": 5.5}
