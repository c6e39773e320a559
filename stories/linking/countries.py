"""Countries as posts name them, for "Prime Minister of Japan" and the like: ISO 3166-1 code -> folded names."""

from __future__ import annotations

from stories.text.names import fold

_NAMES = {
    "AR": "argentina", "AT": "austria", "AU": "australia", "BE": "belgium", "BR": "brazil", "CA": "canada",
    "CH": "switzerland", "CL": "chile", "CN": "china|peoples republic of china", "CO": "colombia",
    "CZ": "czech republic|czechia", "DE": "germany", "DK": "denmark", "EG": "egypt", "ES": "spain", "FI": "finland",
    "FR": "france", "GB": "united kingdom|britain|great britain|uk|england", "GR": "greece", "HU": "hungary",
    "ID": "indonesia",
    "IE": "ireland", "IL": "israel", "IN": "india", "IQ": "iraq", "IR": "iran", "IT": "italy", "JP": "japan",
    "KE": "kenya", "KP": "north korea|dprk", "KR": "south korea|republic of korea|korea", "MX": "mexico",
    "MY": "malaysia", "NG": "nigeria", "NL": "netherlands", "NO": "norway", "NZ": "new zealand", "PH": "philippines",
    "PK": "pakistan", "PL": "poland", "PT": "portugal", "RO": "romania", "RU": "russia|russian federation",
    "SA": "saudi arabia",
    "SE": "sweden", "SG": "singapore", "TH": "thailand", "TR": "turkey|turkiye", "TW": "taiwan", "UA": "ukraine",
    "US": "united states|united states of america|usa|us|u s|america", "VN": "vietnam|viet nam", "ZA": "south africa",
}  # fmt: skip
_CODES = {name: code for code, names in _NAMES.items() for name in names.split("|")}


def country_code(name: str) -> str | None:
    """The code of a country named in English, "the" or not; None where it is not known here."""
    return _CODES.get(fold(name).removeprefix("the "))


def names_country(text: str, code: str) -> bool:
    """Whether a name of the country stands in the text ("Cabinet of Japan" names JP)."""
    words = f" {fold(text)} "
    return any(f" {name} " in words for name in _NAMES.get(code, "").split("|") if name)


def country_name(code: str) -> str:
    """The English name of a country for a sentence, or the code itself."""
    name = _NAMES.get(code, "").partition("|")[0]
    return " ".join(word.capitalize() if word != "of" else word for word in name.split()) or code
