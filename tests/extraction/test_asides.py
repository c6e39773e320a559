"""What stands between the paragraphs of a story and is none of it, in HTML and in plain text; and the sentences that
only begin like it."""

import textwrap

import pytest

from stories.extraction import Reading, read_page
from stories.extraction.asides import aside_of, reports
from stories.extraction.furniture import reason_of
from stories.extraction.reading import check_blocks
from stories.extraction.recomposing import recompose

TEXT = (
    "The ferry between the two islands will stop for the winter, its owner told the council on Monday evening.",
    "Nobody had expected that, and the mayor of the smaller island called it a grave mistake by a rich company.",
    "The council will meet again on Thursday and wants to hear from the people who cross every day to their work.",
    "Until then the boats go on as they are printed in the time table, the harbour master said in a short note.",
)
HEADLINE = "Islands lose their ferry for a winter"
LEFT_OUT = {
    "Sign up for our newsletter to get the week on the quays every Friday": "promotion",
    "Sign up here for the Quay Letter, our free weekly newsletter.": "promotion",
    "Subscribe to the Quay Letter and never miss a boat.": "promotion",
    "Get the morning's headlines in your inbox: join 4,000 readers": "promotion",
    "Enjoying this story? Sign up for more of them.": "promotion",
    "Read more: Council buys three cranes from abroad": "related",
    "READ MORE | Council buys three cranes from abroad": "related",
    "(Read also: Why did the council buy cranes?)": "related",
    "▶ Read next: Fish market moves for two years": "related",
    "Related: Fish market moves for two years": "related",
    "Related story – Fish market moves for two years": "related",
    "Also read Fish market moves for two years": "related",
    "Also read: “We were never asked,” say the fishermen": "related",
    "See also: Fish market moves for two years": "related",
    "Watch: How the cranes came over the sea": "related",
    "Lesen Sie auch: Fischmarkt zieht für zwei Jahre um": "related",
    "À lire aussi : Le marché aux poissons déménage": "related",
    "関連記事：魚市場が二年間移転へ": "related",
    "Read more about the strike of the ferry crews": "related",
    "Read our full coverage of the strike here.": "related",
    "For more on the strike of the crews, go to our special page.": "related",
    "For the latest news from the quays, follow us on X": "promotion",
    "Click here to see all boats on a map": "promotion",
    "Click here for the time table of the winter.": "promotion",
    "To see where the boats are now, click here.": "promotion",
    "Tap here to get the harbour on your phone": "promotion",
    "Follow us on Telegram and X": "promotion",
    "Follow the Linden Courier on Facebook for news of the harbour": "promotion",
    "Like us on Facebook, follow us on X": "promotion",
    "Join our WhatsApp channel": "promotion",
    "Advertisement": "advertisement",
    "ADVERTISEMENT": "advertisement",
    "[Advertisement]": "advertisement",
    "- Advertisement -": "advertisement",
    "The Quay Letter: Sign up for Linden Courier’s weekly harbour newsletter to read it every Friday.": "promotion",
    "No spam, and you can unsubscribe at any time.": "promotion",
    "This story is available only to subscribers of the Courier.": "promotion",
    "Lesen Sie diesen Artikel: Fischmarkt zieht für zwei Jahre um": "related",
    "Advertisement · Scroll to continue": "advertisement",
    "Advertisement - story continues below": "advertisement",
    "Article continues after this advertisement": "advertisement",
    "Story continues below advertisement": "advertisement",
    "Follow us on X for the latest news from the islands": "promotion",
    "Was this newsletter forwarded to you? Sign up here.": "navigation",
    "You are getting this e-mail because you signed up for it.": "promotion",
    "This email was sent to reader@islands.example. Unsubscribe or manage your preferences.": "promotion",
}
TEXTS = (
    "Read more books, the minister told pupils on the pier, and you will know what a boat is worth.",
    "Read more of the old logs, he advised the young captains who had come to hear him speak that evening.",
    "Read more about the sea before you sail, the harbour master told the crews who came from the mainland.",
    "Related: that is what the two owners are, a fact which nobody on the council had known until Monday.",
    "Also read out at the hearing was a letter from the fishermen, who had not been asked about the cranes.",
    "Follow our lead, the mayor told the other islands, and you will have a ferry of your own in two years.",
    "Follow us, the two sailors shouted, and the whole crew walked off the quay behind them and went home.",
    "Sign up for the crew now or lose your place, the company warned the sailors who had gone on strike.",
    "Click here to claim your prize, said the message that cost an old captain all that he had saved up.",
    "Join us was the cry of the crowd that came over the bridge, and several hundred people did so that night.",
    "Advertisements for the night crossing hung on every wall of the harbour until the company took them down.",
    "The council’s “have your say” evenings drew three hundred people, more than had ever come to its hearings.",
    "For all their talk of the mainland, few of the islanders visit it more than once or twice in a year.",
    "Follow me, the old captain whispered, and he went down the steps to the boat without a light in his hand.",
    "Join our crew, the posters on the pier promise, but nobody who read them came to the office on Monday.",
    "You can change your settings at any time, but most islanders who own a telephone never do, the study found.",
    "Sent to harbour@islands.example from a private telephone, the letter named the two owners and what they paid.",
    "Did this council forward the letters of the fishermen to the court in time? Nobody at the hearing could say.",
    "You are getting this the wrong way round, for it was the company that left and not the people of the islands.",
    "Want to save the harbour? Register more boats in it, and the ferry will find a reason to come back by itself.",
    "Story continues after the war in the second book, where the captain comes home and finds the harbour closed.",
    "Like our fathers at the old lighthouse, on line after line of rope, the crew pulled until the boat was free.",
    "Watch out, the pilot called, but the ferry had touched the quay before anybody could turn the wheel.",
)


