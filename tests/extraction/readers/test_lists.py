"""Lists of links: bookmarks, read-later lists, bibliographies, tables. One of each is read, a broken one refused."""

from __future__ import annotations

import json

import pytest

from stories.extraction import Clipping, Reading, Unreadable, read_page
from stories.extraction.readers import tables

TITLE, ADDRESS = "Ferry vote put off until spring", "https://harbour.example/2025/ferry"
TEXT = "The harbour council met on Tuesday evening and put off its vote on the new ferry until the spring. " * 3

NETSCAPE = f"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
  <DT><H3 ADD_DATE="1456433722">Islands</H3>
  <DL><p>
    <DT><A HREF="{ADDRESS}?a=1&amp;b=2" ADD_DATE="1456433742" TAGS="ferry,council">{TITLE}</A>
    <DD>Worth a second look
    <DT><A HREF="javascript:alert(1)" ADD_DATE="1456433742">Send to the desk</A>
  </DL><p>
  <DT><A HREF="https://quay.example/boats" ADD_DATE="1456433742000000">Boats &amp; piers</A>
</DL><p>"""
FIREFOX = json.dumps({"guid": "r", "type": "text/x-moz-place-container", "children": [
    {"type": "text/x-moz-place-container", "title": "Islands", "children": [
        {"type": "text/x-moz-place", "title": TITLE, "uri": ADDRESS, "tags": "ferry,council"},
        {"type": "text/x-moz-place", "title": "Recent", "uri": "place:sort=8"}]}]})  # fmt: skip
ISLANDS = {"type": "folder", "name": "Islands", "children": [{"type": "url", "name": TITLE, "url": ADDRESS}]}
BAR = {"type": "folder", "name": "Bookmarks bar", "children": [ISLANDS]}
CHROME = json.dumps({"checksum": "0", "roots": {"bookmark_bar": BAR}})
POCKET_HTML = (
    f"<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>"
    f'<li><a href="{ADDRESS}" time_added="1600322788" tags="ferry,council">{TITLE}</a></li></ul></body></html>'
)
POCKET = f"title,url,time_added,tags,status\n{TITLE},{ADDRESS},1600322788,ferry|council,unread\n"
INSTAPAPER = f"URL,Title,Selection,Folder\n{ADDRESS},{TITLE},Worth a second look,ferry\n"
PINBOARD = json.dumps([{"href": ADDRESS, "description": TITLE, "extended": "Worth a second look", "toread": "no",
                        "time": "2016-10-01T10:00:00Z", "tags": "ferry council"}])  # fmt: skip
OMNIVORE = json.dumps([{"id": "1", "title": TITLE, "author": "Oriana Testwell", "url": ADDRESS, "labels": ["ferry"],
                        "savedAt": "2024-01-01T10:00:00Z", "publishedAt": "2025-05-04T08:00:00+09:00"}])  # fmt: skip
WALLABAG = json.dumps([{"is_archived": 0, "id": 7, "title": TITLE, "url": ADDRESS, "content": f"<p>{TEXT}</p>",
                        "created_at": "2016-09-08T11:55:58+0200", "tags": ["ferry"], "language": "en"}])  # fmt: skip
READABILITY = json.dumps({"bookmarks": [{"article__title": TITLE, "article__url": ADDRESS, "archive": False,
                                         "date_added": "2016-08-25T12:05:00"}]})  # fmt: skip
RIS = (
    f"TY  - NEWS\r\nTI  - {TITLE}\r\nAU  - Testwell, Oriana\r\nPY  - 2025/05/04\r\n"
    f"T2  - Harbour News\r\nUR  - {ADDRESS}\r\n"
    "KW  - ferry\r\nER  - \r\n"
)
BIBTEX = f"""@article{{ferry, title = {{Ferry vote put off until {{S}}pring}},
  author = {{Testwell, Oriana and {{Harbour Desk}}}},
  journal = {{Harbour News}}, year = 2025, month = may, url = {{{ADDRESS}}}, keywords = {{ferry, council}} }}
