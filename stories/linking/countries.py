"""Countries as posts and lists name them: "Prime Minister of Japan", "the Japanese premier", JPN, 日本.

Names come from the Unicode locale data (babel); what print says besides stands here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from stories.text.names import fold

_ALSO = {
    "AE": "uae", "BA": "bosnia", "BN": "brunei darussalam", "BO": "plurinational state of bolivia",
    "CD": "dr congo|drc", "CG": "republic of the congo", "CI": "ivory coast|cote divoire",
    "CN": "peoples republic of china|prc|mainland china", "CV": "cabo verde", "CZ": "czech republic",
    "EU": "eu|european union", "FM": "micronesia",
    "GB": "united kingdom|britain|great britain|uk|england|united kingdom of great britain and northern ireland",
    "HK": "hong kong", "IR": "islamic republic of iran",
    "KP": "north korea|dprk|democratic peoples republic of korea", "KR": "south korea|republic of korea|korea|rok",
    "LA": "lao peoples democratic republic", "MD": "republic of moldova", "MK": "macedonia", "MM": "myanmar|burma",
    "MO": "macau|macao", "NL": "holland|the netherlands", "PH": "republic of the philippines",
    "PS": "palestine|state of palestine|palestinian authority", "RU": "russian federation|soviet union|ussr",
    "SY": "syrian arab republic", "SZ": "swaziland", "TL": "east timor", "TR": "turkey|turkiye",
    "TW": "republic of china|taiwan province of china", "TZ": "united republic of tanzania",
    "UN": "un|united nations", "US": "united states|united states of america|usa|us|u s|america",
    "VA": "holy see|vatican", "VN": "viet nam",
}  # fmt: skip
_ADJECTIVES = {
    "AF": "afghan", "AR": "argentine|argentinian", "AT": "austrian", "AU": "australian", "BD": "bangladeshi",
    "BE": "belgian", "BG": "bulgarian", "BR": "brazilian", "BY": "belarusian", "CA": "canadian", "CH": "swiss",
    "CL": "chilean", "CN": "chinese", "CO": "colombian", "CU": "cuban", "CZ": "czech", "DE": "german", "DK": "danish",
    "EE": "estonian", "EG": "egyptian", "ES": "spanish", "ET": "ethiopian", "FI": "finnish", "FR": "french",
    "GB": "british", "GR": "greek", "HR": "croatian", "HU": "hungarian", "ID": "indonesian", "IE": "irish",
    "IL": "israeli", "IN": "indian", "IQ": "iraqi", "IR": "iranian", "IS": "icelandic", "IT": "italian",
    "JO": "jordanian", "JP": "japanese", "KE": "kenyan", "KH": "cambodian", "KP": "north korean",
    "KR": "south korean|korean", "KZ": "kazakh", "LA": "lao|laotian", "LB": "lebanese", "LK": "sri lankan",
    "LT": "lithuanian", "LV": "latvian", "MA": "moroccan", "MM": "burmese", "MN": "mongolian", "MX": "mexican",
    "MY": "malaysian", "NG": "nigerian", "NL": "dutch", "NO": "norwegian", "NP": "nepali|nepalese",
    "NZ": "new zealand", "PE": "peruvian", "PH": "philippine|filipino", "PK": "pakistani", "PL": "polish",
    "PS": "palestinian", "PT": "portuguese", "QA": "qatari", "RO": "romanian", "RS": "serbian",
    "RU": "russian|soviet", "SA": "saudi|saudi arabian", "SE": "swedish", "SG": "singaporean", "SI": "slovenian",
    "SK": "slovak", "SY": "syrian", "TH": "thai", "TR": "turkish", "TW": "taiwanese", "UA": "ukrainian",
    "US": "american|u s", "UY": "uruguayan", "VE": "venezuelan", "VN": "vietnamese", "ZA": "south african",
}  # fmt: skip
_JAPANESE = {
    "アメリカ": "US",
    "米国": "US",
    "米": "US",
    "英国": "GB",
    "英": "GB",
    "仏": "FR",
    "独": "DE",
    "韓国": "KR",
    "韓": "KR",
    "日": "JP",
}
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_LANGUAGES = ("en", "ja", "de", "fr", "es", "ko", "zh")


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    """Code -> folded English names, with | between them; the first is the plain one."""
    names = {}
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code.isalpha() and code not in ("EZ", "QO", "XA", "XB", "ZZ"):
            plain = fold(_IN_BRACKETS.sub("", name))
            names[code] = "|".join(dict.fromkeys([*([plain] if plain else []), *_ALSO.get(code, "").split("|")])).strip(
                "|"
            )
    return names


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {name: code for code, names in _english().items() for name in names.split("|") if name}


@lru_cache(maxsize=1)
def _foreign() -> dict[str, str]:
    """Names in other languages, adjectives, codes of three letters -> codes."""
    found: dict[str, str] = {}
    for language in _LANGUAGES[1:]:
        for code, name in Locale(language).territories.items():
            if code in _english():
                found.setdefault(fold(_IN_BRACKETS.sub("", name)), code)
    for long, codes in get_global("territory_aliases").items():
        if len(long) == 3 and long.isalpha() and len(codes) == 1:
            found[fold(long)] = codes[0]
    found.update(_JAPANESE)
    return found


def country_code(name: str) -> str | None:
    """The code of a country named in English, "the" or not; None where it is not known here."""
    return _codes().get(fold(name).removeprefix("the "))


def any_country_code(text: str) -> str | None:
    """The code of a country however a list names it: JP, JPN, Japan, Japon, 日本; None where it is not known."""
    folded = fold(text).removeprefix("the ")
    if len(folded) == 2 and folded.upper() in _english():
        return folded.upper()
    return _codes().get(folded) or _foreign().get(folded)


def adjective_code(word: str) -> str | None:
    """The code that an adjective stands for ("japanese"), or None."""
    return _by_adjective().get(fold(word))


@lru_cache(maxsize=1)
def _by_adjective() -> dict[str, str]:
    return {word: code for code, words in _ADJECTIVES.items() for word in words.split("|")}


def names_country(text: str, code: str) -> bool:
    """Whether a name of the country stands in the text ("Cabinet of Japan" names JP)."""
    words = f" {fold(text)} "
    return any(f" {name} " in words for name in _english().get(code, "").split("|") if name)


def country_name(code: str) -> str:
    """The English name of a country for a sentence, or the code itself."""
    return _IN_BRACKETS.sub("", Locale("en").territories.get(code, "")) or code
