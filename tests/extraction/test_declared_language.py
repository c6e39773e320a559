"""What a page or a feed declares as its language counts before what few words of it look like."""

from __future__ import annotations

import pytest

from stories.extraction import read_page

TEXT = (
    "<h1>Rundvanda i Havn</h1><p>Bryggjan stongd til mikudag, sigur borgarstjórin, og ferjan siglir ikki.</p>"
    "<p>Verkfrøðingar hyggja at skaðanum, og ein avgerð kemur seinni í vikuni.</p>"
)


@pytest.mark.parametrize(
    "page",
    [
        "<html lang=fo><body>{}</body></html>",
        "<html xml:lang='fo-FO'><body>{}</body></html>",
        "<html><body lang='fo'>{}</body></html>",
        "<html lang=''><head><meta http-equiv='Content-Language' content='fo'></head><body>{}</body></html>",
        "<html><head><meta name='language' content='fo'></head><body>{}</body></html>",
        "<html><head><meta property='og:locale' content='fo_FO'></head><body>{}</body></html>",
        """<html><head><script type="application/ld+json">
        {{"@type": "NewsArticle", "headline": "Rundvanda i Havn", "inLanguage": "fo"}}</script></head>
        <body>{}</body></html>""",
    ],
)
def test_a_page_declares_its_language(page: str) -> None:
    (clipping,) = read_page(page.format(TEXT).encode()).clippings
    assert clipping.language == "fo"


def test_several_languages_and_names_of_languages_declare_none() -> None:
    head = "<meta http-equiv='Content-Language' content='fo, da'><meta name='language' content='Faroese'>"
    (clipping,) = read_page(f"<html><head>{head}</head><body>{TEXT}</body></html>".encode()).clippings
    assert clipping.language != "fo"


FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Körfez Haber</title>
<link>https://korfez.example/</link><language>tr</language>
<item><title>Kaza: Ölü sayısı 4'e, yaralı 9'a çıktı</title><link>https://korfez.example/a</link>
<description>Vali Öz, Dörtyol'da konuştu.</description></item>
<item><title>Sel: Köylerin 2'si, evlerin 5'i boş</title><link>https://korfez.example/b</link>
<description>Kent'e su yok.</description></item>
<item><title>The bridge is shut</title><link>https://korfez.example/c</link>
<description>The governor said that the bridge of the town is shut, and that it will be so for the rest of the year. It
is not known when the work is to begin, or who is to pay for it, and it was not said by him — “not yet”, he said.
</description></item></channel></rss>"""


def test_short_entries_are_in_the_language_of_their_feed() -> None:
    """A long one that plainly speaks another is not."""
    assert [one.language for one in read_page(FEED.encode()).clippings] == ["tr", "tr", "en"]