@misc{{broken, title = {{No end
"""
CSL = json.dumps([{"id": "x", "type": "article-newspaper", "title": TITLE, "URL": ADDRESS,
                   "container-title": "Harbour News",
                   "author": [{"family": "Testwell", "given": "Oriana"}, {"literal": "Harbour Desk"}],
                   "issued": {"date-parts": [[2025, 5, 4]]}}])  # fmt: skip
ZOTERO = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
 <bib:Article rdf:about="{ADDRESS}"><z:itemType>newspaperArticle</z:itemType>
  <dcterms:isPartOf><bib:Newspaper><dc:title>Harbour News</dc:title></bib:Newspaper></dcterms:isPartOf>
  <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Testwell</foaf:surname><foaf:givenName>Oriana</foaf:givenName>
  </foaf:Person></rdf:li></rdf:Seq></bib:authors><dc:subject>ferry</dc:subject><dc:title>{TITLE}</dc:title>
  <dc:date>2025-05-04</dc:date></bib:Article></rdf:RDF>"""
TABLE = (
    "Headline;Link;Published;Source;Author;Tags\n"
    f"{TITLE};{ADDRESS};04.05.2025;Harbour News;Testwell, Oriana;ferry, council\n"
)


def read(text: str) -> tuple[Reading, Clipping]:
    reading = read_page(text.encode())
    shown = "".join("".join(reading.text[block.start : block.end].split()) for block in reading.blocks)
    assert shown == "".join(reading.text.split())
    return reading, reading.clippings[0]


@pytest.mark.parametrize(
    "text",
    [NETSCAPE, FIREFOX, CHROME, POCKET_HTML, POCKET, INSTAPAPER, PINBOARD, OMNIVORE, WALLABAG, READABILITY, RIS, BIBTEX,
     CSL, ZOTERO, TABLE],
    ids="netscape firefox chrome pocket-html pocket instapaper pinboard omnivore wallabag readability ris bibtex csl "
        "zotero table".split(),
)  # fmt: skip
def test_every_format_gives_headline_and_address(text: str) -> None:
    reading, clipping = read(text)
    assert reading.kind == "index"
    assert clipping.headline is not None
    assert clipping.headline.casefold() == TITLE.casefold()
    assert (clipping.url or "").split("?")[0] == ADDRESS


def test_bookmarks_have_their_tags_folders_and_notes_and_say_what_leads_nowhere() -> None:
    reading, clipping = read(NETSCAPE)
    assert reading.metas[0][1].tags == ("ferry", "council", "Islands")
    assert clipping.dek == "Worth a second look"
    assert clipping.published is None
    assert [one.headline for one in reading.clippings] == [TITLE, "Boats & piers"]
    assert "javascript:alert(1)" in reading.text
    assert all(one.url is None or one.url.startswith("https:") for one in reading.clippings)
    assert any("1 entry leads to no address of the web" in doubt for doubt in reading.doubts)


@pytest.mark.parametrize("text", [OMNIVORE, RIS, CSL, ZOTERO, TABLE], ids="omnivore ris csl zotero table".split())
def test_who_and_when(text: str) -> None:
    _, clipping = read(text)
    assert clipping.byline == ("Oriana Testwell",)
    assert (clipping.published or "")[:10] == "2025-05-04"


def test_a_reference_in_ris_that_has_no_end_is_read_as_the_others_are() -> None:
    second = "TY  - NEWS\r\nTI  - Pilots walk out\r\nDA  - 2025/11//\r\n"
    for text in (RIS + second, second + RIS, RIS + second + RIS.replace(TITLE, "Third")):
        reading, _ = read(text)
        found = {one.headline: one.published for one in reading.clippings}
        assert found["Pilots walk out"] == "2025-11"
        assert len(found) == text.count("TY  - ")


def test_the_time_of_saving_is_no_day_of_publication() -> None:
    for text in (NETSCAPE, POCKET, PINBOARD, WALLABAG, READABILITY):
        assert read(text)[1].published is None


def test_a_saved_text_is_the_storys_text() -> None:
    _, clipping = read(WALLABAG)
    assert clipping.body == TEXT.strip()
    assert clipping.completeness == "full"


def test_a_bibliography_in_bibtex_names_its_broken_entry_and_no_organisation_as_a_person() -> None:
    reading, clipping = read(BIBTEX)
    assert clipping.byline == ("Oriana Testwell",)
    assert clipping.outlet == "Harbour News"
    assert (clipping.published, clipping.published_precision) == ("2025-05", "month")
    assert any("An entry of the bibliography is broken, from line 4 on" in doubt for doubt in reading.doubts)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p></DL>", "list of bookmarks without a single address"),
        (FIREFOX[:-4], "list of bookmarks that is broken"),
        (CHROME.replace("https", "about"), "list of bookmarks without a single address"),
        (PINBOARD[:-3], "list of saved pages that is broken"),
        (CSL[:-5], r"bibliography \(CSL-JSON\) that is broken"),
        ("TY  - NEWS\r\nAU  - Testwell, Oriana\r\nER  - \r\n", r"bibliography \(RIS\) without a single address"),
        ("@article{a, title = {No end", "BibTeX that is broken"),
        (ZOTERO.replace("</rdf:RDF>", "").replace("<dc:title>", "<dc:nothing>"), r"Zotero RDF\)"),
        ("title,url\nFerry vote,not an address\n", "table of stories without a single address"),
    ],
    ids="netscape firefox chrome saved csl ris bibtex zotero table".split(),
)
def test_a_broken_one_is_refused_with_its_sentence(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read_page(text.encode())


def test_a_table_is_told_by_its_header_in_several_languages_and_encodings() -> None:
    german = "Titel\tLink\tDatum\tQuelle\nFähre bleibt im Hafen\thttps://hafen.example/a\t04.05.2025\tHafenblatt\n"
    for raw in (german.encode("utf-16"), german.encode("utf-8-sig")):
        clipping = read_page(raw).clippings[0]
        assert (clipping.headline, clipping.outlet, clipping.published) == (
            "Fähre bleibt im Hafen", "Hafenblatt", "2025-05-04")  # fmt: skip


def test_a_formula_in_a_table_is_text() -> None:
    table = f'title,url\n"=HYPERLINK(""https://bad.example"")",{ADDRESS}\n'
    assert read(table)[1].headline == '=HYPERLINK("https://bad.example")'


@pytest.mark.parametrize("printed", ["2026-13-45", "soon"])
def test_a_date_that_is_none_is_named(printed: str) -> None:
    row = read(f"title,url,date\nTide table lost,https://coast.example/tide,{printed}\n")[1]
    assert row.published is None
    assert f"“{printed}” is no date that can be read." in row.doubts


def test_prose_with_commas_is_no_table() -> None:
    assert not tables.is_table(f"The title, the link and the date\nwere missing, they said.\n{TEXT}".encode())
    assert not tables.is_table(TEXT.encode())


def test_a_table_of_fifty_thousand_rows_is_bounded_and_loses_nothing() -> None:
    rows = "".join(f"Ferry vote {n},https://harbour.example/{n}\n" for n in range(50_000))
    reading = read_page(f"title,url\n{rows}".encode())
    assert len(reading.clippings) == 2_000
    assert "Ferry vote 49999 https://harbour.example/49999" in reading.text
