"""Runs of capitals in German, where every noun has one: "Bereich der Bildung", "Im Januar", "Präsidentin Ana Sample".

A capital tells nothing there, so a name is only where its first word is a known given name or initials, or where a
title stands before it. What stands in front (nouns, titles) is cut away, and a run is cut at small words: "der" joins
two nouns, while names go on behind a given name with "von", "von der" and "zu" alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module

from babel import Locale

from stories.linking.capital_runs import LONGEST, Run
from stories.linking.given_names import KnownNames
from stories.linking.words import INITIAL, LOWER, Field, Word
from stories.text.languages import language_of
from stories.text.names import PARTICLES, fold

_SMALL = """
    ab aber alle allem allen aller alles als also am an andere anderen auch auf aus außer bei beide beim bis bisher
    bislang da dabei dadurch dafür dagegen daher damit danach daneben dann daran darauf daraus darin darüber darum
    das dass davon davor dazu dein deine dem den denen denn dennoch der deren des deshalb dessen die dies diese
    diesem diesen dieser dieses doch dort du durch ebenso ein eine einem einen einer eines einige einigen er erst
    erste ersten es etwa etwas euch euer ferner für ganz gegen genau gerade gibt hat hatte herr herrn hier hinter
    ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins inzwischen ist ja jede jedem jeden jeder jedes
    jedoch jene jetzt kann kein keine keinem keinen keiner laut man manche mehr mein meine mit nach nachdem neben
    nein neue neuen nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit seitdem
    sich sie sind so sogar sogenannte solange solche sondern sonst sowie statt trotz über überall um und uns unser
    unsere unter viel viele vielen vom von vor war warum was weder weil weiter weitere welche wenige weniger wenn
    wer werden wie wieder wir wird wo wobei wohl während wegen zu zudem zum zur zurück zwar zwei zwischen
"""
_MORE_ORDINARY = """
    abend anfang april beginn bund dank deutsche deutschen deutscher deutsches dezember eltern ende euro februar
    firma frau frauen freitag gott herr herren januar juli juni kinder land leute mann märz menschen millionen
    mittag mitte mittwoch montag morgen männer nacht norden november nutzer oktober osten prozent samstag september
    sommer sonntag stadt süden tag tage tagen tote toten westen winter woche wochen zahl zeit
"""
_TITLE = re.compile(
    r"\w*(?:prasident|minister|kanzler|meister|sprecher|chef|sekretar|direktor|leiter|experte?|forscher|trainer|"
    r"richter|anwalt|professor|doktor|konig|kaiser|bischof|botschafter|senator|gouverneur|general|moderator|"
    r"autor|regisseur|kunstler|schauspieler|sanger|politiker|journalist|okonom|historiker|soziologe?|physiker|"
    r"psychologe?|padagoge?|manager|grunder|inhaber|vorsitzende[rn]?|abgeordnete[rn]?|beauftragte[rn]?|papst|pfarrer|"
    r"pastor|arzt|kommissar|inspektor|blogger|fotograf|kritiker|dichter|musiker|architekt|designer)(?:s|es|in|n)?"
)
_NOUN = re.compile(
    r"\w{2,}(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tat|taten|ismus|nisse|kosten|preise|zeit)"
)
"""Endings of nouns that few are called by."""
_BODY = re.compile(
    r"\w*(?:institut|instituts|stiftung|verein|verband|universitat|hochschule|akademie|gymnasium|platz|strasse|str|allee|"
    r"gasse|brucke|preis|preises|klinik|kirche|stadion|zeitung|museum|bibliothek|theater|orchester|gesellschaft|"
    r"konzern|partei|gesetz|affare|prozess|effekt|team)"
)
"""What is called after people."""
_GOES_ON = frozenset("von vom zu zum zur".split())
_TELLING = (" und ", " die ")


def is_german(fields: Iterable[Field]) -> bool:
    """Whether the texts of a story are German, by the longest of them. Looks for two words before it looks closer."""
    text = max((field.text for field in fields), key=len, default="")
    return any(word in text for word in _TELLING) and language_of(text) == "de"


def german_runs(runs: Iterable[Run], known: KnownNames) -> list[Run]:
    """What is left of the runs of a German text as names of people, without those of another name in the genitive."""
    names = [name for run in runs for part in _parts(run) if (name := _named(part, known)) is not None]
    told = {tuple(word.folded for word in name.words()) for name in names}
    return [name for name in names if not _is_genitive(name, told)]


def _parts(run: Run) -> Iterator[Run]:
    """The run in parts: cut at each small word, unless it is one with which a name goes on."""
    words, begin, titled = run.words(), 0, run.titled
    for at, word in enumerate(words):
        goes_on = word.folded in _GOES_ON or (at and words[at - 1].folded in _GOES_ON and word.folded in PARTICLES)
        if word.folded in _small() and not (goes_on and at > begin and word.shape == LOWER):
            yield Run(run.field, run.first + begin, run.first + at, titled)
            begin, titled = at + 1, False
    yield Run(run.field, run.first + begin, run.last, titled)


def _named(run: Run, known: KnownNames) -> Run | None:
    """The run without what stands in front of the name; None where no name is left."""
    words = run.words()
    first, titled = 0, run.titled
    for at, word in enumerate(words[:-1]):
        if _is_title(word):
            first, titled = at + 1, True
        elif _is_given(word, known):
            first, titled = at, titled and first == at
            break
        elif word.shape == LOWER or is_ordinary_german(word.folded):
            first, titled = at + 1, False
    left = words[first:]
    if not 2 <= len(left) <= LONGEST + 2 or not (titled or _is_given(left[0], known)):
        return None
    last = left[-1].folded
    if _BODY.fullmatch(last) or (is_ordinary_german(last) and last not in known.family):
        return None
    joined = next((at for at, word in enumerate(left) if word.shape == LOWER and word.folded in _GOES_ON), 0)
    if joined and not all(_is_given(word, known) for word in left[:joined]):
        return None
    # "Corona-Krise", "Paula-Fuchs-Allee": one word of the language.
    has_space = any(run.field.text[left[at].end] == " " for at in range(len(left) - 1))
    return Run(run.field, run.first + first, run.last, titled) if has_space else None


def _is_genitive(name: Run, told: set[tuple[str, ...]]) -> bool:
    """Whether it is another name of the story with an s, and whatever is behind that: "Ana Samples Rede"."""
    words = tuple(word.folded for word in name.words())
    return any(word.endswith("s") and (*words[:at], word[:-1]) in told for at, word in enumerate(words[1:], start=1))


def _is_given(word: Word, known: KnownNames) -> bool:
    return word.shape != LOWER and (
        word.shape == INITIAL or (word.folded in known.given and not is_ordinary_german(word.folded))
    )


def _is_title(word: Word) -> bool:
    return word.shape != LOWER and _TITLE.fullmatch(word.folded) is not None


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(fold(word) for word in _SMALL.split())


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    german, lorem = Locale("de"), import_module("faker.providers.lorem.de_DE").Provider
    calendar = [*german.months["format"]["wide"].values(), *german.days["format"]["wide"].values()]
    words = [*_SMALL.split(), *_MORE_ORDINARY.split(), *lorem.word_list, *calendar, *german.territories.values()]
    return frozenset(fold(word) for word in words)


def is_ordinary_german(folded: str) -> bool:
    """Whether a folded word is one of the language's common words (those that Faker makes its texts of), its small
    words, a month, a day, a country, or ends as no name does."""
    return folded in _ordinary() or folded.removesuffix("s") in _ordinary() or _NOUN.fullmatch(folded) is not None
