"""Our five seed pages, the real pages they are modelled on, and the index pages with truth, where these are at hand."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from bench.index_pages import AIMS, score_folder
from stories.extraction import Reading, read_page
from tests.extraction.pages import read_or_reason
from tests.extraction.test_coverage import check

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared"
CAPTURED = datetime.fromisoformat("2025-06-28T12:00:00+09:00")
REAL = sorted((SHARED / "seeds").glob("*.txt"))
INDEX_PAGES = SHARED / "data" / "composite_index_pages"
NAUGHTY = SHARED / "data" / "hostile_inputs" / "naughty_strings.json"
OURS = ROOT / "seeds"


def topic(reading: Reading) -> None:
    assert reading.kind == "index"
    assert len(reading.clippings) == 9
    assert {clipping.outlet for clipping in reading.clippings} == {"GZERO Media"}
    assert {clipping.completeness for clipping in reading.clippings} == {"summary"}


def tagged(reading: Reading) -> None:
    found = [(clipping.outlet, clipping.via, clipping.agency, clipping.published) for clipping in reading.clippings]
    assert found == [
        ("Reuters", "Daily8", "Reuters", "2025-06-27"),
        ("South China Morning Post", "Daily8", None, "2025-06-25"),
        ("Arab News", "Daily8", None, "2025-06-21"),
        ("Japan Times", "Daily8", None, "2025-06-05"),
        ("Malay Mail", "Daily8", "Reuters", "2025-06-05"),
    ]
    assert all(clipping.completeness == "full" for clipping in reading.clippings)


def long(reading: Reading) -> None:
    first = reading.clippings[0]
    assert (len(first.tables), len(first.tables[0]), len(first.questions)) == (1, 4, 5)
    assert len(reading.clippings) == 2
    assert reading.clippings[1].doubts[-1] == "The text breaks off at the end of the page."


def teasers(reading: Reading) -> None:
    (clipping,) = reading.clippings
    assert clipping.outlet == "GZERO Media"
    assert clipping.captions[0]["credit"] == "Jim LoScalzo/POOL/CNP/startraksphoto.com/Cover Images"
    assert "Musk" not in clipping.body


def ranked(reading: Reading) -> None:
    (clipping,) = reading.clippings
    assert clipping.published == "2025-01-08T14:34:00+09:00"
    assert "Expo" not in clipping.body
    assert sum(block.reason == "most read" for block in reading.left_out) == 22


SHAPES = [topic, tagged, long, teasers, ranked]
OUR_NAMES = [
    "gzero_us_japan_topic",
    "daily8_usjapanrelations",
    "summit_long_article",
    "gzero_military_upgrade",
    "japan_news_ishiba_blinken",
]


@pytest.mark.parametrize(("name", "shape"), list(zip(OUR_NAMES, SHAPES, strict=True)))
def test_our_seed_pages(name: str, shape: object) -> None:
    reading = read_page((OURS / f"{name}.txt").read_bytes(), captured_at=CAPTURED)
    check(reading)
    shape(reading)  # type: ignore[operator]


@pytest.mark.skipif(len(REAL) != 5, reason="the five real pages (../shared/seeds) are not on this machine")
@pytest.mark.parametrize("number", range(5))
def test_the_real_seed_pages(number: int) -> None:
    reading = read_page(REAL[number].read_bytes(), captured_at=CAPTURED)
    check(reading)
    SHAPES[number](reading)


@pytest.mark.skipif(
    not INDEX_PAGES.is_dir(), reason="the index pages with truth (../shared/data) are not on this machine"
)
def test_index_pages_make_exactly_their_stories() -> None:
    score = score_folder(INDEX_PAGES)
    assert score.counts["aggregator as outlet"] == 0
    assert {name: value for name, value in score.figures().items() if value < AIMS[name]} == {}


@pytest.mark.skipif(not NAUGHTY.is_file(), reason="the naughty strings (../shared/data) are not on this machine")
def test_naughty_strings_are_read_or_refused() -> None:
    for text in json.loads(NAUGHTY.read_text(encoding="utf-8")):
        for page in (
            text,
            f"City to dredge its harbour\n\n{text}\n\nThe council met for nine hours and decided to dig in June.",
        ):
            found = read_or_reason(page.encode("utf-8", "surrogatepass"))
            if isinstance(found, str):
                assert found.endswith(".")
            else:
                check(found)
