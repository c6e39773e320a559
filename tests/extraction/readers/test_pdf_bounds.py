"""A PDF that is made to take for ever, or all memory, costs no more than its bounds, and what could be read is kept."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject
from pypdf.generic import _data_structures

from stories.extraction import Unreadable, read_page
from stories.extraction.readers import pdf, pdf_pages

TEXTS = [
    "The harbour council met on Tuesday evening and put off its vote on the new ferry until spring.",
    "Members had asked for figures on the cost of the pier, which were not ready on that evening.",
    "Fishermen who use the old landing place were not heard; a second meeting is to be planned.",
]
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(content: bytes, said: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), said, packed)


def drawn(text: str) -> bytes:
    return b"BT /F1 11 Tf 60 700 Td (%s) Tj ET\n" % text.encode()


def document(*contents: bytes, font: bytes = FONT, resources: bytes = b"", more: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of pages with these contents; `more` are objects from number 4 on, which `resources` may name."""
    first = 4 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * place) for place in range(len(contents)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents))]
    objects += [font, *more]
    page = b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> %s >> >>"
    for place, content in enumerate(contents):
        objects.append(page % (first + 2 * place + 1, resources))
        objects.append(stream(content))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
    return out + head % (len(objects) + 1, table, len(objects) + 1) + b"startxref\n%d\n%%%%EOF\n" % len(out)


