"""Who appears with whom: the people of the newest stories, drawn and as a table."""

import pytest
from django.urls import reverse

from stories.vocabulary import MentionState, Role
from stories.web.register import network
from tests import factories as make

pytestmark = pytest.mark.django_db
ADDRESS = "/people/network/"


@pytest.fixture(autouse=True)
def _reader(client):
    client.force_login(make.UserFactory(role=Role.READER))


def together(*people, **more):
    """A story that names them."""
    story = make.StoryFactory(**more)
    for at, person in enumerate(people):
        make.MentionFactory(story=story, person=person, start=at * 3, end=at * 3 + 2)
    return story


def test_ties_are_counted_in_stories_and_lead_to_them(client):
    ana, bea, cora, dora = (make.PersonFactory(name=f"{name} Example") for name in ("Ana", "Bea", "Cora", "Dora"))
    together(ana, bea)
    together(ana, bea, ana)
    together(bea, cora)
    make.MentionFactory(story=together(ana), person=dora, state=MentionState.REJECTED, start=20, end=25)
    text = client.get(ADDRESS).content.decode()
    assert "In 4 stories." in text
    assert "Ana Example and Bea Example: 2" in text
    assert "Bea Example and Cora Example: 1" in text
    assert "Dora" not in text
    assert f'aria-label="{ana.name}: 3 stories"' in text
    href = f"/stories/?q=person%3A{ana.slug}+person%3A{bea.slug}"
    assert f'<a href="{href}">2</a>' in text
    assert client.get(href).content.decode().count("<tr data-row") == 2


def test_filters_narrow_it_and_a_bad_one_says_so(client):
    ana, bea, cora = (make.PersonFactory(name=f"{name} Example") for name in ("Ana", "Bea", "Cora"))
    make.StoryTagFactory(story=together(ana, bea), tag__slug="ferries")
    together(bea, cora)
    text = client.get(ADDRESS, {"tag": "ferries"}).content.decode()
    assert "Ana Example and Bea Example: 1" in text
    assert "Cora" not in text
    assert f'href="{ADDRESS}?tag=ferries&amp;person={ana.slug}"' in text
    around = client.get(ADDRESS, {"person": cora.slug}).content.decode()
    assert "Bea Example and Cora Example: 1" in around
    assert "Ana" not in around
    bad = client.get(ADDRESS, {"tag": "nothing", "after": "soon"}).content.decode()
    assert "There is no tag “nothing”." in bad
    assert "“soon” is no date" in bad
    assert "Ana Example" in bad
    assert "Nobody is named" in client.get(ADDRESS, {"after": "2030"}).content.decode()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_its_cost_and_its_size_are_bounded(client, number, django_assert_max_num_queries):
    people = make.PersonFactory.create_batch(number)
    for at, person in enumerate(people):
        together(person, people[at - 1], people[at // 2])
    with django_assert_max_num_queries(16):
        text = client.get(ADDRESS).content.decode()
    assert text.count('class="f-blue"') == min(number, network.MOST_PEOPLE)
    assert text.count('<path class="ax-ink"') <= network.MOST_TIES


def test_those_who_appear_together_sit_side_by_side():
    one, two, three, four = make.PersonFactory.create_batch(4)
    ties = [network.Tie(one, three, 5), network.Tie(three, four, 4), network.Tie(two, four, 1)]
    company = network.Company([(one, 9), (two, 8), (three, 7), (four, 6)], ties, 9, False)
    assert [person for person, _ in network.round_table(company)] == [one, three, four, two]
    nodes, threads = network.drawn(company, asked={})
    assert len({(node.x, node.y) for node in nodes}) == 4
    assert [thread.width for thread in threads] == [1.7, 4.9, 6.0]


def test_the_list_of_people_leads_there(client):
    assert f'href="{ADDRESS}"' in client.get(reverse("stories:person_list")).content.decode()
    assert f'href="{ADDRESS}"' not in client.get(reverse("stories:outlet_list")).content.decode()
