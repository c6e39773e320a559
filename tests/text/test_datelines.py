"""The place in a dateline."""

import pytest

from stories.text.datelines import place_in, place_of


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
