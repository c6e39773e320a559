"""What an empty dossier is suggested, by the words of its title."""

import pytest

from stories.dossiers.suggestions import suggestions
from tests.factories import DossierFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "headline", "other"),
    [
        ("Was kommt nach dem Deich?", "Der Deich ist gebrochen", "Kanzlerin reist nach Oslo"),
        ("Färjan efter branden: vilka visste?", "Branden på färjan", "Premiären efter pausen, och vilka som kom"),
        ("Après la crue, avec les maires", "La crue menace", "Un ministre après un autre, avec son chien"),
        ("After the flood: which dyke held", "A dyke that held", "The day after, which was long"),
        ("Health care under strain", "Nurses want better care", "A train under a bridge"),
    ],
)
def test_small_words_of_a_title_suggest_nothing(title: str, headline: str, other: str) -> None:
    dossier = DossierFactory(title=title)
    meant = StoryFactory(headline=headline, body="", dek="")
    StoryFactory(headline=other, body="", dek="")
    found = suggestions(dossier, user=UserFactory())
    assert [one.thing for one in found] == [meant]
