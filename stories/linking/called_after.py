"""Words for what is called after people, in many languages: streets, schools, airports, ships."""

from __future__ import annotations

import re

ARABIC_BEFORE = frozenset(
    "شارع جامعه مدينه مطار مستشفي مسجد ميدان جسر قاعده مدرسه كاس جايزه جائزه ملعب حي معهد قصر مركز".split()
)
"""Arabic words for what is called after people."""
HUNGARIAN_BEHIND = re.compile(
    r"(?:utca|ut|ter|korut|hid|iskola|egyetem|dij|stadion|park|kor|kormany|szinhaz|gimnazium|rakpart|setany|muzeum|korhaz|"
    r"konyvtar|intezet|alapitvany|arena|csarnok|sportcsarnok|lakotelep)"
    r"(?:i|as|es|[aeo]?t|j?[ae]|j?[ae]i|b[ae]n?|b[oe]l|[rt][oe]l|r[ae]|[oe]n|n[ae]l|h[oe]z|[vjkmtrdz][ae]l|ig|n[ae]k)?"
)
"""The same in Hungarian, behind the name, with what the case adds: "utcában", "téren", "Egyetemen"."""
CYRILLIC_BEFORE = re.compile(
    r"(?:кораб(?:л|ел)|судн|теплоход|пароход|пароплав|ледокол|криголам|атомоход|кре[ий]сер|фрегат|корвет|танкер|паром|пором|"
    r"катер|яхт|траулер|эсминец|эсминц|сухогруз|лайнер|улиц|вулиц|площад|площ|проспект|бульвар|мост)[а-яії]{0,3}|имени|імені"
)
"""Cyrillic words for ships and streets, in their cases, before the name: "ледокол «Виктор …»"."""
SHIP_BEFORE = re.compile(
    r"(?:(?:war|flag|steam|air|motor|light|space|star|mother)?ships?|vessels?|\w*boats?|ferry|ferries|tanker|frigate|"
    r"destroyer|cruiser|trawler|freighter|yacht|submarine|liner|icebreaker|barge|schooner|steamer|tug|corvette|hms|uss|"
    r"\w*(?:schiff|schiffs|boot|boots|fahre|frachter|tanker|fregatte|kreuzer|dampfer|kutter|jacht|yacht|brecher)|"
    r"navire|bateau|paquebot|cargo|petrolier|chalutier|voilier|fregate|sous-marin|"
    r"buque|barco|petrolero|fragata|carguero|crucero|pesquero|ferri|navio|barca|"
    r"nave|traghetto|petroliera|fregata|peschereccio|veliero|schip|veerboot|fartyget|farjan|skibet|skipet|fergen)"
)
"""Words for ships in Latin letters, before the name: "the rescue ship …", "das Rettungsschiff …"."""
