"""Pages copied as text with their menus, teasers, forms and comments, as w3m and lynx write them."""

import textwrap

import pytest

from stories.extraction import Clipping, read_page
from stories.extraction.dumped_lines import region_of
from stories.extraction.lines import Line

TITLE = "Ferry workers end their strike after nine days of talks"
TEXTS = [
    " ".join(text.split())
    for text in """
    Ferry workers in Port Linden went back to their boats on Monday after nine days in which no ferry left the harbour,
    and the first of them carried islanders who had slept in the town hall.

    The union and the harbour board agreed on a rise of four percent over two years, half of what the workers had asked
    for when the strike began, and on a longer rest between two night shifts.

    "Nobody won," said Ida Brandt, who spoke for the crews at the talks. "We all lost nine days."

    The board expects the timetable to be back to normal by Thursday, but warned that the two oldest boats must be
    looked at before they may carry passengers again.
    """.split("\n\n")
]
MENU = ["Home", "News", "Politics", "Business", "Sport", "Culture", "Weather", "Log in", "Newsletters", "E-paper"]
OTHERS = (
    ("Bakers ask for cheaper flour", "Six bakers wrote to the mayor and asked that the mill lower its prices by June."),
    (
        "The old lighthouse gets a new lamp",
        "A lamp of the size of a shoe box replaces the one that stood there before.",
    ),
    (
        "School bus breaks down again",
        "The bus of the upper school stopped for the third time this month on the bridge.",
    ),
    ("Rain spoils the spring fair", "The fair closed two hours early because the tents could not hold the water back."),
)
COOKIES = " ".join(
    """
    This site uses cookies to count its visitors. Cookies that are strictly needed are always set, and other cookies
    only if you agree; you can change your mind at any time on the page about cookies, where each of them is listed with
    its purpose, its owner and the time after which it is forgotten again by the program with which you read this page.
    """.split()
)


def rows(text: str, indent: int = 0) -> list[str]:
    return ["", *textwrap.wrap(text, 80 - indent, initial_indent=" " * indent, subsequent_indent=" " * indent)]


def by_w3m() -> str:
    found = ["[logo]", *(f"  • {name}" for name in [*MENU, *MENU[:5]]), "", f"Home News {TITLE}"]
    found += ["", "News", *rows(TITLE), "", "By Karl Osten", "May 6, 2024, 9:15 am", "Share on Facebook"]
    found += [*rows(TEXTS[0]), "", "Two men tie a boat to the quay.", "[ferry-2204]"]
    found += [
        "Crews made the boats fast on Sunday evening. (Lena Holt/Linden Courier)",
        "",
        *rows(TEXTS[1]),
        "",
        "Nine days without boats",
        *rows(TEXTS[2]),
    ]
    found += [
        "",
        "Sign up to our newsletter",
        "Enter your email address to get the news into your inbox every morning.",
    ]
    found += [*rows(TEXTS[3]), "", "READ MORE: Why the harbour loan was needed"]
    return "\n".join([*found, *_below("", "  • "), *rows(COOKIES), ""])


def by_lynx(*, numbered: bool) -> str:
    mark = iter(range(1, 99))
    found = ["   #Linden Courier » Feed alternate", ""]
    names = [*MENU, *MENU[:5]]
    found += [f"     * [{next(mark)}]{name}" if numbered else f"     * {name}" for name in names]
    found += [
        "",
        "News",
        "",
        *[row.center(80).rstrip() for row in textwrap.wrap(TITLE, 74)],
        "",
        "   By Karl Osten",
        "",
    ]
    found += ["   May 6, 2024, 9:15 am", *rows(TEXTS[0], 3), "", "   [ferry-2204.jpg?width=960]"]
    found += ["   Crews made the boats fast on Sunday evening."]
    linked = TEXTS[1].replace("the harbour board", f"[{next(mark)}]the harbour board") if numbered else TEXTS[1]
    found += [*rows(linked, 3), "", "Nine days without boats", *rows(TEXTS[2], 3), *rows(TEXTS[3], 3)]
    found += [*_below("   ", "     * "), *rows(COOKIES, 3), ""]
    if numbered:
        found += ["References", "", "   Visible links:"]
        found += [f"   {number}. https://linden-courier.example/{number}" for number in range(1, next(mark))]
    return "\n".join([*found, ""])


def _below(indent: str, bullet: str) -> list[str]:
    found = ["", f"{indent}Also today"]
    for head, dek in OTHERS:
        found += ["", f"{indent}{head}", f"{indent}May 5, 2024", *rows(f"{dek} {dek}", len(indent))]
    found += ["", f"{indent}3 responses to “{TITLE}”"]
    for name in ("Anna", "Bert", "Cleo"):
        found += ["", f"{indent}{name} says:", f"{indent}May 6, 2024 at 10:{len(name)}0 am"]
        found += rows(f"I was on the first boat and it was full; {name} waved from the quay to all of us.", len(indent))
    return [*found, "", *(f"{bullet}{name}" for name in MENU)]


PAGES = {"w3m": by_w3m(), "lynx": by_lynx(numbered=False), "lynx with its links": by_lynx(numbered=True)}


