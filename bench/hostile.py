"""What hostile and broken inputs get: a reading or a sentence, in how much time and memory.

    .venv/bin/python bench/hostile.py ../shared/data/hostile_inputs

Reads every input of the folder (markup of DOMPurify, bleach and Miniflux as HTML pages and inside a feed; naughty
strings as pages, as headlines and as names of files; XML bombs; html5lib's tests; mojibake) and bombs of our own (zip,
gzip, XML entities, deep nesting, 100,000 links, 200,000 attributes, large pages, a feed of 50,000 entries, lies about
type and charset, a broken PDF and Word document). Each is read in a process of its own with a bound on its memory; the
table gives, for each group, how many were read, refused with a sentence, or failed, and the worst time and memory.
Exit status 1 where one failed: a traceback, a killed process, or more than the bound.
"""

from __future__ import annotations

import gzip
import io
import json
import multiprocessing
import resource
import sys
import time
import zipfile
from collections.abc import Iterator
from html import escape
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from stories.extraction import Unreadable, read_page
from stories.extraction.readers.boxes import box_of, unpack

MEMORY = 1_500 * 2**20
SECONDS = 60
Input = tuple[str, bytes, str]
"""Group, bytes, name of the file."""


def page(body: str) -> bytes:
    """A page with an article, and the payload inside it."""
    text = "<p>The harbour council met on Tuesday evening and put off its vote on the new ferry until the spring.</p>"
    return f"<html><body><h1>Ferry vote put off</h1>{text}{body}{text * 2}</body></html>".encode("utf-8", "replace")


