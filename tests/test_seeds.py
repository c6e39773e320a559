"""The seed pages: ours in their wording, and in the shape of the real ones."""

import json
import re
from datetime import datetime
from pathlib import Path

from stories.extraction import Reading, read_page

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
RUN = 8
_EDGES = re.compile(r"^\W+|\W+$")


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of eight words inside one line, however capitalised and punctuated."""
    found = set()
    for line in text.splitlines():
        words = [word for word in (_EDGES.sub("", part.lower()) for part in line.split()) if word]
        found |= {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    return found


def test_a_run_of_words_taken_over_is_found() -> None:
    theirs = runs("The specifics will take months for senior officials, both sides said.")
    assert runs("“The specifics will take months for senior officials” is what was said") & theirs
    assert not runs("The specifics will take months\nfor senior officials, both sides said") & theirs


def test_no_run_of_eight_words_is_taken_over_from_a_real_page(shared: Path) -> None:
    real = {run for page in sorted((shared / "seeds").glob("*.txt")) for run in runs(page.read_text())}
    assert len(real) > 3000
    for page in SEEDS:
        assert sorted(" ".join(run) for run in runs(page.read_text()) & real) == [], page.name


def test_five_pages_with_their_capture_times_as_the_readme_says() -> None:
    captures = json.loads((ROOT / "seeds/captures.json").read_text())
    assert sorted(captures) == [page.name for page in SEEDS]
    assert len(SEEDS) == 5
    readme = (ROOT / "seeds/README.md").read_text()
    rows = dict(re.findall(r"^\| `(.+?)` \|[^|]+\| (\S+) \|", readme, re.MULTILINE))
    assert rows == {name: capture["captured_at"] for name, capture in captures.items()}


def reading(name: str) -> Reading:
    """One seed page, read as `demo` reads it."""
    capture = json.loads((ROOT / "seeds/captures.json").read_text())[name]
    captured_at = datetime.fromisoformat(capture["captured_at"])
    return read_page((ROOT / "seeds" / name).read_bytes(), captured_at=captured_at, url=capture["url"])


def test_the_topic_page_holds_nine_summaries() -> None:
    page = reading("gzero_us_japan_topic.txt")
    assert (page.kind, page.outlet, len(page.clippings)) == ("index", "GZERO Media", 9)
    assert {clipping.completeness for clipping in page.clippings} == {"summary"}
    assert page.clippings[8].headline == "Camp David: Biden gets Seoul and Tokyo to one table"


def test_the_hashtag_page_holds_five_stories_of_five_outlets() -> None:
    page = reading("daily8_usjapanrelations.txt")
    assert page.kind == "hashtag"
    assert [(clip.outlet, clip.via, clip.agency, str(clip.published)[:10]) for clip in page.clippings] == [
        ("Reuters", "Daily8", "Reuters", "2025-06-27"),
        ("South China Morning Post", "Daily8", None, "2025-06-25"),
        ("Arab News", "Daily8", None, "2025-06-21"),
        ("Japan Times", "Daily8", None, "2025-06-05"),
        ("Malay Mail", "Daily8", "Reuters", "2025-06-05"),
    ]


def test_the_long_article_has_its_table_and_five_questions() -> None:
    first, *behind = reading("summit_long_article.txt").clippings
    assert [len(table) for table in first.tables] == [4]
    assert len(first.questions) == 5
    assert len(behind) <= 1


def test_the_two_single_articles_end_before_the_noise() -> None:
    (upgrade,) = reading("gzero_military_upgrade.txt").clippings
    assert [caption["credit"] for caption in upgrade.captions] == [
        "Jim LoScalzo/POOL/CNP/startraksphoto.com/Cover Images"
    ]
    assert upgrade.body.endswith("the announcement alone will be cause for concern.")
    (meeting,) = reading("japan_news_ishiba_blinken.txt").clippings
    assert (meeting.outlet, meeting.published) == ("The Japan News", "2025-01-08T14:34:00+09:00")
    assert meeting.body.endswith("for example in the supply of semiconductors.")