def read(text: str) -> Clipping:
    (clipping,) = read_page(text.encode()).clippings
    return clipping


@pytest.mark.parametrize("name", PAGES)
def test_the_story_is_found_among_all_that_stands_around_it(name: str) -> None:
    clipping = read(PAGES[name])
    assert clipping.headline == TITLE
    assert clipping.body.split("\n\n") == [TEXTS[0], TEXTS[1], "Nine days without boats", TEXTS[2], TEXTS[3]]


@pytest.mark.parametrize("name", PAGES)
def test_who_wrote_it_and_when(name: str) -> None:
    clipping = read(PAGES[name])
    assert clipping.byline == ("Karl Osten",)
    assert (clipping.published or "")[:10] == "2024-05-06"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("line", "byline", "day"),
    [
        ("Karl Osten | May 6, 2024", ("Karl Osten",), "2024-05-06"),
        ("May 6, 2024 by Karl Osten", ("Karl Osten",), "2024-05-06"),
        ("Karl Osten, Priya Probe", ("Karl Osten", "Priya Probe"), None),
        ("Interview: Karl Osten", ("Karl Osten",), None),
        ("Supreme Court | May 6, 2024", (), "2024-05-06"),
        ("Ida Brandt | May 6, 2024", (), "2024-05-06"),
        ("Interview: Ida Brandt", (), None),
        ("Ferry Workers, Port Linden", (), None),
    ],
)
def test_without_a_by_whom_the_story_does_not_tell_of(
    name: str, line: str, byline: tuple[str, ...], day: str | None
) -> None:
    text = PAGES[name].replace("By Karl Osten", line).replace("May 6, 2024, 9:15 am", "", 1)
    clipping = read(text)
    assert (clipping.headline, clipping.byline, clipping.published) == (TITLE, byline, day)


@pytest.mark.parametrize("name", PAGES)
def test_a_picture_gives_a_caption_and_no_paragraph(name: str) -> None:
    (caption,) = read(PAGES[name]).captions
    assert caption["text"].startswith("Crews made the boats fast on Sunday evening.")


@pytest.mark.parametrize("name", PAGES)
def test_every_character_is_accounted_for(name: str) -> None:
    reading = read_page(PAGES[name].encode())
    covered = "".join(reading.text[block.start : block.end] for block in reading.blocks)
    assert "".join(covered.split()) == "".join(reading.text.split())


def test_the_headline_is_the_copy_without_the_path_to_it() -> None:
    text = PAGES["w3m"].replace("\nNews\n", f"\n{TITLE} | Linden Courier\n")
    assert read(text).headline == TITLE


def test_a_colon_ties_the_words_before_it_to_the_headline() -> None:
    text = PAGES["w3m"].replace(TITLE, f"Port Linden: {TITLE}").replace(TEXTS[1], f"{TITLE}\n\n{TEXTS[1]}")
    assert read(text).headline == f"Port Linden: {TITLE}"


def test_a_line_that_the_page_says_again_and_again_is_no_text() -> None:
    text = PAGES["w3m"]
    for words in (TEXTS[1], TEXTS[2], TEXTS[3]):
        text = text.replace("\n".join(rows(words)), "\n".join(["", "Article content", *rows(words)]))
    assert text.count("Article content") == 3
    assert "Article content" not in read(text).body


def test_a_little_text_among_much_else_is_still_the_story() -> None:
    text = PAGES["w3m"].split("Nine days without boats")[0] + "\n".join(["", *(f"  • {name}" for name in MENU * 4)])
    assert (read(text).headline, read(text).body.split("\n\n")) == (TITLE, TEXTS[:2])


FERRY = PAGES["w3m"]
LONGER = (
    "Ferry workers had stopped all boats for nine days; the harbour board gave them half of what they had asked for, "
    "and a longer rest between two night shifts, after talks that went on until Sunday evening"
)


def headed(*lines: str) -> str:
    """The page as w3m writes it, with other lines in the place of its headline, each alone."""
    above, _, below = FERRY.partition("\n".join(rows(TITLE)))
    above = above.replace(f"Home News {TITLE}", "Home News")
    return above + "\n".join(row for line in lines for row in rows(line)) + below.replace(f"“{TITLE}”", "this")


@pytest.mark.parametrize("banner", ["Breaking: Storm warning for the coast", "EILMELDUNG: Sturm vor der ganzen Küste"])
@pytest.mark.parametrize("section", ["POLITICS", ""])
def test_the_latest_news_over_a_page_is_not_its_headline(banner: str, section: str) -> None:
    text = "\n\n".join(
        ["Harbour Post", banner, *filter(None, [section]), TITLE, "By Karl Osten", "May 6, 2024", *TEXTS]
    )
    (clipping,) = read_page(text.encode()).clippings
    assert clipping.headline == (TITLE if section else banner)


def test_the_longer_line_under_a_headline_says_more_of_the_text_and_is_its_dek() -> None:
    title = "No boat left the harbour"
    clipping = read(headed(title, LONGER).replace("By Karl Osten", "Karl Osten"))
    assert (clipping.headline, clipping.dek) == (title, LONGER)


