"""Finding: words, filters, pages by key, counts, orders. The same on SQLite and PostgreSQL."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stories.models import Story
from stories.search import Query, SearchError, search_stories
from stories.vocabulary import EntryKind, MentionState, Role
from tests.factories import (
    NOW,
    DossierFactory,
    EntryFactory,
    MentionFactory,
    OutletFactory,
    ReportFactory,
    SectionFactory,
    StoryFactory,
    StoryTagFactory,
    StoryTopicFactory,
    TagFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def found(text="", user=None, order="newest", **filters):
    """Headlines of the first page."""
    page = search_stories(Query(text, filters, order, user)).page()
    return [story.headline for story in page.stories]


def test_words_are_found_whatever_their_case_accents_and_marks():
    StoryFactory(headline="Japan's talks in Tōkyō", body="On U.S. tariffs, again.")
    for text in ("japan", "JAPAN'S", "tokyo", "Tōkyō", "u.s.", '"u.s. tariffs"', "tariff*", "talks again"):
        assert found(text) == ["Japan's talks in Tōkyō"], text
    for text in ("tariff", '"tariffs u.s."', "talk", "japan nothing", "-japan"):
        assert found(text) == [], text


def test_japanese_is_found_by_any_part_of_it():
    StoryFactory(headline="石破首相が訪米", body="会談は7月に延期")
    for text in ("石破", "首相", "破首", "石", "訪米", "米", "延期", "石破首相"):
        assert found(text) == ["石破首相が訪米"], text
    assert found("相石") == []


def test_a_figure_inside_japanese_is_found_with_what_stands_beside_it():
    body = "佐々木氏は２４日、第3回会合で2割と述べた。G7の二〇二五年"
    StoryFactory(headline="会談は7月24日に東京で", body=body)
    for text in (
        "24日", "24日に", "7月24日", "月24日", "は7月", "日に東京", "2割", "第3回", "3回会合", "g7の", "佐々木",
        "二〇二五", "24日、", '"24日 第3回"', "佐々木氏は24",
    ):  # fmt: skip
        assert found(text) == ["会談は7月24日に東京で"], text
    for text in ("24月", "4日に", "割2", "3会", '"第3回 24日"', "24東"):
        assert found(text) == [], text


def test_letters_without_an_accent_to_take_off_are_found_by_what_others_type_for_them():
    """Whichever of the two stands in the text and whichever is typed."""
    pairs = {
        "Straße": "STRASSE", "GROẞE": "grosse", "Tromsø": "tromso", "Łódź": "lodz", "Þingvellir": "thingvellir",
        "Ærø": "aero", "Cœur": "coeur", "Đakovo": "dakovo", "Diyarbakır": "diyarbakir", "Ħamrun": "hamrun",
    }  # fmt: skip
    for number, (printed, typed) in enumerate(pairs.items()):
        headlines = [f"{printed} mark{number}", f"{typed} mark{number}"]
        for headline in headlines:
            StoryFactory(headline=headline)
        for text in (printed, typed, printed.lower(), typed.lower(), f'"{printed} mark{number}"', f"{printed[:-1]}*"):
            assert sorted(found(text)) == sorted(headlines), text
    StoryFactory(headline="混ざる文 Weiße Fahne 24日に")
    assert found("weisse 24日") == found('"weisse fahne"') == ["混ざる文 Weiße Fahne 24日に"]


def test_the_names_of_the_byline():
    StoryFactory(headline="One", byline=["Anna Berg", "Jürgen Groß-Meyer"], body="By Carl Stein, who is not in it.")
    StoryFactory(headline="Two", byline=["Berg Carlsen", "Seán O'Neill"])
    StoryFactory(headline="Three", byline=["山田 太郎", "佐々木希"], body="Anna Berg")
    StoryFactory(headline="Four")
    for text, headlines in {
        "author:berg": ["One", "Two"],
        "author:BERG -author:anna": ["Two"],
        'author:"anna berg"': ["One"],
        'author:"berg anna"': [],
        'author:"berg jurgen"': [],  # the end of one name and the beginning of the next
        "author:gross": ["One"],
        "author:groß-meyer": ["One"],
        "author:car*": ["Two"],
        "author:car": [],
        "author:stein": [],
        "author:o'neill": ["Two"],
        "author:山田": ["Three"],
        'author:"山田 太郎"': ["Three"],
        "author:佐々木": ["Three"],
        "author:佐々木希 OR author:sean": ["Two", "Three"],
        "anna": ["Three"],
        "author:nobody": [],
    }.items():
        assert sorted(found(text)) == sorted(headlines), text
    assert found(author=["anna berg"]) == ["One"]
    assert sorted(found(author=["anna berg", "neill"])) == ["One", "Two"]
    assert found("berg", author=["nobody"]) == []
    with pytest.raises(SearchError, match="“-” is no name"):
        search_stories(Query("author:-"))
    assert search_stories(Query("", {"author": ["…"]})).errors == ("“…” is no name.",)


def test_words_in_tables_captions_and_questions_are_found():
    StoryFactory(headline="Table", tables=[[["Area", "Zebra"]]])
    StoryFactory(headline="Caption", captions=[{"text": "An okapi.", "credit": None}])
    StoryFactory(headline="Question", questions=[{"question": "Why the tapir?", "answer": "Because."}])
    assert found("zebra") == ["Table"]
    assert found("okapi") == ["Caption"]
    assert found("tapir") == ["Question"]
    assert found("credit") == []


def test_or_minus_and_brackets():
    StoryFactory(headline="Alpha beta")
    StoryFactory(headline="Alpha gamma")
    StoryFactory(headline="Delta")
    assert found("alpha (beta OR gamma)") == ["Alpha beta", "Alpha gamma"]
    assert found("alpha -beta") == ["Alpha gamma"]
    assert found("-alpha") == ["Delta"]
    assert found("-(alpha beta)") == ["Alpha gamma", "Delta"]
    assert found("delta OR -alpha") == ["Delta"]
    assert found("- — …") == ["Alpha beta", "Alpha gamma", "Delta"]


def test_each_filter_finds_what_it_names_and_nothing_else():
    other = StoryFactory(headline="Other")
    outlet, via, agency = (
        OutletFactory(slug="the-outlet"),
        OutletFactory(slug="the-via"),
        OutletFactory(slug="the-agency"),
    )
    story = StoryFactory(
        headline="This", outlet=outlet, via=via, agency=agency, language="ja-JP", kind="opinion",
        completeness="summary", state="to_check",
    )  # fmt: skip
    tagged, topic = StoryTagFactory(story=story).tag, StoryTopicFactory(story=story).topic
    mention, report = MentionFactory(story=story), ReportFactory(story=story)
    entry = EntryFactory(story=story)
    MentionFactory(story=other, state=MentionState.REJECTED)
    filters = {
        "outlet": outlet.slug, "via": via.slug, "agency": agency.slug, "tag": tagged.slug, "topic": topic.slug,
        "person": mention.person.slug, "event": report.event.slug, "language": "ja-jp", "kind": "opinion",
        "completeness": "summary", "state": "to_check",
    }  # fmt: skip
    for name, value in filters.items():
        assert found(**{name: [value]}) == ["This"], name
        assert found(f"{name}:{value}") == ["This"], name
        assert found(f"-{name}:{value}") == ["Other"], name
    for name, pk in {"outlet": outlet.pk, "tag": tagged.pk, "person": mention.person_id}.items():
        assert found(**{name: [str(pk)]}) == ["This"], name
    dossier = entry.section.dossier
    assert found(f"in:{dossier.slug}", user=dossier.owner) == ["This"]


def test_properties():
    StoryFactory(headline="Plain", url="")
    StoryFactory(headline="Undated", published_at=None)
    quoted = StoryFactory(headline="Quoting", body="He said “no” to it.")
    MentionFactory(story=quoted, start=0, end=2)
    StoryTagFactory(story=quoted)
    assert found("is:undated") == ["Undated"]
    assert found("has:quote") == ["Quoting"]
    assert found("is:open") == ["Quoting"]
    assert found("is:tagged") == ["Quoting"]
    assert set(found("is:unlinked")) == {"Plain", "Undated"}
    assert set(found("-has:url")) == {"Plain"}


def test_dates_bound_the_list():
    for month in (5, 6, 7):
        StoryFactory(headline=f"Month {month}", published_at=NOW.replace(month=month, day=10))
    assert found("after:2025-06") == ["Month 7", "Month 6"]
    assert found("before:2025-07") == ["Month 6", "Month 5"]
    assert found("month after:2025-06-10 before:2025-06-11") == ["Month 6"]
    assert found(after=["2025-06-11"]) == ["Month 7"]
    with pytest.raises(SearchError, match="is no date"):
        search_stories(Query("after:soon"))
    with pytest.raises(SearchError, match="can stand on its own only"):
        search_stories(Query("-after:2025"))


def test_a_bad_filter_value_is_named_and_the_rest_still_holds():
    story = StoryFactory()
    StoryFactory()
    result = search_stories(
        Query("", {"outlet": [story.outlet.slug, "nowhere"], "tag": ["nothing"], "after": ["2025-13"]})
    )
    assert [row.pk for row in result.page().stories] == [story.pk]
    assert result.errors == (
        "There is no outlet “nowhere”.",
        "There is no tag “nothing”.",
        "“2025-13” is no date: write 2025, 2025-06 or 2025-06-21.",
    )


def test_anothers_draft_dossier_is_no_dossier():
    entry = EntryFactory()
    dossier = entry.section.dossier
    stranger, reader = UserFactory(), UserFactory(role=Role.READER)
    assert found(dossier=[dossier.slug], user=dossier.owner) == [entry.story.headline]
    for user in (stranger, reader, None):
        with pytest.raises(SearchError, match="There is no dossier"):
            search_stories(Query(f"in:{dossier.slug}", user=user))
        assert search_stories(Query("", {"dossier": [dossier.slug]}, user=user)).errors == (
            f"There is no dossier “{dossier.slug}”.",
        )


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("text", ["", "ministers"])
def test_paging_visits_every_story_once_in_both_directions(order, text):
    StoryFactory.create_batch(60)
    keys = list(
        Story.objects.order_by("-sort_key" if order == "newest" else "sort_key").values_list("sort_key", flat=True)
    )
    result = search_stories(Query(text, order=order))
    page, seen = result.page(), []
    assert page.newer is None
    while True:
        seen += [story.sort_key for story in page.stories]
        if page.older is None:
            break
        page = result.page(after=page.older)
    assert seen == keys
    page, back = result.page(last=True), []
    assert page.older is None
    while True:
        back = [story.sort_key for story in page.stories] + back
        if page.newer is None:
            break
        page = result.page(before=page.newer)
    assert back == keys
    assert [story.sort_key for story in result.iterate(size=7)] == keys


def test_counts_are_capped_and_exact_on_request():
    StoryFactory.create_batch(12)
    result = search_stories(Query("ministers"))
    assert (result.count(), result.count(10), result.count(None)) == ((12, True), (10, False), (12, True))
    assert result.queryset().count() == 12


def test_relevance_puts_the_headline_before_the_body():
    StoryFactory(
        headline="Nothing here", body="A long text that names the okapi once among many other words of no use."
    )
    StoryFactory(headline="Okapi, okapi", body="The okapi.")
    StoryFactory(headline="Something else", published_at=NOW + timedelta(days=1))
    assert found("okapi", order="relevance") == ["Okapi, okapi", "Nothing here"]


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    search_stories(Query("warm up")).page()
    for number in (1, 3, 30):
        StoryFactory.create_batch(number)
        with django_assert_num_queries(1):
            keys = search_stories(Query("ministers")).newest_keys(25)
        with django_assert_num_queries(1 + len(Story.objects.for_list()._prefetch_related_lookups)):
            rows = search_stories(Query("ministers")).rows(keys)
            assert [story.outlet.name for story in rows]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from("ab \"()-:*'%\\^~&|!<>=石破é_.,OR\x00\ue000"), max_size=30))
def test_no_text_breaks_the_database(text):
    try:
        result = search_stories(Query(text))
        result.page()
        result.count()
        result.queryset().count()
    except SearchError as error:
        said = str(error)
    else:
        said = "Nothing is wrong."
    assert said.endswith(".")


def test_a_dossier_quote_finds_its_story():
    section = SectionFactory(dossier=DossierFactory())
    story = StoryFactory(headline="Quoted")
    EntryFactory(section=section, kind=EntryKind.QUOTE, story=story, exact="Ministers", start=0, end=9, story_version=1)
    assert found(f"in:{section.dossier.slug}", user=section.dossier.owner) == ["Quoted"]


def test_names_find_what_slugs_find():
    tag = TagFactory(name="Two plus Two", slug="2-2")
    story = StoryTagFactory(tag=tag).story
    assert found('tag:"two PLUS two"') == [story.headline]
    assert found(f'outlet:"{story.outlet.name.upper()}"') == [story.headline]


def test_a_family_name_finds_everybody_of_that_name():
    first = MentionFactory(person__name="Shigeru Okapi", person__slug="shigeru-okapi").story
    second = MentionFactory(person__name="Okapi Gnu", person__slug="okapi-gnu").story
    MentionFactory(person__name="Mokapi Tapir", person__slug="mokapi-tapir")
    assert set(found("person:okapi")) == {first.headline, second.headline}
    assert found("person:shigeru") == [first.headline]
    with pytest.raises(SearchError, match="There is no person “kapi”"):
        search_stories(Query("person:kapi"))
