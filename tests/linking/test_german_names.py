"""Unknown names in German, where every noun has a capital: names are found, nouns are not."""

import pytest

from stories.linking.german_names import is_german
from stories.linking.unknown import unknown_names
from stories.linking.words import Field

AROUND = "Die Lage am Hafen ist nicht einfach, und das wird sich auch nicht ändern. {} So war es auch im letzten Jahr."


def found(sentence: str, *, headline: str = "Hafen") -> list[str]:
    fields = [Field("headline", headline), Field("body", AROUND.format(sentence))]
    assert is_german(fields)
    return [one.surface for one in unknown_names(fields, [])]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Das sagte Ministerpräsidentin Anneliese Hartung am Dienstag.", ["Anneliese Hartung"]),
        ("Konfliktforscher Tobias Wirth und Sängerin Xolta Vrbek kamen.", ["Tobias Wirth", "Xolta Vrbek"]),
        ("Nach Angaben des Künstlers Heinz Lindemann fehlt das Geld.", ["Heinz Lindemann"]),
        ("Die Politikerin Ursula von der Wiese sprach mit Karl-Theodor zu Hohenau.",
         ["Ursula von der Wiese", "Karl-Theodor zu Hohenau"]),
        ("Von Cosima Bergmann", ["Cosima Bergmann"]),
        ("Doch Jürgen Krause blieb dabei. Jürgen Krauses Vorschlag fiel durch.", ["Jürgen Krause"]),
        ("Dort lebt Katrin M. Sommer, die den Verein leitet.", ["Katrin M. Sommer"]),
        ("Carl Jung kam, ebenso Thomas Wolf und Mark Turner.", ["Carl Jung", "Thomas Wolf", "Mark Turner"]),
    ],
)  # fmt: skip
def test_names(sentence: str, names: list[str]) -> None:
    assert found(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Im Bereich der Bildung und nach Ansicht der Regierung fehlen Lehrer. Die Regierung und die Bildung warten.",
        "Das Ende der Laufzeit und der Beginn der Bauarbeiten stehen fest. Die Laufzeit kennt niemand.",
        "Im Januar und Anfang März wird es kalt. Der Januar war es schon.",
        "Die Androhung von Sanktionen und die Unabhängigkeit von Spenden halfen. Sanktionen und Spenden gab es viele.",
        "Maßnahmen zur Lockerung helfen nicht. Die Lockerung kommt.",
        "Der Traum vom Meer. Auch der Strompreis und die Stadt Bremen leiden. Den Traum hat er noch.",
        "Die Paula-Lindemann-Allee und die Konrad Lindemann Stiftung sind gesperrt.",
        "Die Corona-Krise trifft den Osten Frankreichs. Eine Milliarde Nutzer warten.",
        "Für das Projekt gibt es Geld. Wenn der Hund bellt, wird es laut. Von Nachteil ist das nicht.",
        "Deutsche Unternehmen und viele Vereine fehlen. Um den Mangel zu beheben, kommt Geld. Der Mangel bleibt.",
    ],
)
def test_nouns_are_no_names(sentence: str) -> None:
    assert found(sentence) == []


def test_the_headline_is_read_as_the_body_is() -> None:
    assert found("Mehr dazu später.", headline="Bund der Steuerzahler lobt Minister Anton Lindemann") == [
        "Anton Lindemann"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Talks with Harriet Delamere went on in Die Zeit and in the Frankfurter Rundschau, and the minister left.",
        "De minister zei dat de regering van het land niet op tijd was, en dat die partij weg is.",
        "Le ministre a dit que la réunion est terminée et que le gouvernement ne veut pas de nouvelle loi.",
        "",
    ],
)
def test_other_languages_are_read_as_before(text: str) -> None:
    assert not is_german([Field("headline", "Von Berlin"), Field("body", text)])
