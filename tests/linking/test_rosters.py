"""Lists of people in several formats: told from the bytes, bad rows named, nothing changed by the same again."""

import json
from typing import Any

import pytest

from stories.linking.imports import ImportTally, import_people
from stories.linking.roster_dates import edtf_of, edtf_of_parts
from stories.linking.roster_rows import Defaults
from stories.models import Change, Person, Tenure
from stories.text.edtf import BadDate
from tests.factories import NOW

CSV = """person,position,organisation,country,startDate,endDate,QID,aka
Kenji Morita,Prime Minister,Cabinet,Japan,2024-10-01,present,Q77,森田健二|Morita K.
"Oduya, Ama",Foreign Minister,,GHA,01/03/2020,15/07/2022,,
Jan Novák,President,,CZ,"4 March 2019",c. 2021,,
"""


def take(text: str | bytes, **defaults: str) -> ImportTally:
    raw = text if isinstance(text, bytes) else text.encode()
    return import_people(raw.splitlines(keepends=True), editor=None, now=NOW, defaults=Defaults(**defaults))


def held() -> list[tuple[str, ...]]:
    rows = Tenure.objects.order_by("person__name", "post", "start")
    return list(rows.values_list("person__name", "post", "body", "country", "start", "end"))


@pytest.mark.django_db
class TestTables:
    def test_columns_in_several_spellings(self) -> None:
        tally = take(CSV)
        assert (tally.lines, tally.new, tally.failed) == (3, 3, [])
        assert held() == [
            ("Jan Novák", "President", "", "CZ", "2019-03-04", "2021~"),
            ("Kenji Morita", "Prime Minister", "Cabinet", "JP", "2024-10-01", ".."),
            ("Oduya, Ama", "Foreign Minister", "", "GH", "2020-03-01", "2022-07-15"),
        ]
        morita = Person.objects.get(wikidata="Q77")
        assert set(morita.names.values_list("text", flat=True)) == {"Kenji Morita", "森田健二", "Morita K."}

    def test_the_same_again_changes_nothing(self) -> None:
        take(CSV)
        rows = Change.objects.count()
        assert (take(CSV).unchanged, Change.objects.count(), Person.objects.count()) == (3, rows, 3)

    @pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
    def test_encodings(self, codec: str) -> None:
        text = "Name;Amt;Von;Bis\nJörg Müller;Bürgermeister von Köln;2019-05-01;2021-06-30\n"
        raw = text.encode(codec)
        assert import_people(raw.splitlines(keepends=True), editor=None, now=NOW).failed == []
        assert held() == [("Jörg Müller", "Bürgermeister von Köln", "", "", "2019-05-01", "2021-06-30")]

    def test_bad_rows_are_named_and_the_rest_is_done(self) -> None:
        tally = take(
            "name,post,country,start,end,wikidata\n"
            ",Mayor,JP,2020,,\n"
            "Ada Lind,Mayor,Atlantis,2020,,\n"
            "Ada Lind,Mayor,JP,soon,,\n"
            "Ada Lind,Mayor,JP,2020-13-01,,\n"
            "Ada Lind,Mayor,JP,2021,2020,\n"
            "Ada Lind,,JP,2021,,\n"
            "Ada Lind,Mayor,JP,2021,,Z9\n"
            "\n"
            "Ada Lind,Mayor,JP,2021,2022,,one,too many\n"
            '"Good\nName",Mayor,JP,2021,..,\n'
            "Bea Good,Mayor,JP,2022,..,Q5\n"
        )
        assert sorted(Person.objects.values_list("name", flat=True)) == ["Bea Good", "Good Name"]
        assert tally.failed == [
            (2, "The row names nobody."),
            (3, "“Atlantis” is not a country that is known here: write its code, such as JP."),
            (4, "“soon” is not a date: write 2025, 2025-06 or 2025-06-27."),
            (5, "“2020-13-01” names a month that does not exist."),
            (6, "The post ends (2020) before it starts (2021)."),
            (7, "The row has dates but no post: name the post of the whole list with --post."),
            (8, "“Z9” is not a Wikidata id: write Q and a number."),
            (10, "The line has 8 fields, but the first line names 6."),
        ]

    def test_a_list_of_one_post_with_its_dates_in_pieces(self) -> None:
        take(
            "leader,sdate,smonth,syear,emonth,eyear\nMorita,2,6,1989,8,1989\n",
            post="Prime Minister", country="JP", body="Cabinet",
        )  # fmt: skip
        assert held() == [("Morita", "Prime Minister", "Cabinet", "JP", "1989-06-02", "1989-08")]

    def test_a_table_without_people(self) -> None:
        assert take("colour,size\nred,3\n").failed == [
            (1, "The first line names no column for the person (such as “name”, “person”, “holder”).")
        ]
        assert take(b"\x89PNG\r\n\x1a\n").failed == [(1, "This is a PNG picture, not a page of text.")]
        assert take("").lines == 0