def feed(payload: str) -> bytes:
    """A feed with the payload in title and text of its entry."""
    inside = escape(payload.replace("\0", ""))
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title><item><title>{inside}</title>"
        f"<link>https://harbour.example/1</link><description>{inside}</description></item></channel></rss>"
    ).encode("utf-8", "replace")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file with one a line."""
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from (json.loads(line) for line in file if line.strip())


def given(folder: Path) -> Iterator[Input]:
    """The inputs of the folder."""
    for name, key in (("dompurify_expect", "payload"), ("bleach_xss", "payload"), ("miniflux_sanitizer", "input")):
        for one in lines(folder / f"{name}.jsonl"):
            yield f"{name}, as pages", page(str(one[key])), "page.html"
            yield f"{name}, in a feed", feed(str(one[key])), "feed.xml"
    strings = json.loads((folder / "naughty_strings.json").read_text(encoding="utf-8"))
    for text in strings if isinstance(strings, list) else strings.values():
        raw = str(text).encode("utf-8", "surrogatepass")
        yield "naughty strings, alone", raw, "page.txt"
        yield "naughty strings, as headline and name", page(f"<h1>{escape(str(text))}</h1>"), str(text)
    for path in sorted((folder / "xml").iterdir()):
        yield "XML bombs", path.read_bytes(), path.name
    for path in sorted((folder / "html5lib").iterdir()):
        raw = path.read_bytes()
        yield "html5lib tests", gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw, path.name
    for one in lines(folder / "mojibake_ftfy.jsonl"):
        yield "mojibake", page(escape(str(one["original"]))), "page.html"


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def made() -> Iterator[Input]:
    """Bombs and lies of our own making."""
    nested = zipped({"zeros.html": b"\0" * (10 * 2**20)})
    for _ in range(5):
        nested = zipped({f"{number}.zip": nested for number in range(16)})
    entity = b"<!DOCTYPE r [<!ENTITY a '" + b"x" * 60_000 + b"'>]><rss><channel><title>" + b"&a;" * 60_000
    items = b"".join(
        b"<item><title>Entry %d</title><link>https://x.example/%d</link><description>Text %d</description></item>"
        % (n, n, n) for n in range(50_000)
    )  # fmt: skip
    paragraph = b"<p>The council met on Tuesday and put off its vote on the new ferry until next spring.</p>"
    prose = b"The council met on Tuesday and put off its vote on the new ferry until the spring of next year.\n\n"
    yield "zip bomb", zipped({"zeros.html": b"\0" * (500 * 2**20)}), "bomb.zip"
    yield "zip bomb, nested", nested, "42.zip"
    yield "zip of 30,000 pages", zipped({f"{n}.html": b"<p>x" for n in range(30_000)}), "many.zip"
    yield "gzip bomb", gzip.compress(b"\0" * (500 * 2**20)), "bomb.gz"
    yield "XML entities, quadratic", entity + b"</title></channel></rss>", "feed.xml"
    yield "XML nested 100,000 deep", b"<rss><channel>" + b"<a>" * 100_000, "feed.xml"
    yield "100,000 nested elements", b"<div>" * 100_000 + b"text", "page.html"
    yield "100,000 links", page("".join(f"<a href='/{n}'>Link number {n}</a>" for n in range(100_000))), "page.html"
    yield "200,000 attributes", page(f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>x</p>"), "page.html"
    yield "100,000 unclosed tags", b"<b" * 100_000, "page.html"
    yield "18 MB of paragraphs", b"<html><body><h1>Ferry vote</h1>" + paragraph * 200_000, "page.html"
    yield "18 MB of plain text", prose * 190_000, "page.txt"
    yield "4 MB on one line", prose.replace(b"\n", b" ") * 42_000, "page.txt"
    yield "JSON nested 100,000 deep", b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 100_000, "f.json"
    yield (
        "feed of 50,000 entries",
        b"<rss version='2.0'><channel><title>x</title>" + items + b"</channel></rss>",
        "f.xml",
    )
    yield "lies: UTF-16 that says UTF-8", page("<meta charset='utf-8'>").decode().encode("utf-16"), "page.html"
    yield "lies: binary called a page", bytes(range(256)) * 4_000, "page.html"
    yield "lies: a picture called a page", b"\x89PNG\r\n\x1a\n" + bytes(5_000), "page.html"
    yield "lies: charset of no encoding", page("<meta charset='rot13'>"), "page.html"
    yield "broken PDF", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\nxref\n0 9999999999\n", "a.pdf"
    yield "PDF whose pages are its own parents", (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF"
    ), "loop.pdf"  # fmt: skip
    yield "Word document with a zip bomb", zipped({"word/document.xml": b" " * (300 * 2**20)}), "bomb.docx"
    yield (
        "Word document with an entity bomb",
        zipped({"word/document.xml": entity, "[Content_Types].xml": b"<x/>"}),
        "e.docx",
    )
    yield "HAR with a broken page", b'{"log": {"entries": [{"response": {"status": 200}}]}}', "a.har"


def told(raw: bytes, name: str) -> str:
    """What a file comes to: "read" or a sentence; a box is unpacked and its pages read."""
    if box_of(raw) is None:
        try:
            read_page(raw, name=name)
        except Unreadable as error:
            return error.reason
        return "read"
    said = "read"
    try:
        for member in unpack(raw, name=name):
            said = member.reason or told(member.raw or b"", member.name)
    except Unreadable as error:
        return error.reason
    return said


def _in_child(raw: bytes, name: str, answer: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY + 2 * 2**30, MEMORY + 2 * 2**30))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    try:
        said = told(raw, name)
    except BaseException as error:
        said = f"FAILED {error!r}"[:200]
    seconds = time.perf_counter() - began
    answer.send((said, seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024))


def tried(raw: bytes, name: str) -> tuple[str, float, float]:
    """Outcome, seconds and megabytes (above what the process had) of reading one input."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_in_child, args=(raw, name, there))
    child.start()
    there.close()
    if here.poll(SECONDS):
        try:
            answer: tuple[str, float, float] = here.recv()
        except EOFError:
            answer = ("FAILED the process died", 0.0, 0.0)
    else:
        child.kill()
        answer = (f"FAILED took more than {SECONDS} s", float(SECONDS), 0.0)
    child.join()
    return answer


def main() -> None:
    """Run every input and print the table."""
    groups: dict[str, list[tuple[str, float, float]]] = {}
    inputs = [*given(Path(sys.argv[1])), *made()] if len(sys.argv) > 1 else list(made())
    for group, raw, name in inputs:
        groups.setdefault(group, []).append(tried(raw, name))
    print(
        f"{'input':<40} {'count':>6} {'read':>6} {'refused':>8} {'failed':>7} {'worst s':>8} {'worst MB':>9}  outcome"
    )
    failed = 0
    for group, answers in groups.items():
        read = sum(said == "read" for said, _, _ in answers)
        bad = [said for said, _, _ in answers if said.startswith("FAILED")]
        failed += len(bad)
        said = bad[0] if bad else answers[0][0] if len(answers) == 1 else ""
        print(
            f"{group:<40} {len(answers):>6} {read:>6} {len(answers) - read - len(bad):>8} {len(bad):>7} "
            f"{max(one[1] for one in answers):>8.2f} {max(one[2] for one in answers):>9.0f}  {said[:110]}"
        )
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