def test_the_heading_of_the_comments_says_what_the_headline_is() -> None:
    title = "What a Monday"
    text = headed(title, "Ferry workers and the harbour board").replace("3 responses to this", "3 responses to {}")
    assert read(text.replace("{}", f"“{title}”")).headline == title
    assert read(text.replace("{}", "“Another page”")).headline != title


@pytest.mark.parametrize(
    "line",
    [
        "← Ferry workers stop all boats for nine days",
        "Ferry workers on strike for nine days →",
        "Ferry-Port Linden-Strike-Union-Harbour board-Night shifts-Boats-Talks",
        "May6",
    ],
    ids=["the page before", "the page after", "a row of tags", "a day in two rows"],
)
def test_what_leads_elsewhere_or_sorts_the_page_is_no_headline(line: str) -> None:
    assert read(headed(line, TITLE)).headline == TITLE
    assert read(headed(TITLE, line)).headline == TITLE


def test_a_headline_may_have_hyphens_and_arrows_inside() -> None:
    title = "Nine-day strike of ferry workers: from half-empty boats to half-price fares"
    assert read(headed(title)).headline == title


def test_a_label_on_the_line_of_the_headline_is_its_kicker_where_the_path_ends_with_the_rest() -> None:
    line = f"Strike in the harbour : {TITLE}"
    path = ["", "  • Home", "  • News", f"  • {TITLE}"]
    above, _, below = headed(line).partition("\n".join(rows(line)))
    clipping = read("\n".join([above, *path, *rows(line)]) + below)
    assert (clipping.kicker, clipping.headline) == ("Strike in the harbour", TITLE)
    assert read(headed(line)).headline == line


ABOUT = [
    " ".join(text.split())
    for text in """
    The Linden Courier has been printed in the old mill by the river since the year in which the first steam boat came
    to the harbour, and it belongs to those who write it.

    Its archive is kept in the town library, where all the years before the great flood can be read on paper, and the
    later ones on film, by whoever asks the librarian for them.

    Letters to its editors are printed on the last page of each Friday, shortened where they are long, and without a
    name where somebody has a good reason to ask for that.
    """.split("\n\n")
]


def test_a_few_paragraphs_in_a_row_make_a_story_of_what_is_otherwise_cut_up() -> None:
    cut_up = [-4, -4, -4, 45] * 12
    for weights, wanted in (([40] * 4 + cut_up, (0, 52)), ([40, -4, 40, -4, *cut_up], None), ([30] * 2 + cut_up, None)):
        lines = [Line(place, place + 1, "x" * abs(weight), 1) for place, weight in enumerate(weights)]
        assert region_of(lines, weights) == wanted


def test_a_line_put_in_after_each_paragraph_does_not_part_them() -> None:
    found = [f"  • {name}" for name in MENU] + rows(TITLE)
    for text in TEXTS + [f"{text} {others[1]}" for text, others in zip(TEXTS, OTHERS, strict=True)]:
        found += [*rows(text), *rows("Article content")]
    about = [row for text in ABOUT for row in rows(text)]
    clipping = read("\n".join([*found, *(f"  • {name}" for name in MENU * 3), *rows("About this paper"), *about]))
    assert (clipping.headline, clipping.body.count("\n\n")) == (TITLE, 7)
    assert "Article content" not in clipping.body


RUNNING = (
    "The council of Port Aven put off its vote on the ferry on Thursday, and nobody could say until when it did so.\n\n"
    "Its speaker said that the talks would go on in the coming week, and that the boats would sail as they always had."
)


@pytest.mark.parametrize(
    ("head", "headline", "byline"),
    [
        (
            "Full text: the mayor’s speech on the ferry | November 24, 2026",
            "Full text: the mayor’s speech on the ferry",
            (),
        ),
        ("24 November 2026 | What the mayor said of it", "What the mayor said of it", ()),
        ("Ferry news digest – November 24, 2026", "Ferry news digest", ()),
        ("Evening briefing | November 24, 2026\n\nBy Ada Brook", "Evening briefing", ("Ada Brook",)),
        ("Port Aven ferry digest – November 24, 2026\n\nKey points", "Port Aven ferry digest", ()),
        ("Politics | November 24, 2026\n\nFerry vote put off", "Ferry vote put off", ()),
        ("Ferry Vote Digest | November 24, 2026\n\nFerry vote is put off", "Ferry vote is put off", ()),
        ("Politics | November 24, 2026", None, ()),
        ("The Harbour Tribune | November 24, 2026", None, ()),
        ("Ada Brook | November 24, 2026", None, ("Ada Brook",)),
    ],
)
def test_a_headline_may_share_its_line_with_the_date(head: str, headline: str | None, byline: tuple[str, ...]) -> None:
    (clipping,) = read_page(f"{head}\n\n{RUNNING}\n".encode()).clippings
    assert (clipping.headline, clipping.byline, clipping.body) == (headline, byline, RUNNING)
    assert clipping.published == "2026-11-24"
