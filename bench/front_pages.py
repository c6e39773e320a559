"""Score front pages in HTML: are exactly the stories made that their links lead to? And is no article taken for a list?

Run as `python bench/front_pages.py [FOLDER] [--articles FOLDER...]`. FOLDER has saved front pages (`*.html`,
`*.html.gz`, there or in `html/`); with a `truth.jsonl[.gz]` only the pages whose row names neither title nor text are
taken, for these are the lists. Nobody wrote down which stories a front page carries, so the truth is derived in the
run, by rules that share no code with the reader:

- a link counts whose address looks like one story's: its path names a day or month and goes on behind it, or its last
  or last but one step is of four words and more, or has a number of five digits and more (or such a number as the `id`
  of its query);
- its words are as long as a headline: 3 to 30 words, 12 characters at least, and not a mere "Full story" or a time;
- links in `nav`, `footer`, or in a box whose class or id says menu, nav or footer, do not count, nor do links inside of
  a longer paragraph; tag, topic, author, search and account pages are no stories;
- links to the same address (host and path without "www.") are one story; each of their texts is its headline.

Precision: the share of our stubs whose link is such a story and whose headline is one of its texts. Recall: the share
of these stories that are a stub of ours with that link and such a headline. Beside it: what courlan, the crawler of
trafilatura, takes for articles' links on the same pages, by address alone.

Articles taken for lists: every page of the `--articles` folders (each has one story) that is read as a list.
Exit status 1 where a figure is below its aim.
"""

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import courlan
from lxml import html

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from stories.extraction import Unreadable, read_page  # noqa: E402

SHARED = PROJECT.parent / "shared" / "data"
ARTICLES = ("fundus_pages", "trafilatura_eval", "article_extraction_benchmark", "readability_pages")
AIM = 0.85
DATED = re.compile(r"/(?:19|20)\d\d[/-]?(?:\d\d?|[a-z]{3})(?:[/-]?\d\d?)?/[^/]*\w", re.IGNORECASE)
NOT_STORIES = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|authors?|search|login|signin|sign-?up|register|subscribe|newsletters?|account)(?:/|$)|"
    r"\.(?:jpe?g|png|gif|pdf|rss|xml|mp3|mp4)$",
    re.IGNORECASE,
)
BOXES = re.compile(r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|footer)(?:$|[-_ ])", re.IGNORECASE)
EMPTY = re.compile(
    r"(?:read|full|watch|view|see|the|more|story|stories|video|photos?|gallery|continue|reading|\W|\d)+", re.IGNORECASE
)


def pages_of(folder: Path) -> list[Path]:
    """The front pages of a folder."""
    truth = next((path for path in (folder / "truth.jsonl", folder / "truth.jsonl.gz") if path.is_file()), None)
    if truth is not None:
        rows = [json.loads(row) for row in _bytes(truth).decode().splitlines()]
        return [folder / row["html"] for row in rows if not row.get("title") and not row.get("expected_text")]
    return sorted(path for path in folder.rglob("*") if path.name.endswith((".html", ".htm", ".html.gz")))


def _bytes(path: Path) -> bytes:
    raw = path.read_bytes()
    return gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw


def true_stories(source: bytes) -> dict[str, set[str]]:
    """The stories of a page: key of the address -> the folded texts that link to it."""
    tree = html.document_fromstring(source)
    base = _base_of(tree)
    found: dict[str, set[str]] = {}
    for link in tree.iter("a"):
        address = urljoin(base, (link.get("href") or "").strip())
        words = " ".join(link.text_content().split())
        if is_story(address) and is_headline(words) and not _in_menu(link) and not _in_paragraph(link, words):
            found.setdefault(key_of(address), set()).update(_texts(link, words))
    return found


def _texts(link: html.HtmlElement, words: str) -> Iterator[str]:
    """The text of a link, and each line of it where it holds several."""
    yield _folded(words)
    for text in link.itertext():
        if text.strip():
            yield _folded(text)
    for inner in link.iterdescendants():
        yield _folded(inner.text_content())


