"""Greek and Cyrillic words are found with their accents and without, and quotations by whatever marks they have."""

from __future__ import annotations

import unicodedata

import pytest

from stories.search import Query, search_stories
from stories.search.alphabets import plain
from stories.search.index import index_breaches
from tests.factories import StoryFactory

pytestmark = pytest.mark.django_db


def found(text: str) -> list[str]:
    return [story.headline for story in search_stories(Query(text, {}, "newest", None)).page().stories]


SPELT = {
    "Ο λιμενάρχης του Ναυπλίου: «Μαΐου βροχές»": [
        "λιμεναρχησ", "λιμεναρχης", "ΛΙΜΕΝΆΡΧΗΣ", "ΛΙΜΕΝΑΡΧΗΣ", "Λιμενάρχης", "μαϊου", "μαιου", '"του ναυπλιου"',
        "βροχ*", "βροχέ*",
    ],
    "ΓΕΦΥΡΑ ΣΤΟΝ ΙΛΙΣΟ ΕΚΛΕΙΣΕ ΧΘΕΣ": ["γέφυρα", "γεφυρα", "Ιλισό", "έκλεισε χθες", '"στον ιλισο"'],
    "Τῷ δήμῳ ἡ βουλὴ τῆς Ἀθηνᾶς": ["τω δημω", "η βουλη", "αθηνας", "ΑΘΗΝΑΣ", '"βουλή της"'],
    "Йогурт и мёд в Ёлкине": ["елкине", "мед", "МЁД", "иогурт", "йогурт"],
    "Їжак у місті Київ": ["іжак", "їжак", "КИЇВ", "киів", "міст*"],
}  # fmt: skip


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_make_no_difference_in_greek_and_cyrillic(form: str) -> None:
    for headline in SPELT:
        StoryFactory(headline=unicodedata.normalize(form, headline), body="")
    for headline, typed in SPELT.items():
        for one in typed:
            assert [unicodedata.normalize("NFC", each) for each in found(one)] == [headline], one
            assert [unicodedata.normalize("NFC", each) for each in found(unicodedata.normalize("NFD", one))] == [
                headline
            ]
    assert found("λιμενας") == found("ελκ") == found("μαγιου") == []
    assert index_breaches() == []


def test_what_is_plain_stays_so_and_other_letters_are_left() -> None:
    for text in ("ά Ώ ΐ ς ᾳ ῷ Ё й Ї Ґ ґ", "Tōkyō Ə 東京 ガス", ""):
        assert plain(plain(text)) == plain(text)
    assert plain("Tōkyō Ґґ ガス") == "Tōkyō Ґґ ガス"
    assert plain("Ώρα ΐ ς ῷ Ёй") == "Ωρα ι σ ω Еи"


@pytest.mark.parametrize(
    "body",
    [
        "Он сказал: «Мост закрыт».",
        "”Bron är stängd”, sade hon.",
        "Er sagte: »Die Brücke ist zu.«",
        "„Most jest zamknięty” – powiedziała.",
        "Elle parle d’un pont ‹fermé›.",
        "『橋は閉鎖』と話した。",
        "‘The bridge is shut,’ she said.",
        'She said "no".',
    ],
)
def test_quoted_words_are_known_by_any_marks(body: str) -> None:
    StoryFactory(headline="with", body=body)
    StoryFactory(
        headline="without", body="The bridge’s gate is shut. It’s the ‘90s again, isn’t it. L’eau monte <2 m>."
    )
    assert found("has:quote") == ["with"]
    assert found("-has:quote") == ["without"]