@pytest.mark.django_db
class TestRecords:
    FTM = (
        {"id": "occ", "schema": "Occupancy",
         "properties": {"holder": ["p1"], "post": ["pos"], "startDate": ["2024-10-01"], "status": ["current"]}},
        {"id": "p1", "schema": "Person", "caption": "Kenji Morita",
         "properties": {"name": ["Morita Kenji", "Kenji Morita"], "alias": ["K. Morita"], "wikidataId": ["Q77"],
                        "citizenship": ["jp"]}},
        {"id": "pos", "schema": "Position", "properties": {"name": ["Prime Minister"], "country": ["jp"]}},
        {"id": "c", "schema": "Company", "properties": {"name": ["Eastern Group"]}},
        {"id": "m", "schema": "Directorship",
         "properties": {"director": ["p1"], "organization": ["c"], "role": ["Chairman"], "endDate": ["2019"]}},
        {"id": "a", "schema": "Airplane", "properties": {"name": ["Kite"]}},
    )  # fmt: skip

    def test_follow_the_money(self) -> None:
        lines = [json.dumps(one) for one in self.FTM]
        tally = take("\n".join(lines))
        assert (tally.new, tally.failed) == (1, [])
        assert held() == [
            ("Kenji Morita", "Chairman", "Eastern Group", "", "", "2019"),
            ("Kenji Morita", "Prime Minister", "", "JP", "2024-10-01", ".."),
        ]
        assert take("\n".join(lines)).unchanged == 1
        assert take(json.dumps(self.FTM)).unchanged == 1

    def test_what_points_nowhere_is_named(self) -> None:
        more: tuple[Any, ...] = (
            {"id": "o2", "schema": "Occupancy", "properties": {"holder": ["nobody"], "post": ["pos"]}},
            {"id": "o3", "schema": "Occupancy", "properties": {"holder": ["p1"], "post": ["gone"]}},
            {"id": "o4", "schema": "Occupancy",
             "properties": {"holder": ["p1"], "post": ["pos"], "startDate": ["soon"]}},
            {"id": "p2", "schema": "Person", "properties": {}},
            [],
        )  # fmt: skip
        tally = take("\n".join(json.dumps(one) for one in (*self.FTM, *more)) + "\n{broken\n")
        assert tally.new == 1
        assert tally.failed == [
            (7, "Occupancy “o2” belongs to “nobody”, who is not in this file."),
            (8, "Occupancy “o3” is of a post, “gone”, that is not in this file."),
            (9, "Occupancy “o4”: “soon” is not a date: write 2025, 2025-06 or 2025-06-27."),
            (10, "The name is empty."),
            (11, "The line is not an entity."),
            (12, "The line is not JSON."),
        ]

    POPOLO = {
        "persons": [
            {"id": "p1", "name": "Ada Lind", "other_names": [{"name": "Lind Ada"}],
             "identifiers": [{"scheme": "wikidata", "identifier": "Q9"}]},
            {"id": "p2", "name": "Bea Moss", "memberships": [{"role": "speaker", "organization_id": "house"}]},
        ],
        "organizations": [{"id": "house", "name": "House of Towns", "classification": "legislature"}],
        "posts": [{"id": "mayor", "label": "Mayor of Lund", "organization_id": "house"}],
        "memberships": [
            {"person_id": "p1", "post_id": "mayor", "start_date": "2019-05", "end_date": "2021-00-00"},
            {"person_id": "p1", "organization_id": "house"},
            {"person_id": "p9", "organization_id": "house"},
        ],
    }  # fmt: skip

    @pytest.mark.parametrize("indent", [None, 2])
    def test_popolo(self, indent: int | None) -> None:
        text = json.dumps(self.POPOLO, indent=indent)
        tally = take(text, country="SE")
        assert held() == [
            ("Ada Lind", "Mayor of Lund", "House of Towns", "SE", "2019-05", "2021"),
            ("Ada Lind", "Member", "House of Towns", "SE", "", ""),
            ("Bea Moss", "Speaker", "House of Towns", "SE", "", ""),
        ]
        assert tally.failed == [(3, "Membership “3” belongs to “p9”, who is not in this file.")]
        assert (Person.objects.get(name="Ada Lind").wikidata, take(text, country="SE").unchanged) == ("Q9", 2)

    def test_rows_of_a_list_as_json(self) -> None:
        take(json.dumps({"country": "japan", "position": "Mayor", "person": "Ada Lind", "start": "2020", "end": None}))
        assert held() == [("Ada Lind", "Mayor", "", "JP", "2020", "")]