def _base_of(tree: html.HtmlElement) -> str:
    for element in tree.iter("meta", "link"):
        if element.get("property") == "og:url" and element.get("content"):
            return str(element.get("content"))
        if (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            return str(element.get("href"))
    return "http://page.invalid/"


def is_story(address: str) -> bool:
    """Whether an address looks like that of one story."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return False
    if DATED.search(path):
        return True
    if NOT_STORIES.search(path):
        return False
    steps = [re.sub(r"\.\w{2,5}$", "", step) for step in path.split("/") if step][-2:]
    named = any(len([word for word in re.split(r"[-_+ .]", step) if word.isalpha()]) >= 4 for step in steps)
    return named or any(re.search(r"\d{5}", step) for step in steps) or bool(re.search(r"\bid=\d{5}", parts.query))


def is_headline(words: str) -> bool:
    """Whether words are as long as a headline."""
    return 3 <= len(words.split()) <= 30 and len(words) >= 12 and not EMPTY.fullmatch(words)


def _in_menu(link: html.HtmlElement) -> bool:
    for box in link.iterancestors():
        if box.tag in ("nav", "footer"):
            return True
        if box.tag in ("div", "ul", "section", "table") and BOXES.search(f"{box.get('class', '')} {box.get('id', '')}"):
            return True
    return False


def _in_paragraph(link: html.HtmlElement, words: str) -> bool:
    box = next((box for box in link.iterancestors("p")), None)
    return box is not None and len(" ".join(box.text_content().split())) > 2 * len(words) + 40


def key_of(address: str) -> str:
    """What two links to one story share."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if re.search(r"\bid=\d{5}", parts.query) else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{unquote(parts.path).rstrip('/')}{query}"


def _folded(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())


def score_page(path: Path) -> tuple[float, float]:
    """Print and return precision and recall of one page, and what courlan finds there."""
    source = _bytes(path)
    truth = true_stories(source)
    try:
        reading = read_page(source)
        made, kind = reading.clippings, reading.kind
    except Unreadable as problem:
        made, kind = (), f"unreadable ({problem.reason})"
    right = {
        key_of(clipping.url)
        for clipping in made
        if clipping.url and _folded(clipping.headline or "") in truth.get(key_of(clipping.url), ())
    }
    precision, recall = _share(len(right), len(made)), _share(len(right), len(truth))
    print(
        f"{path.name}: {kind}, {len(made)} stubs, {len(truth)} stories; precision {precision:.3f}, recall {recall:.3f}"
    )
    for clipping in made:
        if not clipping.url or key_of(clipping.url) not in right:
            print(f"   not such a story: {clipping.headline!r} {clipping.url}")
    for key in sorted(set(truth) - right):
        print(f"   missed: {key}")
    _peer(source, truth)
    return precision, recall


def _peer(source: bytes, truth: dict[str, set[str]]) -> None:
    base = _base_of(html.document_fromstring(source))
    links = courlan.extract_links(source.decode("utf-8", "replace"), base, external_bool=False, with_nav=False)
    keys = {key_of(link) for link in links or ()}
    hit = len(keys & set(truth))
    shares = f"precision {_share(hit, len(keys)):.3f}, recall {_share(hit, len(truth)):.3f}"
    print(f"   courlan, by address alone: {len(keys)} links; {shares}")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def articles_as_lists(folder: Path) -> list[str]:
    """The pages of a folder of articles that are read as lists."""
    taken = []
    where = folder / "html" if (folder / "html").is_dir() else folder
    pages = sorted(path for path in where.iterdir() if path.name.endswith((".html", ".html.gz", ".htm")))
    for path in pages:
        try:
            reading = read_page(_bytes(path))
        except Unreadable:
            continue
        if reading.kind in ("index", "front", "hashtag", "feed"):
            taken.append(f"{path.name} ({reading.kind}, {len(reading.clippings)} stories)")
    print(f"{folder.name}: {len(taken)} of {len(pages)} articles taken for lists {' '.join(taken)}")
    return taken


def main(arguments: list[str]) -> int:
    """Print all figures; 1 where a front page is below the aim."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED / "newspaper4k_pages")
    parser.add_argument("--articles", type=Path, nargs="*", default=[SHARED / name for name in ARTICLES])
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        print(f"There is no folder {given.folder}.", file=sys.stderr)
        return 2
    figures = [score_page(path) for path in pages_of(given.folder)]
    for name, values in zip(("precision", "recall"), zip(*figures, strict=True), strict=True) if figures else ():
        print(f"headline {name:10} {sum(values) / len(values):.3f}   aim {AIM:.2f}   ({len(values)} pages)")
    for folder in given.articles:
        if folder.is_dir():
            articles_as_lists(folder)
    return 0 if figures and all(value >= AIM for pair in figures for value in pair) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
