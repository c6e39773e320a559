"""A menu right above the headline is no kicker, in whatever script; a kicker still is one."""

import pytest

from stories.extraction import Reading, read_page
from tests.extraction.test_html_stamps import HEADS, TEXTS

ENTRIES = {"ja": ("国際", "経済"), "de": ("Politik", "Ausland"), "en": ("World", "Islands")}
MENUS = {
    "div nav": '<div class="nav">{}</div>',
    "one link": '<div class="nav"><a href="/s">{}</a></div>',
    "global": '<div class="header global-nav">{}</div>',
    "short": '<div id="gnav">{}</div>',
    "navi": '<div class="navi clear">{}</div>',
    "role": '<div role="navigation"><p>{}</p></div>',
    "path": '<div class="topicpath">{}</div>',
    "crumbs": '<p class="pankuzu"><span>{}</span></p><div class="pankuzu">{}</div>',
}


def read(above: str, language: str) -> Reading:
    texts = "".join(f"<p>{text}</p>" for text in TEXTS[language])
    raw = f"""<html lang="{language}"><head><meta charset="utf-8"><title>{HEADS[language]}</title></head>
    <body>{above}<h1>{HEADS[language]}</h1><p>2025-06-27</p>{texts}</body></html>"""
    reading = read_page(raw.encode())
    assert reading.clippings[0].headline == HEADS[language]
    assert reading.clippings[0].body == "\n\n".join(TEXTS[language])
    return reading


@pytest.mark.parametrize("language", ENTRIES)
@pytest.mark.parametrize("menu", MENUS.values(), ids=MENUS)
def test_what_the_markup_calls_a_menu_is_left_out(menu: str, language: str) -> None:
    words = " ".join(ENTRIES[language])
    reading = read(menu.format(words, words), language)
    assert reading.clippings[0].kicker is None
    assert [block.reason for block in reading.left_out if words in reading.text[block.start : block.end]][-1:] == [
        "navigation"
    ]


@pytest.mark.parametrize(
    ("above", "language"),
    [
        ('<div><a href="/a">World</a> <a href="/b">Islands</a> <a href="/c">Sea</a></div>', "en"),
        ("<div>World | Islands | Sea</div>", "en"),
        ("<div>Home › World › Islands</div>", "en"),
        ("<div>国際 経済 社会</div>", "ja"),
    ],
)
def test_a_row_of_labels_is_a_menu_whatever_it_is_called(above: str, language: str) -> None:
    assert read(above, language).clippings[0].kicker is None


@pytest.mark.parametrize(
    ("above", "language", "kicker"),
    [
        ('<p class="kicker">国際</p>', "ja", "国際"),
        ('<p><a href="/s">Inselleben</a></p>', "de", "Inselleben"),
        ('<div class="has-nav"><p>Island life</p></div>', "en", "Island life"),
    ],
)
def test_a_kicker_stays(above: str, language: str, kicker: str) -> None:
    assert read(above, language).clippings[0].kicker == kicker
