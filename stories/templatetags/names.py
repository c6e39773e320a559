"""How codes and names are shown: initials, languages, countries."""

from babel import Locale

_ENGLISH = Locale("en")


def initials(name: str) -> str:
    """Two letters for a person: of the first and last word, or the first two of a single one."""
    words = str(name or "").replace(".", " ").replace("_", " ").split()
    if not words:
        return "?"
    letters = words[0][:2] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()


def language_name(code: str) -> str:
    """A language code as a word: "ja" is Japanese; an unknown code is shown as it is."""
    code = str(code or "")
    return _ENGLISH.languages.get(code.replace("-", "_")) or _ENGLISH.languages.get(code[:2]) or code


def country_name(code: str) -> str:
    """A country code as a word: "JP" is Japan; an unknown code is shown as it is."""
    code = str(code or "")
    return _ENGLISH.territories.get(code.upper()) or code
