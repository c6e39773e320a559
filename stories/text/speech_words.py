"""The words by which quotations are given to their speakers, in the languages that the desk reads most."""

import re

VERB = re.compile(
    r"\b(?:[Aa]ccording to|[Ii]n the words of|as .{1,40}? put it|said|says|saying|told|tells|added|adds|wrote|writes|"
    r"argued|argues|noted|notes|stated|states|explained|explains|asked|asks|replied|answered|insisted|insists|warned|warns|"
    r"declared|announced|remarked|recalled|acknowledged|admitted|claimed|claims|commented|continued|concluded|conceded|"
    r"observed|tweeted|posted|vowed|pledged|promised|stressed|emphasi[sz]ed|urged|called|calls|described|dismissed|"
    r"praised|hailed|denounced|condemned|complained|joked|quipped|responded|reiterated|confirmed|predicted|suggested|"
    r"thanked|testified|countered|lamented|cautioned|quoted|"
    r"[Ll]aut|sagte|sagt|erklärte|betonte|meinte|fügte|kritisierte|warnte|schrieb|"
    r"dijo|afirmó|señaló|aseguró|declaró|añadió|explicó|[Ss]egún|"
    r"[Ss]elon|a déclaré|a dit|dit|a affirmé|affirme|a expliqué|explique|a ajouté|ajoute|a-t-il|a-t-elle|dit-il|"
    r"dit-elle|ha detto|ha dichiarato|disse|afirmou|zei)\b"
)
VERB_FIRST = re.compile(r"according to|in the words of|laut|según|selon", re.IGNORECASE)
"""Those that stand before the speaker."""
PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|er|sie|él|ella|il|elle)\b")
OFFICE = re.compile(
    r"\b[Tt]he (?:\w+ )?(?:minister|president|premier|secretary|chancellor|senator|ambassador|governor|prime minister|"
    r"leader|chief|mayor|king|pope|general|candidate|chairman|chairwoman|author|professor)\b"
)
"""Somebody named before, by the post."""
SPEAKS_FOR = re.compile(
    r"(?:spokes\w+|aides?|lawyers?|advis[eo]rs?|officials?|assistants?|representatives?|source|sources|ally|allies|"
    r"attorneys?|close) (?:for|to|of|with|in|under)(?: (?:the|President|Prime|Minister|Mr\.?|Mrs\.?|Ms\.?|former|then|"
    r"\w+ Minister|Secretary|of|State))*\s*$",
    re.IGNORECASE,
)
BOTH = re.compile(r"and|und|et|y|&|(?:and|with) (?:\w+ ){1,5}")
COLON = re.compile(r"[:：]\s*$")
NAME = re.compile(
    r"(?:[Tt]he )?[A-ZÀ-Þ][\w’'.-]*(?: (?:(?:of|for|de|van|von|der|al|bin|and)(?: the)? )?[A-ZÀ-Þ][\w’'-]*){1,5}"
    r"|(?<=\s)[A-ZÀ-Þ][\w’-]{2,}$|^(?!The\b|That\b|This\b)[A-ZÀ-Þ][\w’-]{2,}(?= |$)"
)
"""Capitalised words in a row: a person or a body."""
DISTRACTION = re.compile(
    r"\b(?!(?:The|White|New|North|South|United|European|Prime|Foreign|Defen[cs]e|State|Supreme|Upper|Lower|Oval)\b)"
    r"[A-Z][a-z]+ (?:[A-Z]\. )?(?!(?:House|Department|Ministry|Party|University|Street|Times|Post|News|Minister|Office|"
    r"Council|Union|Court|Senate|Congress|Security|States|Kingdom|Korea|Zealand|Steel|Post|Committee|Agency|Group|"
    r"Institute|Bank|Association|Society|Press|Journal|Summit|Games|Cup|River|Sea|Strait)\b)[A-Z][a-z]+\b"
)
"""Two capitalised words that may be somebody's name: then it is not plain whom "he" means."""
JAPANESE_AFTER = re.compile(r"\s*(?:と|って|などと)")
JAPANESE_SUBJECT = re.compile(r"(?P<who>[^\s、。「」『』]{2,24})(?:は|が)(?=[、\s「『]|[^。「」]*$)")
