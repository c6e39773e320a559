"""A dek is a sentence or a clause: no label of one word or two, and no name of a section."""

import pytest

from stories.extraction import read_page

LABELS = (
    "Local News",
    "Exclusive.",
    "Analyse!",
    "Port Linden.",
    "Politik | Inland",
    "Warum jetzt?",
    "Actualité locale",
    "独自",
)
DEKS = {
    "en": ("Work begins soon.", "Who pays for it?", "Nobody knows who pays."),
    "de": ("Niemand will zahlen.", "Wer zahlt das alles?"),
    "fr": ("Personne ne paie.", "Qui va payer ?"),
    "ja": ("工事は四月に始まる。",),
    "ko": ("공사는 4월에 시작",),
}
SHORT = [dek for deks in DEKS.values() for dek in deks]
HEADLINE = "Council approves new harbour wall"
TEXT = (
    "The council of Port Linden approved on Tuesday the construction of a new harbour wall after a long debate.",
    "The work will begin in April and take two years, the mayor said, and the town will pay for half of it.",
)
OTHERS = {
    "Ferry back at the quay after storm": "The ferry came back on Tuesday with all who had been on board of it.",
    "Mayor speaks to the fishermen again": "She promised them on Monday that their boats would not have to go.",
    "Fog closes the sound for days": "Nobody in the islands could remember that the ships had waited so long.",
}


def of_text(dek: str) -> str | None:
    """The dek of a story as text, right below its headline."""
    (clipping,) = read_page("\n\n".join([HEADLINE, dek, *TEXT]).encode()).clippings
    assert clipping.headline == HEADLINE
    assert clipping.body == "\n\n".join(TEXT)
    return clipping.dek


def of_list(dek: str) -> str | None:
    """That of a story in a list as text."""
    shown = [(HEADLINE, dek), *OTHERS.items()]
    rows = (f"{head}\n{below}\n{18 - number} November 2025" for number, (head, below) in enumerate(shown))
    clippings = read_page("\n\n".join(rows).encode()).clippings
    assert [clipping.headline for clipping in clippings] == [HEADLINE, *OTHERS]
    return clippings[0].dek


def of_feed(dek: str) -> str | None:
    """That of an entry of a feed."""
    item = f"<item><title>{HEADLINE}</title><link>https://x.example/a</link><description>{dek}</description></item>"
    raw = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Linden</title>{item}</channel></rss>'
    reading = read_page(raw.encode())
    assert dek in reading.text
    return reading.clippings[0].dek


@pytest.mark.parametrize("label", LABELS)
def test_a_label_is_no_dek(label: str) -> None:
    assert [of_text(label), of_feed(label)] == [None, None]


@pytest.mark.parametrize("label", ["Exclusive.", "Port Linden.", "Warum jetzt?"])
def test_a_label_in_a_list_is_no_dek(label: str) -> None:
    assert of_list(label) is None


@pytest.mark.parametrize("dek", SHORT)
def test_a_short_sentence_is_one_and_the_summary_of_a_feed_too(dek: str) -> None:
    assert of_feed(dek) == dek
    if dek[-1] in ".?。":
        assert of_text(dek) == dek


@pytest.mark.parametrize("dek", ["Nobody knows who pays.", "Niemand will zahlen.", "Qui va donc payer ?"])
def test_a_short_sentence_is_one_in_a_list_as_well(dek: str) -> None:
    assert of_list(dek) == dek


def test_an_entry_with_a_label_only_has_its_headline_only() -> None:
    item = f"<item><title>{HEADLINE}</title><description>Sport</description></item>"
    raw = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Linden</title>{item}</channel></rss>'
    (clipping,) = read_page(raw.encode()).clippings
    assert (clipping.dek, clipping.body, clipping.completeness) == (None, "", "headline")