@pytest.fixture
def tokens(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each object that was made of a content stream."""
    made: list[int] = []
    read_object = _data_structures.read_object

    def counted(*given: Any, **named: Any) -> Any:
        made.append(1)
        return read_object(*given, **named)

    monkeypatch.setattr(_data_structures, "read_object", counted)
    return made


def test_a_page_of_too_many_parts_stops_at_the_bound_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch, tokens: list[int]
) -> None:
    monkeypatch.setattr(pdf_pages, "MOST_TOKENS", 2_000)
    raw = document(drawn(TEXTS[0]), b"1 0 Td " * 50_000 + drawn("lost"), drawn(TEXTS[2]))
    head, *pages, end = pdf_pages.told_of(raw)
    assert (head, end) == ({"pages": 3, "title": ""}, {"end": True})
    assert pages == [{"text": TEXTS[0]}, {"why": "work"}, {"text": TEXTS[2]}]
    assert len(tokens) < 5_000


def test_a_page_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch, tokens: list[int]) -> None:
    monkeypatch.setattr(pdf_pages, "LARGEST_STREAM", 50_000)
    _, page, other, _ = pdf_pages.told_of(document(b"1 0 Td " * 50_000, drawn(TEXTS[1])))
    assert (page, other) == ({"why": "work"}, {"text": TEXTS[1]})
    assert len(tokens) < 100


def test_drawings_in_drawings_are_followed_a_bounded_number_of_times(
    monkeypatch: pytest.MonkeyPatch, tokens: list[int]
) -> None:
    """Ten times ten times ten: each level calls the next one ten times."""
    monkeypatch.setattr(pdf_pages, "MOST_FORMS", 50)
    forms = []
    for level in range(5):
        said = b"/Type /XObject /Subtype /Form /Resources << /XObject << /X %d 0 R >> >>" % (5 + level)
        forms.append(stream(b"1 0 0 1 0 0 cm /X Do\n" * 10, said))
    forms.append(stream(b"1 0 0 1 0 0 cm\n", b"/Type /XObject /Subtype /Form"))
    raw = document(b"/X Do\n" + drawn(TEXTS[0]), resources=b"/XObject << /X 4 0 R >>", more=tuple(forms))
    _, page, _ = pdf_pages.told_of(raw)
    assert page["text"].strip() == TEXTS[0]
    assert len(tokens) < 50 * 10 * 10


def test_a_page_that_has_had_its_time_is_left_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to: list[float] = []
    extract_text = PageObject.extract_text

    def slow(page: PageObject) -> str:
        if page.page_number == 1:
            raise pdf_pages.OutOfTime
        return extract_text(page)

    monkeypatch.setattr(PageObject, "extract_text", slow)
    _, *pages, _ = pdf_pages.told_of(document(*map(drawn, TEXTS)), clock=set_to.append)
    assert pages == [{"text": TEXTS[0]}, {"why": "work"}, {"text": TEXTS[2]}]
    assert set_to[0] > 0 == set_to[-1]


def test_the_clock_of_the_process_stops_a_page() -> None:
    """The process as it is run, but with a fifth of a second for a page that needs a second or more."""
    long = b"1 0 Td " * (pdf_pages.MOST_TOKENS // 4) + drawn("lost")
    raw = document(drawn(TEXTS[0]), long, drawn(TEXTS[2]))
    run = "from stories.extraction.readers import pdf_pages as p; p.SECONDS_A_PAGE = 0.2; p.main()"
    said = subprocess.run([sys.executable, "-c", run], input=raw, capture_output=True, check=True).stdout
    assert [json.loads(line) for line in said.splitlines()[1:]] == [
        {"text": TEXTS[0]}, {"why": "work"}, {"text": TEXTS[2]}, {"end": True}
    ]  # fmt: skip


def test_what_is_missing_is_said() -> None:
    over = b"1 0 Td " * (pdf_pages.MOST_TOKENS // 2) + drawn("lost")
    reading = read_page(document(drawn(TEXTS[0]), over, drawn(TEXTS[2])))
    assert reading.text.split() == f"{TEXTS[0]} {TEXTS[2]}".split()
    assert "Page 2 of the PDF could not be read; its text is missing." in reading.clippings[0].doubts


def test_a_file_that_is_nothing_but_work_is_refused_with_a_sentence() -> None:
    bomb = document(b" " * (4 * pdf_pages.LARGEST_STREAM))
    with pytest.raises(Unreadable, match=r"^This PDF takes more work to read than any page of text does; it was not"):
        read_page(bomb)


def test_a_font_that_makes_gigabytes_of_a_letter_gets_no_more_memory_than_the_bound() -> None:
    names = b"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n1 beginbfchar\n<61> <%s>\nendbfchar"
    long = stream(names % (b"6E2F" * 250))
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>"
    raw = document(drawn("a" * 3_000_000), drawn(TEXTS[1].replace("a", "")), font=font, more=(long,))
    assert len(raw) < 20_000
    reading = read_page(raw)
    assert "Page 1 of the PDF could not be read; its text is missing." in reading.clippings[0].doubts
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < pdf_pages.MEMORY


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGXCPU)", "raise MemoryError"])
def test_a_process_that_was_stopped_has_not_read_for_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, end: str
) -> None:
    script = tmp_path / "stopped.py"
    said = f'{{"pages": 9, "title": ""}}\\n{{"text": "{TEXTS[0]}"}}\\n{{"text": "{TEXTS[1]}"}}\\n{{"te'
    script.write_text(f"import os, signal\nprint('''{said}''', end='', flush=True)\n{end}\n")
    monkeypatch.setattr(pdf, "_SCRIPT", str(script))
    reading = read_page(b"%PDF-1.4 ...")
    assert (TEXTS[0] in reading.text, TEXTS[1] in reading.text) == (True, True)
    said = "The PDF has 9 pages: the first 2 were read, the text of the others is missing."
    assert said in reading.clippings[0].doubts


def test_a_process_that_says_nothing_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "silent.py"
    script.write_text("raise SystemExit(1)\n")
    monkeypatch.setattr(pdf, "_SCRIPT", str(script))
    with pytest.raises(Unreadable, match="takes more work to read"):
        read_page(b"%PDF-1.4 ...")


def test_of_a_pdf_of_very_many_pages_the_rest_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [drawn(f"On day {day} the council put off its vote on the new ferry.") for day in range(410)]
    reading = read_page(document(*many))
    assert "On day 399 the" in reading.text
    assert "On day 400 the" not in reading.text
    said = "The PDF has 410 pages: the first 400 were read, the text of the others is missing."
    assert said in reading.clippings[0].doubts