def html(line: str) -> bytes:
    lines = "".join(f"<p>{text}</p>" for text in (TEXT[0], TEXT[1], line, TEXT[2], TEXT[3]))
    head = f"<head><title>{HEADLINE}</title></head>"
    return f"<html>{head}<body><article><h1>{HEADLINE}</h1>{lines}</article></body></html>".encode()


def plain(line: str) -> bytes:
    return "\n\n".join([HEADLINE, "By Ada Brook", TEXT[0], TEXT[1], line, TEXT[2], TEXT[3]]).encode()


def copied(line: str) -> bytes:
    menu = "\n".join(f"  * {word}" for word in ("Home", "News", "Sport", "Culture", "Weather", "Islands", "Boats"))
    texts = "\n\n".join(f"   {text}" for text in (TEXT[0], TEXT[1], line, TEXT[2], TEXT[3]))
    return f"{menu}\n\n   {HEADLINE}\n\n{texts}\n\n{menu}\n".encode()


PAGES = {"html": html, "plain": plain, "copied": copied}


def reading_of(kind: str, line: str) -> Reading:
    reading = read_page(PAGES[kind](line))
    check_blocks(reading.text, reading.blocks)
    return reading


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("line", LEFT_OUT)
def test_what_a_site_puts_between_paragraphs_is_left_out_with_its_reason(kind: str, line: str) -> None:
    reading = reading_of(kind, line)
    (clipping,) = reading.clippings
    assert clipping.headline == HEADLINE
    assert clipping.body == "\n\n".join(TEXT)
    left = [one for one in reading.left_out if reading.text[one.start : one.end] == line]
    assert [one.reason for one in left] == [LEFT_OUT[line]]


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("line", TEXTS)
def test_a_sentence_that_begins_like_it_stays(kind: str, line: str) -> None:
    (clipping,) = reading_of(kind, line).clippings
    assert clipping.body == "\n\n".join([*TEXT[:2], line, *TEXT[2:]])


@pytest.mark.parametrize("line", TEXTS)
def test_neither_rule_takes_a_sentence(line: str) -> None:
    assert (aside_of(line), reason_of(line)) == (None, None)


def wrapped(*paragraphs: str) -> bytes:
    """A page that a program broke into rows, with nothing between a paragraph and the row under it."""
    rows = "\n\n".join(textwrap.fill(text, 60) + under for text, under in zip(TEXT, paragraphs, strict=True))
    return f"{HEADLINE}\n\n{rows}\n".encode()


def test_a_sign_right_under_a_paragraph_is_no_part_of_it() -> None:
    (clipping,) = read_page(wrapped("\nAdvertisement", "", "\nADVERTISEMENT", "")).clippings
    assert clipping.body == "\n\n".join(TEXT)


def test_a_last_row_that_is_the_word_of_a_sentence_is_its_end() -> None:
    told = "The company that runs the boats of the islands spends a lot of its money for the winter on advertising."
    page = "\n\n".join([HEADLINE, *(textwrap.fill(text, 60) for text in TEXT), textwrap.fill(told, 91)])
    (clipping,) = read_page(page.encode()).clippings
    assert " ".join(clipping.body.split()).endswith(told)


