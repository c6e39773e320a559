from datetime import datetime

import pytest

from stories.extraction import Reading, read_page
from tests.extraction import pages

CAPTURED = datetime.fromisoformat("2024-05-05T12:00:00+02:00")


def read(text: str) -> Reading:
    return read_page(text.encode(), captured_at=CAPTURED)


def texts(reading: Reading, role: str) -> list[str]:
    return [reading.text[block.start : block.end] for block in reading.blocks if block.role == role]


def left(reading: Reading, reason: str) -> list[str]:
    return [reading.text[block.start : block.end] for block in reading.left_out if block.reason == reason]


def test_a_topic_page_is_a_list_of_summaries() -> None:
    reading = read(pages.TOPIC)
    assert reading.kind == "index"
    assert [(clipping.kicker, clipping.headline) for clipping in reading.clippings] == [
        ("Analysis", "Who pays for the deep harbour?"),
        ("On the Water", "Ferries stop for a second week"),
        ("On the Water", "Could the strike end the ferry line?"),
        ("Analysis", "Cranes from abroad"),
    ]
    assert {clipping.completeness for clipping in reading.clippings} == {"summary"}
    assert {clipping.outlet for clipping in reading.clippings} == {None}
    assert reading.clippings[3].dek == "Three cranes arrived on Friday. They are the largest on the coast."


def test_a_caption_above_a_kicker_belongs_to_the_headline_below() -> None:
    first, second, third, _ = read(pages.TOPIC).clippings
    assert [caption["text"] for caption in first.captions] == [
        "The mayor of Port Linden opens the new quay on May 3, 2024."
    ]
    assert "The caption may belong to another story: its picture is of 2009." in second.doubts
    assert third.captions == ()


def test_a_caption_that_repeats_the_headline_is_a_duplicate() -> None:
    assert left(read(pages.TOPIC), "duplicate") == ["Could the strike end the ferry line?"]


def test_search_results_and_the_front_page_are_lists_of_their_own_kind() -> None:
    found = read_page(f"Search results for “harbour”\n\n{pages.TOPIC}".encode(), captured_at=CAPTURED)
    front = read_page(pages.TOPIC.encode(), captured_at=CAPTURED, url="https://linden-courier.example/")
    assert (found.kind, len(found.clippings)) == ("hashtag", 4)
    assert (front.kind, len(front.clippings)) == ("front", 4)


def test_menus_of_a_topic_page_are_left_out() -> None:
    assert left(read(pages.TOPIC), "navigation") == ["Skip to content", "Search", "Latest Stories", "harbour policy"]


def test_a_tag_page_gives_each_story_its_own_outlet() -> None:
    reading = read(pages.TAGGED)
    assert (reading.kind, reading.outlet, reading.via) == ("hashtag", "Sevenfold", "Sevenfold")
    assert [(clipping.headline, clipping.outlet, clipping.via, clipping.section) for clipping in reading.clippings] == [
        ("Voters approve the harbour loan", "Reuters", "Sevenfold", "Politics"),
        ("Why the loan was needed", "Linden Courier", "Sevenfold", "Business"),
        ("Cranes ordered for the new quay", "Malay Mail", "Sevenfold", "Business"),
    ]


def test_dates_of_a_tag_page_by_their_standing() -> None:
    found = [(clipping.published, clipping.published_basis) for clipping in read(pages.TAGGED).clippings]
    assert found == [("2024-05-04", "dateline"), ("2024-04-21", "absolute"), ("2024-04-05", "absolute")]


def test_without_a_capture_time_a_relative_date_is_a_doubt() -> None:
    clipping = read_page(pages.TAGGED.encode()).clippings[0]
    assert clipping.published is None
    assert any("capture" in doubt for doubt in clipping.doubts)


def test_agencies_come_from_credits_and_not_from_citations() -> None:
    assert [clipping.agency for clipping in read(pages.TAGGED).clippings] == ["Reuters", None, "Agence France-Presse"]
    cited = read(
        "Talks called off\n\nThe talks are called off, Kyodo reports, and no new day has been named by either side."
    )
    assert cited.clippings[0].agency is None


def test_promotions_of_a_tag_page_are_in_no_story() -> None:
    reading = read(pages.TAGGED)
    assert len(left(reading, "promotion")) == 4
    assert "Sevenfold" not in " ".join(clipping.body for clipping in reading.clippings)


def test_a_headline_printed_once_with_its_outlet_and_date() -> None:
    single = pages.TAGGED.replace("Why the loan was needed\nWhy the loan was needed\n", "Why the loan was needed\n", 1)
    assert [clipping.headline for clipping in read(single).clippings] == [
        clipping.headline for clipping in read(pages.TAGGED).clippings
    ]


