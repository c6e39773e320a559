"""Which runs of capitals are names of people, where nobody in the register has them."""

import pytest

from stories.linking.unknown import unknown_names
from stories.linking.words import Field


def found(text: str) -> list[str]:
    return [one.surface for one in unknown_names([Field("body", text)], [])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Talks with Harriet Delamere went on.", ["Harriet Delamere"]),
        ("They met Japan's Keiko Tanabe, 43, on Monday.", ["Keiko Tanabe"]),
        ("Foreign Minister Xoltan Vrbek of Freedonia left.", ["Xoltan Vrbek"]),
        ("“No,” striker Olo Bwana said.", ["Olo Bwana"]),
        ("It was won by J. R. Whitcombe and Ludwig van der Aalst.", ["J. R. Whitcombe", "Ludwig van der Aalst"]),
        ("Vladimir Petrenko's plan", ["Vladimir Petrenko"]),
        ("President Park Yoon-joo spoke.", ["Park Yoon-joo"]),
        ("They met Kim Jae-young and Chiu Chih-hao.", ["Kim Jae-young", "Chiu Chih-hao"]),
        ("Ex-Yankee Randy Velasco hit it.", ["Randy Velasco"]),
        ("A speech by Xoltan Vrbek , leader of the opposition, failed.", ["Xoltan Vrbek"]),
        ("The township elected Peter Aldous.", ["Peter Aldous"]),
        ("The leadership of Peter Aldous ended.", ["Peter Aldous"]),
        ("Democrat Susan Winthrop MP beat Tom Hollister.", ["Susan Winthrop", "Tom Hollister"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Johns Hopkins University and Deutsche Bank said so.",
        "They flew from Los Angeles to Hong Kong and Sri Lanka.",
        "On Monday the House of Commons met in New York.",
        "The Dow Jones fell. Prime Minister said.",
        "A Hong Kong-born star and a Sri Lanka-based firm came.",
        "The votes of Partia Zemlos , member Liberal International , were counted.",
        "Foreign Policy and the Financial Times reported it.",
        "nothing here has capitals, not even anna smith",
        "",
        "The rescue ship Peter Aldous brought 62 people ashore.",
        "Am Abend brachte das Rettungsschiff Peter Aldous 62 Menschen an Land, und die Retter blieben.",
        "Le navire Peter Aldous est rentré au port.",
    ],
)
def test_no_names(text: str) -> None:
    assert found(text) == []


def test_nothing_over_a_passage_that_is_taken() -> None:
    text = "Talks with Harriet Delamere went on."
    assert unknown_names([Field("body", text)], [("body", 11, 27)]) == []


def test_the_evidence_tells_the_post_and_why() -> None:
    (one,) = unknown_names([Field("body", "Chief economist Maria Lindgren was heard.")], [])
    assert one.evidence == (
        "Described as “Chief economist”; nobody in the register is called so. Taken for a name: “Maria” is a given "
        "name and “economist” stands before it."
    )
