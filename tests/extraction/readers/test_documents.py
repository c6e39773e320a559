"""PDF, Word, saved pages and e-mail: one of each read, one broken one of each refused with its sentence."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
import pytest

from stories.extraction import Reading, Unreadable, read_page
from stories.extraction.readers import pdf as pdf_reader

PARAGRAPHS = [
    "The harbour council met on Tuesday evening and put off its vote on the new ferry until the spring of next year.",
    "Members had asked for figures on the cost of the pier, which were not ready, and the mayor said she could wait.",
    "Fishermen who use the old landing place were not heard; a second meeting is planned before the end of March.",
]


def pdf(*pages: list[str]) -> bytes:
    """A PDF in its simplest form, each page a list of lines (PDF 1.4, one font, no compression)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T* " for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 60 780 Td {shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
                       "/Resources << /Font << /F1 3 0 R >> >> >>")  # fmt: skip
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return out + (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} "
                  f"/Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n").encode()  # fmt: skip


def broken_lines(text: str, width: int = 60) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def covered(reading: Reading) -> bool:
    shown = "".join("".join(reading.text[block.start : block.end].split()) for block in reading.blocks)
    return shown == "".join(reading.text.split())


def test_a_pdf_is_read_in_paragraphs_without_its_running_heads() -> None:
    pages = []
    for number, paragraph in enumerate(PARAGRAPHS, start=1):
        head = ["Ferry vote put off until spring", ""] if number == 1 else []
        pages.append(["Harbour News Quarterly", *head, *broken_lines(paragraph), f"Page {number}"])
    reading = read_page(pdf(*pages))
    assert reading.media_type == "application/pdf"
    (clipping,) = reading.clippings
    assert clipping.headline == "Ferry vote put off until spring"
    for paragraph in PARAGRAPHS:
        assert paragraph in clipping.body
    assert "Quarterly" not in clipping.body
    assert covered(reading)


@pytest.mark.parametrize(
    "folio",
    ["The Harbour Herald | Friday 20 November 2026 | Page 7", "The Harbour Herald · 20 November 2026 · Page 12"],
)
def test_the_head_of_a_page_of_a_paper_is_no_part_of_its_headline(folio: str) -> None:
    dek = "A contract worth 90 million ends in six weeks and nobody has bid for it so far"
    column = [line for paragraph in PARAGRAPHS for line in broken_lines(paragraph, 44)]
    (clipping,) = read_page(pdf([folio, "Who pays for the ferry?", dek, "By Oriana Testwell", *column])).clippings
    assert (clipping.headline, clipping.dek) == ("Who pays for the ferry?", dek)
    assert clipping.byline == ("Oriana Testwell",)
    assert (clipping.outlet, clipping.published) == ("The Harbour Herald", "2026-11-20")
    assert clipping.body.startswith(PARAGRAPHS[0])


def test_letters_that_a_font_joins_are_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(["Ferry vote put off", *PARAGRAPHS]).replace("Fi", "\ufb01").replace("ffi", "\ufb03")
    text = text.replace("offi", "o\ufb03").replace("figures", "\ufb01gures").replace("off", "o\ufb00")
    assert "\ufb01" in text
    monkeypatch.setattr(pdf_reader, "_told", lambda raw: pdf_reader._Told((text,), "", 1, False))
    reading = read_page(pdf(["nothing"]))
    assert "figures" in reading.text
    assert not any("\ufb00" <= letter <= "\ufb06" for letter in reading.text)


def test_a_scanned_pdf_and_a_broken_one_are_refused() -> None:
    with pytest.raises(Unreadable, match="no text in it: it is a scan"):
        read_page(pdf([]))
    with pytest.raises(Unreadable, match=r"PDF is broken|no text in it"):
        read_page(b"%PDF-1.7\nthis is no such thing\n%%EOF")


