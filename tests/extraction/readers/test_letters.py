"""Newsletters and other e-mail in HTML: a list of stories under the subject, or one story."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from stories.extraction import Clipping, Reading, read_page
from stories.extraction.reading import check_blocks

SUBJECT = "What moved on the quays this week"
STORIES = (
    ("Ferry line drops its night crossing", "The company said on Monday that too few people cross after ten o'clock."),
    ("Council buys three cranes from abroad", "They are to arrive in autumn, the mayor told the council on Tuesday."),
    ("Fish market moves for two years", "Traders will sell from tents while the old hall is mended, the city said."),
)
TEXT = (
    "The ferry between the two islands will stop for the winter, its owner told the council on Monday evening.",
    "Nobody had expected that, and the mayor of the smaller island called it a grave mistake by a rich company.",
    "The council will meet again on Thursday and wants to hear from the people who cross every day to their work.",
    "Until then the boats go on as they are printed in the time table, the harbour master said in a short note.",
)
SLUG = "https://quay-letter.example/2025/06/24/story-of-the-week-number-{}"
TRACKED = "https://click.quay-letter.example/?qs={:08x}f0a1b2c3"
COUNTED = "https://quay.us4.list-manage.example/track/click?u=77&id={}&e=9"
SHAPES = {
    "headings with links": '<div><h2><a href="{link}">{headline}</a></h2><p>{text}</p></div>',
    "links around headings": '<div><a href="{link}"><h3>{headline}</h3></a><p>{text}</p></div>',
    "cells of a table": '<tr><td><h3><a href="{link}">{headline}</a></h3></td></tr><tr><td><p>{text}</p></td></tr>',
    "a table inside a cell": (
        '<tr><td align="center"><table><tr><td><a href="{link}"><span>{headline}</span></a></td></tr>'
        "<tr><td><p>{text}</p></td></tr></table></td></tr>"
    ),
    "all of a story in one cell": (
        '<tr><td><img src="x.png"></td><td><p><a href="{link}">{headline}</a></p><p>{text}</p></td></tr>'
    ),
    "a picture's link over a heading": (
        '<table><tr><td><a href="{link}"><img src="x.png"></a></td></tr></table><h3>{headline}</h3><p>{text}</p>'
    ),
    "a link at the end of the text": '<h3>{headline}</h3><p>{text} <a href="{link}">Read more</a></p>',
    "a line break after the link": '<p><b><a href="{link}">{headline}</a></b><br>{text}</p>',
    "headings over a link that says no more": (
        '<div><h2>{headline}</h2><p>{text}</p><a href="{link}">Read more</a></div>'
    ),
    "a link in letters of its own size": (
        '<div><div><a href="{link}"><b>{headline}</b></a></div><div>{text}</div></div>'
    ),
}


def mail(html: str, subject: str = SUBJECT, sender: str = "Quay Letter <desk@quay-letter.example>") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "desk@paper.example", subject
    message["Date"] = "Tue, 24 Jun 2025 18:30:00 +0900"
    message.set_content("This letter is best read with pictures.")
    message.add_alternative(f"<html><head><title>Letter template 4</title></head><body>{html}</body></html>", "html")
    return message.as_bytes()


def read(html: str, subject: str = SUBJECT) -> Reading:
    reading = read_page(mail(html, subject))
    check_blocks(reading.text, reading.blocks)
    return reading


def cards(shape: str, link: str, stories: tuple[tuple[str, str], ...] = STORIES) -> str:
    found = "".join(
        shape.format(link=link.format(number), headline=headline, text=text)
        for number, (headline, text) in enumerate(stories, start=41)
    )
    return f"<table>{found}</table>" if "<tr>" in shape else found


TOP = '<p><a href="https://quay-letter.example/l/77">View this email in your browser</a></p><h1>The Quay Letter</h1>'
FOOT = (
    '<p><a href="https://quay-letter.example/u/12345678">Unsubscribe from this list</a> '
    '<a href="https://quay-letter.example/p/12345678">Update your email preferences</a></p>'
    "<p>You are receiving this email because you signed up on our website.</p>"
)


@pytest.mark.parametrize("link", [SLUG, TRACKED, COUNTED], ids=["plain", "tracked", "counted"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_newsletter_is_a_list_of_its_stories(shape: str, link: str) -> None:
    reading = read(TOP + cards(shape, link) + FOOT)
    assert [(one.headline, one.dek) for one in reading.clippings] == list(STORIES)
    assert (reading.kind, reading.outlet, reading.meta.title) == ("index", "Quay Letter", SUBJECT)
    assert {one.outlet for one in reading.clippings} == {"Quay Letter"}


def test_two_stories_make_a_newsletter_and_a_greeting_does_not_hide_them() -> None:
    greeting = "<p>Good morning. It was a quiet week on the quays, and these are the two things you should know.</p>"
    reading = read(TOP + greeting + cards(SHAPES["headings with links"], SLUG, STORIES[:2]) + FOOT)
    assert [one.headline for one in reading.clippings] == [headline for headline, _ in STORIES[:2]]


def test_a_newsletter_named_after_its_first_story_still_has_all() -> None:
    reading = read(TOP + cards(SHAPES["headings with links"], TRACKED) + FOOT, subject=STORIES[0][0])
    assert [one.headline for one in reading.clippings] == [headline for headline, _ in STORIES]


@pytest.mark.parametrize("link", [SLUG, TRACKED, COUNTED], ids=["plain", "tracked", "counted"])
def test_a_list_of_links_without_texts_is_a_newsletter_too(link: str) -> None:
    items = cards('<li><a href="{link}">{headline}</a></li>', link)
    reading = read(f"<p>Good morning, and here is what moved.</p><ul>{items}</ul><ul>{FOOT}</ul>")
    assert [(one.headline, one.dek) for one in reading.clippings] == [(headline, None) for headline, _ in STORIES]


def test_long_summaries_are_still_those_of_a_list() -> None:
    long = tuple((headline, " ".join([text, *TEXT[:3]])) for headline, text in STORIES)
    reading = read(cards(SHAPES["headings with links"], COUNTED, long))
    assert [(one.headline, one.dek) for one in reading.clippings] == list(long)


STORY = "".join(f"<p>{text}</p>" for text in TEXT)
MORE = "<h3>More from the quays</h3>" + "".join(
    f'<h4><a href="{SLUG.format(number)}">{headline}</a></h4>' for number, (headline, _) in enumerate(STORIES)
)
OWN = "Islands lose their ferry for a winter"
ASKED = f'<h3><a href="{SLUG.format(8)}">What the harbour master said</a></h3>'
DONE = f'<h3><a href="{SLUG.format(9)}">What the council will do</a></h3>'
ONE_STORY = {
    "no heading": (STORY, SUBJECT),
    "the name of the letter": (f"<h1>The Quay Letter</h1>{STORY}", SUBJECT),
    "a headline of its own": (f"<h1>{OWN}</h1>{STORY}", OWN),
    "a linked headline": (f'<h2><a href="{SLUG.format(7)}">{OWN}</a></h2>{STORY}', OWN),
    "other stories below": (f"<h1>The Quay Letter</h1>{STORY}{MORE}", SUBJECT),
    "a headline in the midst of it": (f"{TEXT[0]}<h2>What the council wants to know</h2>{STORY}", SUBJECT),
    "subheadings with links": (f"<p>{TEXT[0]}</p>{ASKED}{STORY}{STORY}{DONE}{STORY}", SUBJECT),
}


@pytest.mark.parametrize(("html", "headline"), ONE_STORY.values(), ids=ONE_STORY)
def test_a_mail_of_one_story_is_that_story(html: str, headline: str) -> None:
    reading = read(html + FOOT)
    (clipping,) = reading.clippings
    assert (reading.kind, clipping.headline, clipping.outlet) == ("article", headline, "Quay Letter")
    assert clipping.published == "2025-06-24T18:30:00+09:00"
    for text in TEXT:
        assert text in clipping.body


def test_a_table_of_figures_in_a_mail_is_a_table() -> None:
    figures = "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2022</td><td>410</td></tr></table>"
    layout = (
        f"<table><tr><td><p>{TEXT[0]}</p><p>{TEXT[1]}</p>{figures}<p>{TEXT[2]}</p><p>{TEXT[3]}</p></td></tr></table>"
    )
    (clipping,) = read(layout).clippings
    assert clipping.tables == ((("Year", "Ships"), ("2022", "410")),)
    assert clipping.body == "\n\n".join(TEXT)


def test_a_headline_that_is_printed_as_the_subject_says_is_a_block_of_the_page() -> None:
    subject = "Islands lose their ferry for winter"
    reading = read(f"<p><b>Islands lose their ferry for a winter</b></p>{STORY}", subject=subject)
    (block,) = [one for one in reading.blocks if one.role == "headline"]
    assert reading.text[block.start : block.end] == "Islands lose their ferry for a winter"


def test_the_furniture_of_a_letter_is_left_out() -> None:
    reading = read(TOP + STORY + FOOT)
    left = {reading.text[one.start : one.end]: one.reason for one in reading.left_out}
    assert left["View this email in your browser"] == "navigation"
    assert left["Unsubscribe from this list Update your email preferences"] == "promotion"
    assert left["You are receiving this email because you signed up on our website."] == "promotion"


@pytest.mark.parametrize("words", ["Parcel " + "7" * 60 + "K", "comment" * 40 + "ary"])
def test_a_link_of_many_digits_or_one_word_again_and_again_is_read_at_once(words: str) -> None:
    # Tried in every way in which its characters can be put together, one of these takes years.
    reading = read(f'<p>{TEXT[0]}</p><p><a href="{TRACKED.format(1)}">{words}</a></p><p>{TEXT[1]}</p>')
    assert words in reading.text


UNDATED = tuple((headline, text.replace(" on Monday", "").replace(" on Tuesday", "")) for headline, text in STORIES)
LONG_AFTER = datetime(2026, 3, 1, tzinfo=UTC)
STAMPS = {
    "nothing": ("", ("2025-06-24", "day", "mail")),
    "yesterday": ("<p>Yesterday</p>", ("2025-06-23", "day", "relative to mail")),
    "hours": ("<p>20 hours ago</p>", ("2025-06-23", "day", "relative to mail")),
    "months": ("<p>2 months ago</p>", ("2025-04", "month", "relative to mail")),
    "no year": ("<p>30 December</p>", ("2024-12-30", "day", "absolute")),
    "a day": ("<p>June 20, 2025</p>", ("2025-06-20", "day", "absolute")),
}


def dated(stamp: str, raw: bytes | None = None) -> list[Clipping]:
    shape = SHAPES["headings with links"].replace("</div>", stamp + "</div>")
    found = mail(cards(shape, TRACKED, UNDATED)) if raw is None else raw
    return list(read_page(found, captured_at=LONG_AFTER).clippings)


@pytest.mark.parametrize(("stamp", "wanted"), STAMPS.values(), ids=STAMPS)
def test_the_dates_of_a_newsletter_count_from_the_mail(stamp: str, wanted: tuple[str, str, str]) -> None:
    found = {(one.published, one.published_precision, one.published_basis) for one in dated(stamp)}
    assert found == {wanted}


def test_an_address_with_a_day_says_more_than_the_day_of_the_mail() -> None:
    (first, *_) = read(cards(SHAPES["headings with links"], SLUG, UNDATED)).clippings
    assert (first.published, first.published_basis) == ("2025-06-24", "address")


@pytest.mark.parametrize("day", ["", "Date: soon\n", "Date: Tue, 24 Jun 2525 18:30:00 +0900\n"])
def test_without_a_date_that_can_be_a_letter_counts_from_its_capture(day: str) -> None:
    lines = mail(cards(SHAPES["headings with links"].replace("</div>", "<p>Yesterday</p></div>"), TRACKED, UNDATED))
    whole = lines.replace(b"Date: Tue, 24 Jun 2025 18:30:00 +0900\n", day.encode())
    assert whole != lines
    found = {(one.published, one.published_basis) for one in dated("", whole)}
    assert found == {("2026-02-28", "relative to capture")}


SENT = b"Date: Tue, 24 Jun 2025 18:30:00 +0900\n"


@pytest.mark.parametrize("zone", [" -0000", " GMT", ""], ids=["minus nought", "named", "none"])
def test_a_sender_that_writes_utc_without_a_zone_is_believed(zone: str) -> None:
    lines = mail(cards(SHAPES["headings with links"], TRACKED, UNDATED))
    whole = lines.replace(SENT, f"Date: Tue, 24 Jun 2025 18:30:00{zone}\n".encode())
    assert whole != lines
    reading = read_page(whole, captured_at=LONG_AFTER)
    assert {(one.published, one.published_basis) for one in reading.clippings} == {("2025-06-24", "mail")}
    assert reading.meta.published == "2025-06-24T18:30:00+00:00"


@pytest.mark.parametrize(("day", "believed"), [("28 Feb", True), ("02 Mar", False), ("24 Jun", False)])
def test_a_mail_that_was_sent_after_its_capture_has_no_date(day: str, believed: bool) -> None:
    lines = mail(cards(SHAPES["headings with links"], TRACKED, UNDATED))
    whole = lines.replace(SENT, f"Date: {day} 2026 18:30:00 +0000\n".encode())
    reading = read_page(whole, captured_at=LONG_AFTER)
    assert (reading.meta.published is not None) == believed
    assert {one.published for one in reading.clippings} == {"2026-02-28" if believed else None}
