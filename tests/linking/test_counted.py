"""What sentences say happened to how many people, and how many voted which way."""

import pytest

from stories.linking.claim_figures import figures, is_earlier, unit_of

Counted = list[tuple[str, str]]


def read(text: str) -> Counted:
    return [(figure.value, figure.unit) for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The blast killed three people and injured 14.", [("3", "dead"), ("14", "injured")]),
        ("The explosion left five dead and 22 wounded.", [("5", "dead"), ("22", "injured")]),
        ("The death toll rose to 12 on Friday.", [("12", "dead")]),
        ("The death toll from the blast rose from nine to 12.", [("9", "dead"), ("12", "dead")]),
        ("The death toll climbed to 12, up from nine.", [("12", "dead"), ("9", "dead")]),
        ("The ministry put the death toll at 31.", [("31", "dead")]),
        ("At least five people were killed.", [("at least 5", "dead")]),
        ("More than a dozen people were hurt.", [("more than 12", "injured")]),
        ("Nearly 300 people have been wounded.", [("nearly 300", "injured")]),
        ("Twenty-two sailors were taken to hospital.", [("22", "in hospital")]),
        ("The flood claimed 12 lives.", [("12", "dead")]),
        ("Officials spoke of seven deaths and 30 injuries.", [("7", "dead"), ("30", "injured")]),
        ("Blast kills three, injures 14", [("3", "dead"), ("14", "injured")]),
        ("Three dead, 14 hurt in harbour fire", [("3", "dead"), ("14", "injured")]),
        ("Police arrested more than 120 protesters; 30 people are missing.", [("more than 120", "arrested"),
                                                                              ("30", "missing")]),
        ("Some 4,000 residents were evacuated and 1,200 were forced from their homes.", [("about 4000", "evacuated"),
                                                                                       ("1200", "displaced")]),
        ("Killing at least 14 and wounding dozens.", [("at least 14", "dead"), ("dozens", "injured")]),
        ("Three people, including two children, were killed.", [("3", "dead")]),
        ("No one was hurt and there were no deaths.", [("0", "injured"), ("0", "dead")]),
        ("50 people were killed or injured.", [("50", "dead or injured")]),
        ("40 are feared dead and 14 were seriously injured.", [("40", "feared dead"), ("14", "seriously injured")]),
        ("Two gunmen killed 14 people.", [("14", "dead")]),
        ("The bombing of 2019 killed 40.", [("40", "dead")]),
        ("Lawmakers voted 212 to 180 for it.", [("212", "votes in favour"), ("180", "votes against")]),
        ("The bill was rejected by 212 votes to 180.", [("212", "votes against"), ("180", "votes in favour")]),
        ("In the vote 212 were in favour, 180 against and 12 abstained.", [("212", "votes in favour"),
                                                                         ("180", "votes against"),
                                                                         ("12", "abstentions")]),
        ("The motion was rejected 180 to 212.", [("180", "votes in favour"), ("212", "votes against")]),
        ("Five soldiers dead or missing.", [("5", "dead or missing")]),
        ("Five soldiers were killed and three are missing.", [("5", "dead"), ("3", "missing")]),
        ("It is feared that 40 people died.", [("40", "feared dead")]),
        ("Officials fear at least 40 people died.", [("at least 40", "feared dead")]),
        ("All 62 people on board were killed.", [("62", "dead")]),
        ("63 were treated in hospital.", [("63", "in hospital")]),
        ("63 people are being treated at two local hospitals.", [("63", "in hospital")]),
        ("Nine people were flown by helicopter to hospital.", [("9", "in hospital")]),
        ("Nine people ended up in hospital.", [("9", "in hospital")]),
        ("The fire left three dead and nine in hospital.", [("3", "dead"), ("9", "in hospital")]),
        ("Nine people were taken to hospital with minor injuries.", [("9", "injured")]),
        ("22 were injured, of whom nine were taken to hospital.", [("22", "injured"), ("9", "in hospital")]),
        ("Nine people were injured and taken to hospital.", [("9", "injured")]),
        ("Two doctors in the hospital said so.", []),
        ("The governor ordered the evacuation of 1,200 residents.", [("1200", "evacuated")]),
        ("The damage came to more than $3m.", [("more than 3 million", "US dollars")]),
    ],
)  # fmt: skip
def test_a_number_and_what_it_counts(text: str, found: Counted) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Two gunmen killed a guard.",
        "Some 300 cooks were dead tired.",
        "The home side was defeated 3 to 2.",
        "The blast killed two men and a woman.",
        "A woman and 14 children were killed.",
        "He died 14 days after the blast.",
        "She killed two birds with one stone.",
        "A 14-year-old was killed.",
        "On 5 May the wounded left.",
        "The attack could kill 40 of them.",
        "The plan would save 300 lives.",
        "Police said that 14 of the injured were children.",
        "None of the 14 was injured.",
        "He was the 14th to be killed.",
        "The trains ran from 2010-2012.",
    ],
)
def test_what_counts_nobody(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value", "earlier"),
    [
        ("the death toll rose from nine to 12", "9", True),
        ("the death toll rose from nine to 12", "12", False),
        ("the death toll from the blast stands at 12", "12", False),
        ("Earlier on Monday a blast killed three people", "3", False),
        ("an earlier count spoke of nine deaths", "9", True),
    ],
)
def test_the_figure_that_was_there_before(text: str, value: str, earlier: bool) -> None:
    assert is_earlier(text, value) is earlier


@pytest.mark.parametrize(
    ("text", "unit"),
    [("5 dead", "dead"), ("at least 5 injured", "injured"), ("31 in hospital", "in hospital"),
     ("212 votes in favour", "votes in favour"), ("5", "")],
)  # fmt: skip
def test_what_an_editors_figure_counts(text: str, unit: str) -> None:
    assert unit_of(text) == unit
