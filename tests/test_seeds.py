"""The seed pages: ours in their wording, and in the shape of the real ones."""

import json
import re
from pathlib import Path

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
