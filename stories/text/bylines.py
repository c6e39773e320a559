"""What stands before the name of whoever writes for a paper from elsewhere: "From our correspondent in Port Aven, W.
Ferrier", "Von unserem Korrespondenten", "De notre envoyée spéciale à", "De nuestro corresponsal".
"""

from __future__ import annotations

import re

_WORDS = r"(?:[^\W\d_][\w-]*\s){0,2}"
_OF_GERMAN = (
    r"(?:(?:korrespondent|redakteur)(?:en|in|innen)?|(?:reporter|mitarbeiter|berichterstatter)(?:n|in)?|"
    r"redaktionsmitglied(?:ern)?)"
)
_OURS = (
    rf"(?:from|by)?\s*our\s(?:own\s)?{_WORDS}(?:correspondents?|reporters?)",
    rf"(?:von|mit)?\s*unser(?:em|er|en|e)?\s{_WORDS}\w*{_OF_GERMAN}",
    r"(?:de|par)?\s*(?:notre|nos)\s(?:correspondante?s?|envoyée?s?\sspécia(?:le|les|l|ux)|reporters?)",
    r"(?:de|por)?\s*nuestr[oa]s?\s(?:corresponsal(?:es)?|enviad[oa]s?\sespecial(?:es)?|redactor(?:a|es)?)",
    r"(?:dal(?:la)?|del(?:la)?|di)?\s*nostr[oa]\s(?:corrispondente|inviat[oa](?:\sspeciale)?)",
    r"(?:d[oa]s?|por)?\s*noss[oa]s?\s(?:correspondentes?|enviad[oa]s?\sespecia(?:l|is))",
    r"(?:van|door)?\s*onze\s(?:correspondente?n?|verslaggevers?|verslaggeefster|redacteur)",
)
_PLACE = r"(?-i:[A-ZÀ-Þ][\w.'’-]*(?:\s(?:[a-zà-ÿ]{1,3}\s)?[A-ZÀ-Þ][\w.'’-]*){0,2})"
_LEAD = re.compile(
    rf"(?:{'|'.join(_OURS)})\b(?:\s(?:in|at|aus|à|au|aux|en|a|ad|da|em|no|te)\s{_PLACE}(?=\s?(?:[,:–—|]|$)))?"
    r"\s*[,:–—|]?\s*",
    re.IGNORECASE,
)
_MAY = re.compile(r"our|unser|notre|nos\s|nuestr|nostr|noss|onze", re.IGNORECASE)
_TELLS = re.compile(r"\b(?:was|were|is|are|has|have|had|will|can|saw|says|said|tells|told|writes|wrote)\b")
"""What makes a sentence of it: whoever is named is spoken of, and did not sign."""
_SEVERAL = re.compile(r"\b(?:correspondents|reporters)\s+$", re.IGNORECASE)
_LONGEST = 90


def correspondent_end(text: str) -> int:
    """Where the name begins behind such words with which a line opens, 0 where it opens with none."""
    head = text[:_LONGEST]
    match = _LEAD.match(head) if _MAY.search(head) else None
    if match is None:
        return 0
    behind = head[match.end() :]
    # "Our correspondent at sea", "Our reporter Anna Berg was in Kyiv", "Our Reporters Club Award"
    told = behind[:1].islower() or _TELLS.search(behind) or (behind and _SEVERAL.search(match[0]))
    return 0 if told else match.end()


__all__ = ["correspondent_end"]