def test_what_was_left_out_comes_back_when_an_editor_says_so() -> None:
    line = "Read more: Council buys three cranes from abroad"
    reading = reading_of("html", line)
    blocks = [
        type(one)(one.start, one.end, "paragraph", 0) if reading.text[one.start : one.end] == line else one
        for one in reading.blocks
    ]
    assert recompose(reading, blocks).clippings[0].body == "\n\n".join([*TEXT[:2], line, *TEXT[2:]])


def test_a_headline_that_begins_like_a_pointer_is_a_headline() -> None:
    page = "\n\n".join(["Watch: Ferry touches the quay", "By Ada Brook", *TEXT])
    assert read_page(page.encode()).clippings[0].headline == "Watch: Ferry touches the quay"
    stories = "".join(
        f"<h3><a href='/2025/06/24/watch-what-the-ferry-did-{day}'>Watch: What the ferry did on day {day}</a></h3>"
        for day in range(6)
    )
    reading = read_page(f"<html><body>{stories}</body></html>".encode(), url="https://courier.example/boats")
    assert [one.headline for one in reading.clippings] == [
        f"Watch: What the ferry did on day {day}" for day in range(6)
    ]


@pytest.mark.parametrize("label", ["Opinion", "Explained", "More", "Video"])
def test_a_label_before_a_link_to_another_story_goes_with_it(label: str) -> None:
    linked = f"{label}: <a href='/2025/06/24/why-the-boats-stop-in-winter'>Why the boats stop in winter this year</a>"
    (clipping,) = reading_of("html", linked).clippings
    assert clipping.body == "\n\n".join(TEXT)
    (clipping,) = reading_of("html", f"{label}: Why the boats stop in winter this year").clippings
    assert f"{label}: Why the boats" in clipping.body


def test_a_question_to_the_reader_reports_nothing() -> None:
    """ "Do you believe" is an invitation to comment, which ends an article; "they believe" is somebody's word."""
    assert not reports("What is your view of the new quay? Do you think it will ease the queues of lorries?")
    assert not reports("Where will this lead? Do you believe the ferries will come back?")
    assert reports("“Sign up for our newsletter, they believe, and all is well.”")


ABROAD = {
    "el": ("Διαβάστε επίσης: Πότε ανοίγει ξανά το λιμάνι", "Διαβάστε ακόμη: Τι λένε οι ψαράδες", "ΔΙΑΦΗΜΙΣΗ"),
    "es": ("Lea también: Los barqueros piden ayudas", "Vea además: La noche en el muelle"),
    "ar": ("اقرأ أيضاً: الصيادون يطالبون بتعويضات", "اقرأ أيضًا: ليلة في الميناء"),
    "ja": ("PR", "あわせて読みたい：渡し船、来春から減便"),
    "ro": ("Citește și: Pescarii cer ajutor",),
    "cs": ("Čtěte také: Rybáři žádají o pomoc",),
    "id": ("Baca juga: Nelayan minta bantuan",),
}


@pytest.mark.parametrize("line", [line for lines in ABROAD.values() for line in lines])
def test_pointers_and_signs_for_advertisements_in_more_languages(line: str) -> None:
    assert aside_of(line) is not None


@pytest.mark.parametrize("line", ["PR firm loses the town's contract", "Baca juga buku ini sampai selesai.", "Pr"])
def test_words_that_sound_like_these_are_text(line: str) -> None:
    assert aside_of(line) is None


def test_a_pointer_on_a_line_of_its_own_takes_the_teaser_below_it_along() -> None:
    page = """渡し船、来春から減便　「足がなくなる」
2026年3月4日 8時05分
南浜市は4日、渡し船を来春から減らすと発表した。利用者は10年間で半分に減っていた。
PR
市長の岡野守氏は取材に「ようやく決まった」と話した。一方、漁協の戸沢正会長は「遅すぎる判断だ」と批判した。
あわせて読みたい
南浜の橋、来年度に着工へ　国が補助
計画をめぐっては、先月24日の住民投票で反対が61％を占めた。投票率は54・3％だった。
"""
    (clipping,) = read_page(page.encode()).clippings
    assert [text[:6] for text in clipping.body.split("\n\n")] == ["南浜市は4日", "市長の岡野守", "計画をめぐっ"]