def test_a_long_article_has_its_table_and_its_questions() -> None:
    reading = read(pages.LONG)
    first = reading.clippings[0]
    assert reading.kind == "article"
    assert first.headline == "What the Council Decided"
    assert first.tables == ((("Year", "Ships", "Fees"), ("2022", "410", "3 million"), ("2023", "455", "4 million")),)
    assert first.questions == (
        {"question": "When does the work begin?", "answer": "It begins in June."},
        {"question": "Who pays for it?", "answer": "The city takes a loan."},
    )
    assert "Did You Know?" in first.body
    assert "Pro Tip" not in first.body
    assert "|" not in first.body


def test_contents_and_prompts_of_a_long_article_are_left_out() -> None:
    reading = read(pages.LONG)
    assert len(left(reading, "navigation")) == 5
    assert [text[:10] for text in left(reading, "promotion")] == ["Pro Tip: F", "What do yo"]
    assert left(reading, "related") == ["What will become of the ferries?"]


def test_a_second_article_behind_the_questions_is_a_clipping_of_its_own() -> None:
    second = read(pages.LONG).clippings[1]
    assert second.headline == "A Second Look at the Ferries of Port Linden"
    assert second.body.startswith("The ferries will use the old pier")
    assert "The text breaks off at the end of the page." in second.doubts


def test_questions_in_other_printings() -> None:
    page = (
        "Harbour plan in short\n\nThe harbour of the city is to be made deeper, and the work begins in June.\n\n"
        "FAQ\n\nQ: When does it begin?\n\nA: In June, if the weather allows it.\n\nQ: Who pays?\n\nA: The city pays."
    )
    assert read(page).clippings[0].questions == (
        {"question": "When does it begin?", "answer": "In June, if the weather allows it."},
        {"question": "Who pays?", "answer": "The city pays."},
    )


def test_teasers_behind_an_article_are_in_no_story() -> None:
    reading = read(pages.TEASERS)
    (clipping,) = reading.clippings
    assert (clipping.headline, clipping.outlet) == ("City to dredge its harbour", "Coast Media")
    assert clipping.body.endswith("from the fees of the port.")
    assert clipping.captions == (
        {"text": "The mayor and the head of the port stand on the quay in Port Linden in January 2024.",
         "credit": "Ada Brook/POOL/Coast Images"},
    )  # fmt: skip
    assert len(left(reading, "related")) == 6


def test_an_article_between_rank_lists() -> None:
    reading = read(pages.RANKED)
    (clipping,) = reading.clippings
    assert clipping.headline == "Harbour Loan Approved by Voters; Council to Meet Again Soon"
    assert (clipping.published, clipping.published_precision) == ("2025-01-08T14:34:00+09:00", "minute")
    assert clipping.body.count("\n\n") == 1
    assert "Herons" not in clipping.body
    assert len(left(reading, "most read")) == 10


def test_a_rank_list_without_bullets_gives_the_headline_back() -> None:
    page = "MOST READ\n\nFerries stop for a second week\n\nCranes ordered for the quay\n\n" + pages.TEASERS
    reading = read(page)
    assert [clipping.headline for clipping in reading.clippings] == ["City to dredge its harbour"]
    assert left(reading, "most read")[1:] == ["Ferries stop for a second week", "Cranes ordered for the quay"]


def test_two_articles_with_bylines_on_one_page() -> None:
    page = (
        "City to dredge its harbour\nBy Ada Brook\nMay 4, 2024\n"
        "The city of Port Linden will dredge its harbour this summer, its council decided.\n"
        "Ferries stop for a second week\nBy Jo Reed and Kim Vale\nMay 5, 2024\n"
        "Crews and owners of the ferries have not met since the strike began, and no talks are planned.\n"
    )
    found = [(clipping.headline, clipping.byline, clipping.published) for clipping in read(page).clippings]
    assert found == [
        ("City to dredge its harbour", ("Ada Brook",), "2024-05-04"),
        ("Ferries stop for a second week", ("Jo Reed", "Kim Vale"), "2024-05-05"),
    ]


def test_hard_wrapped_paragraphs_are_put_back_together() -> None:
    sentence = "the council of the city met for nine hours in the hall by the sea and decided in the end to dig "
    words = ("The harbour: " + sentence * 8).split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 70:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    reading = read("City to dredge its harbour\n\n" + "\n".join([*lines, line]) + "for good.\n")
    assert reading.clippings[0].body.count("\n\n") == 0
    assert len(texts(reading, "paragraph")) == 1


def test_a_date_that_cannot_be_is_a_doubt_and_no_date() -> None:
    page = pages.RANKED.replace("14:34 JST, January 8, 2025", "February 31, 2025")
    clipping = read(page).clippings[0]
    assert clipping.published is None
    assert "The page gives a date that cannot be: 31.2.2025" in clipping.doubts