@pytest.mark.django_db
class TestOnePerson:
    """What makes two rows one person, and what keeps two people apart."""

    HEAD = "name,post,country,start,end,wikidata\n"

    def people(self, *rows: str) -> list[str]:
        self.tally = take(self.HEAD + "\n".join(rows))
        return sorted(Person.objects.values_list("name", flat=True))

    def test_another_order_marks_initials_nicknames(self) -> None:
        assert self.people(
            "Shigeru Takeda,Mayor,JP,2001,2003,",
            '"Takēda, Shigeru",Mayor,JP,2004,2006,',
            "Takeda Shigeru,Governor,JP,2007,2009,",
            "Robert E. Oakes,Mayor,US,2001,2003,",
            "Bob Oakes,Mayor,US,2003,2005,",
        ) == ["Robert E. Oakes", "Shigeru Takeda"]

    def test_the_same_post_at_the_same_time(self) -> None:
        assert self.people(
            "Kakuei Morita,Prime Minister,JP,1972-07-07,1974-12-09,",
            "Morita,Prime Minister,JP,1972-07-06,1974-12-09,",
            "Sergey Shoigin,Minister of Defence,RU,2012-11-06,2024-05-12,",
            "Sergei Shoygin,Defence Minister,RU,2012-11,2024-05,",
        ) == ["Kakuei Morita", "Sergey Shoigin"]

    def test_father_and_son(self) -> None:
        assert self.people(
            "John Oakes,President,US,1797,1801,",
            "John Quincy Oakes,President,US,1825,1829,",
            "George Lind,President,US,1989,1993,",
            "George W. Lind,President,US,2001,2009,",
            "Carl Moss Sr.,Senator,US,1980,1990,",
            "Carl Moss Jr.,Senator,US,1990,2000,",
            "Carl Moss,Senator,US,1990,2000,",
        ) == [
            "Carl Moss", "Carl Moss Jr.", "Carl Moss Sr.", "George Lind", "George W. Lind", "John Oakes",
            "John Quincy Oakes",
        ]  # fmt: skip

    def test_ids_countries_and_years_keep_namesakes_apart(self) -> None:
        assert self.people(
            "Li Wei,Mayor,CN,2001,2003,Q1",
            "Li Wei,Mayor,CN,2001,2003,Q2",
            "John Oakes,Senator,US,1953,1960,",
            "John Oakes,Senator,US,2017,..,",
            "John Oakes,Premier,AU,1958,1961,",
            "Morita,Prime Minister,JP,1898,1898,",
            "Morita,Prime Minister,JP,1964,1972,",
        ) == ["John Oakes", "John Oakes", "John Oakes", "Li Wei", "Li Wei", "Morita", "Morita"]
        rows = Change.objects.count()
        self.people("John Oakes,Senator,US,2017,..,", "John Oakes,Senator,US,1953,1960,")
        assert (self.tally.unchanged, Change.objects.count()) == (2, rows)

    def test_two_who_fit_equally_well_are_told(self) -> None:
        self.people("Michael J. Oakes,Mayor,US,2001,2003,Q1", "Michael R. Oakes,Mayor,US,2001,2003,Q2")
        self.people("Mike Oakes,Judge,US,2002,2003,")
        assert self.tally.failed == [
            (2, "2 people are called Mike Oakes; give the Wikidata id of the one that is meant.")
        ]

    def test_a_vaguer_date_adds_nothing(self) -> None:
        self.people("Ada Lind,Mayor,SE,2020-09-16,2022-10-03,", "Ada Lind,Mayor,SE,2020-09,2022,")
        assert [(row.start, row.end) for row in Tenure.objects.all()] == [("2020-09-16", "2022-10-03")]


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("2020-05-00", "2020-05"), ("2020-00-00", "2020"), ("2020-5-1", "2020-05-01"), ("22/05/1946", "1946-05-22"),
        ("4 March 1868", "1868-03-04"), ("c. 1950", "1950~"), ("Incumbent", ".."), ("", ""), ("N/A", ""),
        ("+1868-03-04T00:00:00Z", "1868-03-04"), ("2019?", "2019?"), ("202X", "202X"),
    ],
)  # fmt: skip
def test_printed_dates(printed: str, edtf: str) -> None:
    assert edtf_of(printed) == edtf


