"""Names of months and days as news pages print them, and the offsets of time zones they name."""

from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MONTH_NAMES = (
    "january jan január januar janvier janv enero ene gennaio gen janeiro januari",
    "february feb februar február febr février févr fevrier febrero febbraio fevereiro fev februari",
    "march mar március márc märz mars marzo março maart",
    "april apr avril avr abril abr aprile április ápr",
    "may mai mayo maggio maio mei május máj",
    "june jun juni juin junio giugno junho giu június jún",
    "july jul juli juillet juil julio luglio julho lug július júl",
    "august aug augusztus août aout agosto ago augustus",
    "september sep sept szeptember szept septembre septiembre settembre setembro set",
    "october oct oktober október okt octobre octubre ottobre outubro out ott",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro",
)
_MORE_NAMES = (
    "ocak stycznia ledna ianuarie siječnja tammikuuta",
    "şubat lutego února februarie veljače helmikuuta",
    "mart marts maret marca března martie ožujka maaliskuuta",
    "nisan kwietnia dubna aprilie travnja huhtikuuta",
    "mayıs maj maja května svibnja toukokuuta",
    "haziran czerwca června iunie lipnja kesäkuuta",
    "temmuz lipca července iulie srpnja heinäkuuta",
    "ağustos augusti agustus sierpnia srpna kolovoza elokuuta",
    "eylül września září septembrie rujna syyskuuta",
    "ekim października října octombrie lokakuuta",
    "kasım listopada listopadu noiembrie studenoga marraskuuta",
    "aralık desember grudnia prosince decembrie prosinca joulukuuta",
)
"""Turkish, Indonesian, Polish, Czech, Romanian, Croatian, Finnish and the rest of the Scandinavian ones."""


def in_small_letters(word: str) -> str:
    """A word in the small letters that the names here have. Patterns that pass over case also take a dotted "İ" and a
    dotless "ı" for i, and the long "ſ" for s: "APRİL" is found, and must be looked up."""
    return word.casefold().replace("i\u0307", "i").replace("ı", "i")


MONTHS = {
    in_small_letters(name): number
    for all_names in (_MONTH_NAMES, _MORE_NAMES)
    for number, names in enumerate(all_names, 1)
    for name in names.split()
}

ENGLISH_MONTHS = frozenset("january february march may june july october".split())
"""Names of months that are English and nothing else."""
SHARED_MONTHS = frozenset(
    "april august september november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
"""Those that English shares with other languages."""


def month_number(name: str) -> int:
    """The month that a name of `MONTHS` stands for, however it is capitalised, with or without its full stop."""
    return MONTHS[in_small_letters(name).rstrip(".")]


WEEKDAYS = frozenset(
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta feira "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "hétfő kedd szerda csütörtök péntek szombat vasárnap pazartesi sali çarşamba perşembe cuma cumartesi pazar senin "
    "selasa rabu kamis jumat sabtu minggu måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag "
    "søndag poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle "
    "luni marți miercuri joi vineri sâmbătă duminică maanantai tiistai keskiviikko torstai perjantai lauantai "
    "sunnuntai".split()
)

_REGIONS = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    "heure de paris": "Europe/Paris",
    "hora peninsular": "Europe/Madrid",
    "hora de españa": "Europe/Madrid",
    "hora española": "Europe/Madrid",
    "hora de lisboa": "Europe/Lisbon",
    "horário de brasília": "America/Sao_Paulo",
    "hora de brasília": "America/Sao_Paulo",
    "日本時間": "Asia/Tokyo",
    "韓国時間": "Asia/Seoul",
    "한국시간": "Asia/Seoul",
    "北京时间": "Asia/Shanghai",
    "北京時間": "Asia/Shanghai",
    "台北時間": "Asia/Taipei",
    "香港時間": "Asia/Hong_Kong",
}
_OFFSETS = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "wat": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "sast": 120, "eest": 180, "msk": 180, "eat": 180, "ast": -240, "gst": 240, "pkt": 300,
    "ist": 330, "npt": 345, "wib": 420, "ict": 420, "hkt": 480, "sgt": 480, "pht": 480, "myt": 480, "awst": 480,
    "jst": 540, "kst": 540, "acst": 570, "aest": 600, "acdt": 630, "aedt": 660, "nzst": 720, "nzdt": 780,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "brt": -180, "art": -180, "akst": -540, "hst": -600,
}  # fmt: skip
ZONE_NAMES = tuple(sorted({*_REGIONS, *_OFFSETS} - {"z"}, key=len, reverse=True))


def region(name: str) -> tzinfo | None:
    """The zone of a region by its name in the time zone database; None on a machine whose database does not have it."""
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return None


def zone_of(name: str) -> tzinfo | None:
    """The zone that a page names: "JST", "ET", "GMT+9", "+09:00". None for a name that is not known."""
    text = name.strip(" ()").casefold().replace("\u2212", "-")
    if text in _REGIONS:
        return region(_REGIONS[text])
    if text in _OFFSETS:
        return timezone(timedelta(minutes=_OFFSETS[text]))
    for prefix in ("utc", "gmt"):
        text = text.removeprefix(prefix)
    if text[:1] not in ("+", "-"):
        return None
    digits = text[1:].replace(":", "")
    if not digits.isdecimal() or len(digits) > 4:
        return None
    hours, minutes = (int(digits), 0) if len(digits) < 3 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 14 or minutes > 59:
        return None
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))


def fixed(moment: datetime) -> datetime:
    """The same moment with a plain offset, so that printing it gives one and never a region's name."""
    offset = moment.utcoffset()
    return moment if offset is None else moment.replace(tzinfo=timezone(offset))