def test_a_table_of_contents_that_ends_with_questions_asks_none() -> None:
    """The last line of the contents is no question, and the first paragraph not its answer."""
    page = (
        "Port Linden – The council has decided on the harbour loan, and the work begins in June of this year.\n\n"
        "What the Council Decided\nTable of Contents\n- 1. What the Council Decided\n- 2. What Is in the Paper\n"
        "- 3. Frequently Asked Questions\n- 4. What comes next for the ferries?\n"
        "The decision has eleven pages and no money in it, and nobody in the council spoke against it.\n"
        "What Is in the Paper\nThe banks are named twice. From January the city will tell them when a fee changes.\n"
        "Frequently Asked Questions\n- When does the work begin?\nIt begins in June.\n- Who pays?\nThe city pays.\n"
        "Share this article with your friends and leave a comment below!\n"
        "## A Second Look at the Ferries of Port Linden\n"
        "The ferries will use the old pier until the new one is ready, the company said. It gave no date for that.\n"
    )
    first, second = read(page).clippings
    assert [question["question"] for question in first.questions] == ["When does the work begin?", "Who pays?"]
    assert "eleven pages" in first.body
    assert "named twice" in first.body
    assert second.headline == "A Second Look at the Ferries of Port Linden"


@pytest.mark.parametrize(
    "byline", ["By Ada Brook, Coast Gazette Staff Writer", "By Ada Brook / Coast Gazette Staff Writer"]
)
def test_a_byline_between_caption_and_date_opens_no_story(byline: str) -> None:
    page = (
        "Harbour Loan Approved by Voters; Council to Meet Again Soon\n\n"
        "Mayor Ida Lund, right, and the head of the port before their talks in Port Linden on Thursday.\n"
        f"{byline}\n11:05 JST, July 11, 2025\n"
        "PORT LINDEN — The voters of the city approved the loan for the harbour on Thursday, the council said.\n"
        "“We did not talk about numbers,” the mayor told reporters after the meeting, when asked about the fees.\n"
    )
    (clipping,) = read(page).clippings
    assert clipping.byline == ("Ada Brook",)
    assert clipping.headline == "Harbour Loan Approved by Voters; Council to Meet Again Soon"


def test_the_copyright_line_names_the_outlet_and_no_more() -> None:
    page = pages.TOPIC + "\n\nLoad more\n\nPrivacy Policy\n© 2025 Sea Desk Media. All rights reserved.\n"
    assert {clipping.outlet for clipping in read(page).clippings} == {"Sea Desk Media"}


@pytest.mark.parametrize(
    ("menu", "headline", "text"),
    [
        ("Home   World   Our opinion   Sport   Subscribe", "Council puts off the vote on the northern ferry",
         "The council put off the vote on Tuesday after a long debate about the ferry and its costs, the mayor said."),
        ("トップ\u3000国内\u3000国際\u3000経済", "渡し船の採決、先送り\u3000市長「急がない」",
         "市議会は4日、渡し船の費用をめぐる採決を先送りした。市長は記者団に「急がない」と述べた。"),
    ],
    ids=["wide gaps", "full-width spaces"],
)  # fmt: skip
def test_a_menu_above_the_story_is_no_headline_of_it(menu: str, headline: str, text: str) -> None:
    reading = read(f"{menu}\n\n{headline}\n\n2024-05-04\n\n{text}\n\n{text[:-1]}, again.\n")
    assert [clipping.headline for clipping in reading.clippings] == [" ".join(headline.split())]
    assert left(reading, "navigation") == [menu]


SPOKEN = (
    "PORT LINDEN — The envoy of the northern islands spoke for an hour about the ferry on Tuesday, a clerk said.\n\n"
    "Nobody asked her a question, and the mayor thanked her before she left for the night train to the coast.\n"
)


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "apart"])
@pytest.mark.parametrize(
    ("paper", "above", "headline"),
    [
        ("The Linden Herald", "", "Envoy in town"),
        ("The Linden Herald", "World News\n", "Envoy in town"),
        ("Northern Isles Gazette", "", "Ferry speech heard"),
        ("The Sund Post", "", "Envoy of the islands speaks for an hour"),
        ("Le Monde", "", "Envoy in town"),
        ("Reuters", "", "Who listened?"),
    ],
)
def test_a_papers_name_above_the_headline_is_the_outlet(paper: str, above: str, headline: str, gap: str) -> None:
    page = f"{paper}\n{above}{headline}\nBy Ada Brook\n8 July 2025\n{SPOKEN}".replace("\n", gap)
    (clipping,) = read(page).clippings
    assert (clipping.outlet, clipping.headline, clipping.byline) == (paper, headline, ("Ada Brook",))


@pytest.mark.parametrize(
    ("first", "below"),
    [("The Linden Herald", ""), ("Envoy in town", ""), ("Guest Post", "Envoy of the islands speaks for an hour\n")],
    ids=["nothing else can be the headline", "no paper is called so", "a kicker"],
)
def test_a_first_line_that_is_no_masthead_is_no_outlet(first: str, below: str) -> None:
    (clipping,) = read(f"{first}\n{below}By Ada Brook\n8 July 2025\n{SPOKEN}").clippings
    assert clipping.outlet is None
    assert clipping.headline == (below.strip() or first)