@pytest.mark.parametrize("printed", ["soon", "2020-02-30", "1/2", "2020/2021/2022", "13-13-2020"])
def test_what_is_no_date(printed: str) -> None:
    with pytest.raises(BadDate):
        edtf_of(printed)


def test_dates_in_pieces() -> None:
    assert edtf_of_parts({"year": "1989.0", "month": "6", "day": ""}) == "1989-06"
    assert edtf_of_parts({"year": "1989", "month": "0", "day": "3"}) == "1989"
    assert edtf_of_parts({}) == ""
    with pytest.raises(BadDate):
        edtf_of_parts({"year": "MCM"})


@pytest.mark.django_db
@pytest.mark.parametrize("spaces", range(4))
def test_a_first_line_in_letters_of_several_bytes(spaces: int) -> None:
    """Only its beginning is looked at, and that may end within a letter."""
    line = json.dumps({"name": "Дмитро Сахаренко", "aliases": ["Дмитрий Захаренко"]}, ensure_ascii=False)
    tally = take(" " * spaces + line + '\n{"name": "Ada Lind"}\n')
    assert (tally.new, tally.failed) == (2, [])


@pytest.mark.django_db
def test_posts_are_another_word_for_tenures() -> None:
    take('{"name": "Ada Lind", "posts": [{"post": "Mayor", "country": "NO", "start": "2020", "end": "2024"}]}\n')
    assert held() == [("Ada Lind", "Mayor", "", "NO", "2020", "2024")]


@pytest.mark.django_db
@pytest.mark.parametrize("as_list", [False, True])
@pytest.mark.parametrize(
    ("printed", "end"),
    [("present", ".."), ("Incumbent", ".."), ("in  office", ".."), ("..", ".."), ("", ""), ("unknown", "")],
)
def test_an_end_in_json_has_the_words_of_tables(printed: str, end: str, as_list: bool) -> None:
    post = {"post": "Minister of Ferries", "country": "PT", "start": "2020-01-02", "end": printed}
    line: Any = {"name": "Ana Sample", "tenures": [post]}
    tally = import_people([json.dumps([line] if as_list else line)], editor=None, now=NOW)
    assert tally.failed == []
    assert Tenure.objects.get().end == end


@pytest.mark.django_db
def test_an_end_in_json_that_is_no_date_is_refused_with_its_words() -> None:
    post = {"post": "Minister of Ferries", "country": "PT", "start": "2020-01-02", "end": "sooner or later"}
    tally = import_people([json.dumps({"name": "Ana Sample", "tenures": [post]})], editor=None, now=NOW)
    assert len(tally.failed) == 1
    assert not Tenure.objects.exists()