def test_a_word_document_is_read_with_its_table() -> None:
    document = docx.Document()
    document.core_properties.author = "Oriana Testwell"
    document.add_heading("Ferry vote put off until spring", 1)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=2, cols=2)
    for place, text in enumerate(("Pier", "Cost", "North", "12 million")):
        table.cell(place // 2, place % 2).text = text
    document.add_paragraph(PARAGRAPHS[0].replace("Tuesday", "Friday"))
    out = io.BytesIO()
    document.save(out)
    reading = read_page(out.getvalue())
    (clipping,) = reading.clippings
    assert clipping.headline == "Ferry vote put off until spring"
    assert PARAGRAPHS[2] in clipping.body
    assert clipping.byline == ("Oriana Testwell",)
    assert covered(reading)


@pytest.mark.parametrize("printed", ["By Pia Probe", "Von Pia Probe, Nordmole"])
def test_a_printed_byline_comes_before_whose_computer_it_was(printed: str) -> None:
    document = docx.Document()
    document.core_properties.author = "Intern"
    document.add_heading("Ferry vote put off until spring", 1)
    for paragraph in (printed, *PARAGRAPHS):
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    assert read_page(out.getvalue()).clippings[0].byline == ("Pia Probe",)


def test_a_broken_word_document_and_one_that_is_a_bomb_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<no document")
    with pytest.raises(Unreadable, match="Word document is broken"):
        read_page(out.getvalue())
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (201 * 2**20))
    with pytest.raises(Unreadable, match="unpacks to more than is read"):
        read_page(out.getvalue())


PAGE = (
    "<html><head><title>Ferry vote put off until spring</title></head><body><h1>Ferry vote put off until spring</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    + "</body></html>"
)


def mhtml(kind: str = "text/html") -> bytes:
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbour.example/ferry\r\n"
        "Subject: Ferry\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--b\"\r\n\r\n"
        f"----b\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Location: https://harbour.example/ferry\r\n\r\n"
        f"{PAGE}\r\n----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
        "----b--\r\n"
    ).encode()  # fmt: skip


def test_a_saved_page_is_read_at_its_own_address() -> None:
    reading = read_page(mhtml())
    assert reading.url == "https://harbour.example/ferry"
    assert reading.clippings[0].headline == "Ferry vote put off until spring"
    assert reading.clippings[0].body == "\n\n".join(PARAGRAPHS)
    with pytest.raises(Unreadable, match="without a page in it"):
        read_page(mhtml("text/css"))


def test_a_single_file_page_leaves_its_pictures_behind() -> None:
    said = "<!-- Page saved with SingleFile \n url: https://harbour.example/ferry \n saved date: Tue Jun 24 2025 -->"
    picture = f"<img src='data:image/png;base64,{'A' * 3_000_000}'>"
    reading = read_page(PAGE.replace("<head>", f"{said}<head>").replace("<h1>", f"{picture}<h1>").encode())
    assert reading.url == "https://harbour.example/ferry"
    assert reading.clippings[0].body == "\n\n".join(PARAGRAPHS)
    assert "AAAA" not in reading.text


def letter(html: bool = True) -> bytes:
    message = EmailMessage()
    message["From"] = "Harbour News <letters@harbour.example>"
    message["To"] = "desk@example.org"
    message["Subject"] = "Fwd: Ferry vote put off until spring"
    message["Date"] = "Tue, 24 Jun 2025 18:30:00 +0900"
    message["Message-ID"] = "<1@harbour.example>"
    message.set_content("\n\n".join(PARAGRAPHS))
    if html:
        message.add_alternative(PAGE, subtype="html")
    return message.as_bytes()


@pytest.mark.parametrize("html", [True, False])
def test_an_e_mail_is_a_story_of_its_sender(html: bool) -> None:
    reading = read_page(letter(html))
    assert reading.media_type == "message/rfc822"
    (clipping,) = reading.clippings
    assert clipping.headline == "Ferry vote put off until spring"
    assert clipping.outlet == "Harbour News"
    assert clipping.published == "2025-06-24T18:30:00+09:00"
    assert PARAGRAPHS[1] in clipping.body.replace("\n", " ")


def test_an_e_mail_without_text_is_refused() -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "a@harbour.example",
        "Pictures",
        "Tue, 24 Jun 2025 18:30 +0900",
    )
    message["MIME-Version"] = "1.0"
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="pier.png")
    with pytest.raises(Unreadable, match="e-mail without any text"):
        read_page(message.as_bytes())


def test_a_story_that_begins_with_labels_is_no_e_mail() -> None:
    text = "Ferry vote put off\nFrom: Oriana Testwell\nDate: 4 May 2025\n\n" + "\n\n".join(PARAGRAPHS)
    assert read_page(text.encode()).media_type == "text/plain"
