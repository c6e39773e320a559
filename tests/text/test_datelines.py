"""The place in a dateline."""

import pytest

from stories.text.datelines import after_datelines, dateline_end, place_in, place_of
from stories.text.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("TOKYO, June 27 (Reuters) - Ministers met.", "TOKYO"),
        ("PORT OF SPAIN, Trinidad, May 3 (AP) – The ferry stops.", "PORT OF SPAIN, Trinidad"),
        ("Berlin (dpa) - Der Hafen schließt.", "Berlin"),
        ("NEW YORK — The harbour closes.", "NEW YORK"),
        ("SÃO PAULO — The harbour closes.", "SÃO PAULO"),
        ("BREAKING — The harbour closes.", None),
        ("UPDATE 1 - The harbour closes.", None),
        ("Trade - the word of the week.", None),
        ("PORT AND FERRY UNIONS AGREE — They met.", None),
        ("The talks ended on June 27 - and nobody spoke.", None),
        ("The harbour (closed) - and the ferry stops.", None),
        ("", None),
    ],
)
def test_the_place_that_a_first_paragraph_opens_with(text: str, place: str | None) -> None:
    assert place_in(text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Tokyo", "Tokyo"),
        ("TOKYO, June 21 (Reuters) -", "TOKYO"),
        ("TOKYO, June 21", "TOKYO"),
        ("Tokyo (Kyodo)", "Tokyo"),
        ("June 21, 2025", None),
        ("(Reuters)", None),
    ],
)
def test_the_place_of_a_dateline_that_stands_by_itself(text: str, place: str | None) -> None:
    assert place_of(text) == place


TOLD = "A blast killed three people."


@pytest.mark.parametrize(
    "dateline",
    [
        "PORT AVEN, May 14 — ",
        "PORT AVEN, May 14 - ",
        "PORT AVEN, May 14 -- ",
        "PORT AVEN, MAY 14 – ",
        "PORT AVEN, May 14 (Reuters) - ",
        "PORT AVEN, Norland, May 14, 2025 /Newswire/ -- ",
        "PORT AVEN, Norland (AP) — ",
        "PORT AVEN (Reuters), May 14 - ",
        "PORT AVEN (Reuters) - ",
        "PORT AVEN — ",
        "PORT AVEN - ",
        "Port Aven, 14 May 2025 (AFP) – ",
        "Port Aven (dpa) - ",
        "Port Aven, 14. Mai (dpa) - ",
        "Port Aven, Wednesday, May 14 — ",
        "Port Aven, Wednesday: ",
        "ST. AVEN, Jan. 14 (Xinhua) -- ",
        "PORT AVEN: May 14: ",
        "May 14 (Reuters) - ",
        "PORT AVEN, May 14\n",
        "Port Aven, 14/05/2025 - ",
        "Saint-Aven-sur-Mer, May 14 — ",
        "PORT AVEN May 14 — ",
        "STORM LAKE, Norland, May 14 (AP) — ",
    ],
)
def test_where_a_paragraph_goes_on_behind_its_dateline(dateline: str) -> None:
    assert dateline_end(dateline + TOLD) == len(dateline)


@pytest.mark.parametrize(
    "text",
    [
        "A blast killed three people.",
        "On Wednesday, May 14 — a day after the vote — a blast killed three.",
        "May 14: A blast killed three people.",
        "May 14 — A blast killed three people.",
        "Talks in Oslo, May 14 - the third of their kind - came to nothing.",
        "Port Aven - the town of ships - mourns.",
        "BREAKING - A blast killed three people.",
        "PORT AVEN\nA blast killed three people.",
        "Ana Lopes (Reuters)",
        "Harbour Talks, October 4 - Norland and Sundria meet in Port Linden.",
        "HARBOUR TALKS, October 4 - Norland and Sundria meet in Port Linden.",
        "HARBOUR TALKS - Norland and Sundria meet in Port Linden.",
        "Deadline July 9 - Norland wants an answer.",
        "Deadline, July 9 - Norland wants an answer.",
        "Election Day, Tuesday - Port Aven votes.",
        "Rally Saturday\nThe unions march.",
        "Ferry Strike Monday - no boats.",
        "Olympics, July 23 - August 8 in Port Aven.",
        "Port Aven, July 23 - August 8: boats are on show.",
        "Port Aven, July 23 - 25: boats are on show.",
        "Port Aven, 23 July - 8 August 2025, boats are on show.",
        "Port Aven, Tuesday - Thursday\nBoats are on show.",
        "Registration, May 3 — The office opens.",
        "",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert dateline_end(text) == 0


@pytest.mark.parametrize("told", ["Monday's blast killed 3.", "14 people died.", "14 of them died.", "August was hot."])
def test_what_begins_behind_a_dateline_is_no_second_day(told: str) -> None:
    assert dateline_end(f"Port Aven, Tuesday - {told}") == len("Port Aven, Tuesday - ")
    assert dateline_end(f"PORT AVEN, May 14 - {told}") == len("PORT AVEN, May 14 - ")


def test_sentences_without_the_datelines_of_the_first_paragraphs() -> None:
    text = "A word before.\n\nPORT AVEN, Jan. 14 (Reuters) - One. Two.\n\nOSLO, May 3\n\nThree."
    spans = after_datelines(text, sentence_spans(text))
    assert [text[start:end] for start, end in spans] == ["A word before.", "One.", "Two.", "Three."]
