"""Dates that count from the moment at which a page was looked at: "2 hours ago", "vor 3 Tagen", "昨日 22:40"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cache

from stories.text.months import in_small_letters

_UNITS = {
    "second": "seconds?|secs?|s|sekunden?|sek|secondes?|segundos?|second[oi]|seconden|sekunder?|sekund[ęy]?|"
    "секунд[аыу]?|сек|saniye|sekuntia|ثانية|ثوان|שניות|秒|초",
    "minute": "minutes?|mins?|m|minuten?|minutos?|minut[oi]|minuut|minuter|minutter|minut[ęya]?|минут[аыу]?|мин|"
    "хвилин[аиу]?|хв|dakika|dk|minuuttia|menit|phút|دقيقة|دقائق|دقیقه|דקות|λεπτά|मिनट|分鐘|分钟|分|분",
    "hour": "hours?|hrs?|h|stunden?|std|heures?|horas?|or[ae]|uur|uren|timmar|timme|timer?|godzin[ęy]?|godz|"
    "tim|u|час(?:а|ов)?|ч|годин[аиу]?|saat|tuntia|hodin(?:ami|ou)|jam|giờ|ساعة|ساعات|ساعت|שעות|ώρες|ώρα|घंटे|घंटा|時間|小時|小时|시간",
    "day": "days?|d|tage?n?|tg|jours?|j|días?|dias?|giorn[oi]|dagen|dag(?:ar)?|dage|dager|dni|dzień|gg|"
    "дн(?:я|ей)?|день|днів|gün|päivää|hari|ngày|يوم|أيام|ایام|روز|ימים|μέρες|ημέρες|दिन|日|天|일",
    "week": "weeks?|wks?|w|wochen?|semaines?|semanas?|settiman[ae]|weken|veck(?:a|or)|uker?|uger?|tygodni[ea]?|"
    "sett|sem|tyg|недел[юьи]|нед|тиж(?:день|ні|нів)|hafta|viikkoa|minggu|tuần|أسابيع|أسبوع|هفته|שבועות|εβδομάδες|週間|周|週|주",
    "month": "months?|mos?|monat(?:en)?|mois|mes(?:es)?|mês|mes[ei]|maand(?:en)?|månad(?:er)?|måned(?:er)?|"
    "miesiąc[ea]?|miesięcy|mies|месяц(?:а|ев)?|мес|міс|місяц[іья]|місяців|kuukautta|bulan|tháng|أشهر|شهر|ماه|חודשים|μήνες|महीने|"
    "[かヶカケ]月|個月|个月|개월|달",
    "year": "years?|yrs?|y|jahre?n?|an(?:s|née|nées)?|años?|anos?|ann[oi]|jaar|år|lata?|лет|года?|г|рок(?:и|ів)|yıl|"
    "vuotta|tahun|năm|سنوات|سنة|سال|שנים|χρόνια|साल|年|년",
}
"""Unit -> its names behind a number, as pages print them."""
_SPELT = {
    1: "a an one einer einem un une una um uma een één en et ett один одну jedną jeden bir satu một एक 한",
    2: "two zwei deux dos due dois duas twee två to два две дві dwa dwie dvěma iki dua hai kaksi δύο दो 두",
    3: "three drei trois tres tre três drie три trzy třemi üç tiga kolme τρεις τρία ثلاث ثلاثة שלוש שלושה तीन 세",
    4: "four vier quatre cuatro quattro quatro fyra fire четыре чотири cztery čtyřmi dört "
    "empat bốn neljä τέσσερις أربع أربعة ארבע ארבעה चार 네",
    5: "five fünf cinq cinco cinque vijf fem пять п'ять п’ять pięć pěti beş lima viisi πέντε "
    "خمس خمسة חמש חמישה पांच 다섯",
    6: "six sechs seis sei zes sex seks шесть шість sześć šesti altı enam sáu kuusi έξι ست ستة שש שישה 여섯",
    7: "seven sieben sept siete sette sete zeven sju syv семь сім siedem sedmi yedi tujuh bảy "
    "επτά سبع سبعة שבע שבעה 일곱",
    8: "eight acht huit ocho otto oito åtta åtte otte восемь вісім osiem osmi sekiz delapan "
    "tám οκτώ ثماني ثمانية שמונה 여덟",
    9: "nine neun neuf nueve nove negen nio ni девять дев'ять дев’ять dziewięć devíti dokuz "
    "sembilan chín εννέα تسع تسعة תשע תשעה 아홉",
    10: "ten zehn dix diez dieci dez tien tio ti десять dziesięć deseti on sepuluh mười δέκα عشر عشرة עשר עשרה 열",
    11: "eleven elf onze once undici elva elleve elleve одиннадцать jedenaście",
    12: "twelve zwölf douze doce dodici doze twaalf tolv двенадцать dwanaście",
    15: "fifteen fünfzehn quinze quince quindici vijftien femton femten пятнадцать piętnaście",
    20: "twenty zwanzig vingt veinte venti vinte twintig tjugo tyve двадцать dwadzieścia yirmi",
    30: "thirty dreißig trente treinta trenta trinta dertig trettio tretti тридцать trzydzieści otuz",
    40: "forty vierzig quarante cuarenta quaranta quarenta veertig fyrtio сорок kırk",
    50: "fifty fünfzig cinquante cincuenta cinquanta cinquenta vijftig femtio пятьдесят elli",
}
"""Number -> the words for it before a unit, as languages with spaces print them."""
_PARTS = {in_small_letters(word): number for number, words in _SPELT.items() for word in words.split()}
_TENS_AND_ONES = (
    (" ", "on yirmi otuz kırk elli", "bir iki üç dört beş altı yedi sekiz dokuz"),
    ("-", "twenty thirty forty fifty", "one two three four five six seven eight nine"),
    ("-", "vingt trente quarante cinquante", "deux trois quatre cinq six sept huit neuf"),
    ("-", "dix", "sept huit neuf"),
    (" y ", "treinta cuarenta cincuenta", "un una dos tres cuatro cinco seis siete ocho nueve"),
    (" e ", "vinte trinta quarenta cinquenta", "um uma dois duas três quatro cinco seis sete oito nove"),
    (" ", "двадцать тридцать сорок пятьдесят", "один одну два две три четыре пять шесть семь восемь девять"),
)
"""What parts tens and ones, the words for tens and those for ones, of languages that write them as two words."""
_NUMBERS = _PARTS | {
    in_small_letters(ten + between + one): _PARTS[in_small_letters(ten)] + _PARTS[in_small_letters(one)]
    for between, tens, ones in _TENS_AND_ONES
    for ten in tens.split()
    for one in ones.split()
}
_HUNDREDS = (
    "hundred", "thousand", "yüz", "bin", "cent", "mille", "cien", "ciento", "cento", "cem", "mil", "hundert", "honderd",
    "hundra", "hundre", "сто", "sto", "sixty", "seventy", "eighty", "ninety", "soixante", "sesenta", "setenta",
    "ochenta", "noventa", "sessenta", "oitenta", "sessanta", "settanta", "ottanta", "novanta", "altmış", "yetmiş",
    "seksen", "doksan", "шестьдесят", "семьдесят", "восемьдесят", "девяносто",
)  # fmt: skip
"""Numbers that are not counted here, but that others go on from ("seventy-five")."""
_DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2, "兩": 2}
_FIGURES = "〇零一二三四五六七八九十百千万萬两兩"
_EAST = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两兩]"
_WHOLE = {
    "ساعة": ("hour", 1), "ساعتين": ("hour", 2), "دقيقة": ("minute", 1), "دقيقتين": ("minute", 2), "يوم": ("day", 1),
    "يومين": ("day", 2), "أسبوع": ("week", 1), "أسبوعين": ("week", 2), "شهر": ("month", 1), "شهرين": ("month", 2),
    "שעה": ("hour", 1), "שעתיים": ("hour", 2), "דקה": ("minute", 1), "יום": ("day", 1), "יומיים": ("day", 2),
    "שבוע": ("week", 1), "שבועיים": ("week", 2), "час": ("hour", 1), "минуту": ("minute", 1), "неделю": ("week", 1),
    "godzinę": ("hour", 1), "half an hour": ("minute", 30), "einer halben stunde": ("minute", 30),
    "une demi-heure": ("minute", 30), "media hora": ("minute", 30), "meia hora": ("minute", 30),
    "mezz'ora": ("minute", 30), "mezz’ora": ("minute", 30), "mezzora": ("minute", 30), "een half uur": ("minute", 30),
    "en halvtimme": ("minute", 30), "en halv time": ("minute", 30), "полчаса": ("minute", 30),
    "pół godziny": ("minute", 30), "yarım saat": ("minute", 30), "半時間": ("minute", 30), "半小时": ("minute", 30),
    "半小時": ("minute", 30),
}  # fmt: skip
"""One, two or half of a unit, named without a number: Arabic and Hebrew have a word of their own for two."""
_ONE_WORD = {in_small_letters(words): back for words, back in _WHOLE.items()}
_BEFORE = "vor|il y a|hace|há|منذ|قبل|לפני|před|πριν(?: από)?"
_AFTER = (
    "ago|fa|geleden|sedan|siden|temu|назад|тому(?: назад)?|önce|evvel|atrás|sitten|(?:yang )?lalu|trước|पहले|پیش|"
    "之?前|전"
)
_LETTER = r"[^\W\d_]"
_WORDS = "|".join(sorted({*_NUMBERS, *(word for words in _SPELT.values() for word in words.split())}, reverse=True))
"""As they are looked up and as they are printed: no pattern takes "ss" for "ß"."""
_NUMBER = (
    rf"(?<!\d)(?<!\d[.,])\d{{1,3}}|"
    rf"(?<!{_LETTER})(?:(?:{_WORDS})(?=\s)|[한두세네](?=시간|달)|un['’](?={_LETTER}))|(?<![{_FIGURES}])(?:{_EAST})"
)
_LONGER = re.compile(
    rf"(?<!{_LETTER})(?:{'|'.join((*_NUMBERS, *_HUNDREDS))})(?:\s?-|\s{{1,2}}(?:(?:and|y|e|et|und|og|och|i|ve)\s)?)$"
)
"""A number that the words go on from that stand behind it: their end alone would be another number."""
_UNIT = "|".join(f"(?P<{unit}>{names})" for unit, names in _UNITS.items())
_SMALLER = rf"\d{{1,2}}\s?(?:{'|'.join(_UNITS.values())})\.?(?!{_LETTER})"
_MORE = rf"(?:(?<=h)\s?\d\d(?![\d:.])(?!\s?m)|\s?(?:(?:,|and|und|et|y|e|en|og|och)\s)?{_SMALLER})?"
"""The smaller unit behind a larger one ("1 hour 20 minutes", "1h20")."""
_ENDS = rf"(?:(?!{_LETTER})|(?<=[^\W\d_a-zа-яё])(?=[\u3040-\u9fff\uac00-\ud7a3]))"
_DAYS = {
    0: "today|just now|moments ago|heute|gerade eben|soeben|aujourd['’]hui|à l['’]instant|hoy|ahora mismo|oggi|"
    "poco fa|hoje|agora mesmo|vandaag|zojuist|i ?dag|dziś|dzisiaj|сегодня|сьогодні|только что|bugün|tänään|dnes|"
    "hari ini|hôm nay|σήμερα|اليوم|الآن|امروز|היום|आज|今日|きょう|たった今|今天|刚刚|剛剛|오늘|방금(?: 전)?",
    1: "yesterday|gestern|hier|ayer|ieri|ontem|gisteren|i ?går|wczoraj|вчера|вчора|учора|dün|eilen|včera|tegnap|"
    "kemarin|hôm qua|χθες|χτες|أمس|دیروز|אתמול|昨日|きのう|昨天|어제",
    2: "vorgestern|avant-hier|anteayer|antier|altroieri|l['’]altro ieri|anteontem|eergisteren|i förrgår|i forgårs|"
    "przedwczoraj|позавчера|позавчора|一昨日|おととい|前天|그저께|그제",
}
"""Days back -> the words for that day."""
_ENGLISH_DAYS = frozenset(("today", "just now", "moments ago", "yesterday"))
_ALSO_ELSE = frozenset(("hier", "dnes", "oggi", "hoy", "i dag", "idag", "اليوم"))
"""Words for a day that are as well a word of another language ("hier" is German for here) or the name of a paper."""
_AT_ONCE = re.compile(
    "just now|moments ago|gerade eben|soeben|à l['’]instant|ahora mismo|poco fa|agora mesmo|zojuist|только что|الآن|"
    "たった今|刚刚|剛剛|방금"
)
"""Those that name no day and head nothing; nor does English "yesterday", which many pages stamp their stories with."""
_REMEMBERED = 10
"""Years back from which a count is that of a rubric."""
_SIGNS = frozenset(
    "ago vor hace há il منذ قبل לפני před πριν fa geleden sedan siden temu назад тому önce evvel atrás sitten lalu "
    "trước پیش now today moments heute eben soeben aujourd instant hoy ahora oggi poco hoje agora vandaag "
    "zojuist dag idag dziś dzisiaj сегодня сьогодні только bugün tänään dnes hari hôm σήμερα اليوم الآن امروز היום "
    "yesterday gestern hier ayer ieri ontem gisteren går igår wczoraj вчера вчора учора dün eilen včera tegnap "
    "kemarin χθες χτες أمس دیروز אתמול vorgestern anteayer antier altroieri anteontem eergisteren förrgår forgårs "
    "przedwczoraj позавчера позавчора".casefold().split()
)
"""A word of each form above: a line without any of them names no such day."""
_UNSPACED = re.compile(
    "पहले|आज|前|전|今[日天]|昨[日天]|きょう|きのう|おととい|たった今|[刚剛]|오늘|어제|방금|그저께|그제"
)
_WORD = re.compile(r"\w+")

"""The same of scripts without spaces, or with signs that part a word for a pattern."""


@dataclass(frozen=True, slots=True)
class Back:
    """How far back from its reading a line says that something was, in characters `start` to `end`: a `count` of a
    `unit` ("second" to "year"). `named`: whether it is the word for a day ("yesterday"), which may have a clock;
    `english`: whether that is English; `doubtful`: whether it can as well be something else where it stands alone;
    `rubric`: whether pages head a section or name a programme with that word alone ("Heute", "Gestern", "Today");
    `remembered`: whether it is so many years, or they are so spelt, as no machine counts from a story but a look back
    does ("Vor 25 Jahren", "vor fünf Jahren")."""

    start: int
    end: int
    unit: str
    count: int
    named: bool = False
    english: bool = False
    doubtful: bool = False
    rubric: bool = False
    remembered: bool = False


def may_count_back(line: str) -> bool:
    """Whether a line has a word of such a date: asked of every short line of a page, so it is quick to say no."""
    if not _SIGNS.isdisjoint(_WORD.findall(line.casefold())):
        return True
    return not line.isascii() and _UNSPACED.search(line) is not None


@cache
def _ago() -> re.Pattern[str]:
    """A count of units with what says that they lie back, before it or behind it. Made when a line first needs it: that
    takes as long as reading some pages."""
    return re.compile(
        rf"(?:(?<!{_LETTER})(?P<before>{_BEFORE})\s{{1,2}})?"
        rf"(?:(?:ca\.?|för|for|etwa|environ|about|around|circa|約)\s?)?"
        rf"(?:(?P<n>{_NUMBER})\s{{0,2}}(?:{_UNIT}){_ENDS}\.?{_MORE}|(?P<one>{'|'.join(_ONE_WORD)})(?:(?!{_LETTER})|(?=之?前)))"
        rf"(?:\s{{0,2}}(?P<after>{_AFTER})(?!{_LETTER}))?",
        re.IGNORECASE,
    )


@cache
def _near() -> re.Pattern[str]:
    """The word for a day."""
    return re.compile(
        rf"(?<!{_LETTER})(?:{'|'.join(f'(?P<d{back}>{words})' for back, words in sorted(_DAYS.items(), reverse=True))})"
        rf"(?!{_LETTER})",
        re.IGNORECASE,
    )


def counted_back(line: str) -> Back | None:
    """The first such date that a line holds, or None."""
    for match in _ago().finditer(line):
        if not (match["before"] or match["after"]):
            continue
        if match["one"]:
            return Back(match.start(), match.end(), *_ONE_WORD[in_small_letters(match["one"])])
        if not match["before"] and _LONGER.search(in_small_letters(line[: match.start("n")])):
            continue
        unit = next(name for name in _UNITS if match[name])
        number = in_small_letters(match["n"]).rstrip("'’")
        count = _counted(number)
        if count is None:
            continue
        years = unit == "year" and (count >= _REMEMBERED or (count > 1 and not number.isdecimal()))
        return Back(match.start(), match.end(), unit, count, remembered=years)
    near = _near().search(line)
    if near is None:
        return None
    back = next(days for days in _DAYS if near[f"d{days}"])
    word = in_small_letters(near[0])
    return Back(
        near.start(),
        near.end(),
        "day",
        back,
        named=True,
        english=word in _ENGLISH_DAYS,
        doubtful=word in _ALSO_ELSE,
        rubric=back <= 1 and word != "yesterday" and _AT_ONCE.match(word) is None,
    )


def _counted(number: str) -> int | None:
    """What a number before a unit comes to, in figures, in a word or in Chinese characters (up to 99); None for what is
    no number."""
    if number.isdecimal():
        return int(number)
    if number in _NUMBERS:
        return _NUMBERS[number]
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0) or None


def moment_back(captured_at: datetime, back: Back, home: tzinfo | None = None) -> tuple[str, str]:
    """The day, month or year (ISO 8601, cut to its precision) that lies so far back from a capture, and the precision.
    Days are those of `home`, the page's own zone, where that is known, else those of the capture's time."""
    moment = captured_at.astimezone(home) if home is not None and captured_at.tzinfo is not None else captured_at
    if back.unit in ("month", "year"):
        months = moment.year * 12 + moment.month - 1 - back.count * (12 if back.unit == "year" else 1)
        year, month = divmod(max(months, 12), 12)
        return (f"{year:04d}", "year") if back.unit == "year" else (f"{year:04d}-{month + 1:02d}", "month")
    return (moment - timedelta(**{f"{back.unit}s": back.count})).date().isoformat(), "day"


__all__ = ["Back", "counted_back", "may_count_back", "moment_back"]
