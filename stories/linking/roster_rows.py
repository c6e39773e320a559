"""Rows of officeholder lists: one person and one post a row, under column names in many spellings."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stories.linking.countries import any_country_code
from stories.linking.roster_dates import edtf_of, edtf_of_parts
from stories.text.dates import day_comes_first
from stories.text.edtf import BadDate
from stories.text.names import fold

_COLUMNS = {
    "name": "name|person|leader|holder|office holder|officeholder|full name|fullname|official full|official name|"
            "official|politician|label|person label|person name|holder name|incumbent|head of government|name en|"
            "head of state|nom|nombre|nome|氏名|名前|姓名",
    "given": "given|given name|given names|first|first name|firstname|forename|vorname|prenom|名",
    "middle": "middle|middle name|middlename",
    "family": "family|family name|last|last name|lastname|surname|nachname|nom de famille|apellido|apellidos|姓",
    "suffix": "suffix|name suffix",
    "post": "post|position|office|role|title|job title|post label|position label|position name|office held|office name|"
            "function|post name|portfolio|amt|fonction|cargo|役職|職名",
    "body": "body|organization|organisation|institution|ministry|agency|department|chamber|house|parliament|"
            "organization name|organisation name|legislature|cabinet|organ|behorde|機関|省庁",
    "country": "country|nation|country code|countrycode|country name|iso|iso2|iso3|iso code|stateabb|state abb|"
               "country label|jurisdiction|land|pays|pais|国",
    "start": "start|start date|startdate|from|since|begin|begin date|began|term start|took office|valid from|date from|"
             "in office since|inauguration|started|appointed|start time|"
             "entered office|von|debut|inicio|就任|就任日|開始",
    "end": "end|end date|enddate|to|until|till|term end|left office|valid to|valid until|date to|ended|finish|"
           "end time|out|bis|fin|退任|退任日|終了",
    "wikidata": "wikidata|wikidata id|wikidataid|wikidata item|qid|q id|wd|wd id|item|person qid|person id wikidata",
    "aliases": "aliases|alias|other name|other names|also known as|aka|names|short|short name|nickname name|wikipedia|"
               "wikipedia title|wikipedia titles|alternative names|alt names|name ja|native name|別名",
    "nickname": "nickname|nick name",
    "description": "description|summary|note on person",
    "start year": "start year|syear|year start|year from|from year|startyear|begin year",
    "start month": "start month|smonth|month start|month from|startmonth",
    "start day": "start day|sdate|sday|day start|day from|startday",
    "end year": "end year|eyear|year end|year to|to year|endyear",
    "end month": "end month|emonth|month end|month to|endmonth",
    "end day": "end day|edate|eday|day end|day to|endday",
}  # fmt: skip
_KNOWN = {fold(word): column for column, words in _COLUMNS.items() for word in words.split("|")}
_SEPARATORS = ",;\t|"
_SPLITS = re.compile(r"\s*[|;；]\s*")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_ID = re.compile(r"Q[1-9]\d*$", re.IGNORECASE)
MOST_FIELD = 1_000_000


class BadRow(ValueError):
    """A row of which nothing can be kept; the text is a sentence."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a list does not say because it is the same in every row."""

    post: str = ""
    body: str = ""
    country: str = ""


def column_of(head: str) -> str:
    """Which column a heading means; "" for one that says nothing here."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", head)
    return _KNOWN.get(fold(split)) or _KNOWN.get(fold(head), "")


def names_person(columns: Mapping[str, Any] | list[str]) -> bool:
    """Whether headings name somebody: a name, or a family name."""
    found = {column_of(head) for head in columns}
    return bool(found & {"name", "family"})


def read_csv(text: str, defaults: Defaults) -> Iterator[tuple[int, dict[str, Any] | BadRow]]:
    """The rows as people, each with its line; those that cannot be read with their reason."""
    separator = max(_SEPARATORS, key=text.split("\n", 1)[0].count)
    old = csv.field_size_limit(MOST_FIELD)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        heads = next(reader, [])
        rows = list(_lines(reader))
    finally:
        csv.field_size_limit(old)
    dates = [
        cell
        for _, row in rows
        if not isinstance(row, BadRow)
        for head, cell in zip(heads, row, strict=False)
        if column_of(head) in ("start", "end")
    ]
    day_first = day_comes_first(dates)
    for number, row in rows:
        if isinstance(row, BadRow):
            yield number, row
        elif len(row) > len(heads) and any(cell.strip() for cell in row[len(heads) :]):
            yield number, BadRow(f"The line has {len(row)} fields, but the first line names {len(heads)}.")
        else:
            yield number, _person_or_problem(dict(zip(heads, row, strict=False)), defaults, day_first)


def _lines(reader: Any) -> Iterator[tuple[int, list[str] | BadRow]]:
    """The rows that say something, each with the line it begins in."""
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield number, BadRow(f"The line cannot be read: {problem}.")
            continue
        if any(cell.strip() for cell in row):
            yield number, row


def _person_or_problem(row: Mapping[str, str], defaults: Defaults, day_first: bool) -> dict[str, Any] | BadRow:
    try:
        return person_of_row(row, defaults, day_first=day_first)
    except BadRow as problem:
        return problem


def person_of_row(row: Mapping[str, Any], defaults: Defaults, *, day_first: bool = True) -> dict[str, Any]:
    """One row as a person with the one post that it tells of. Raises BadRow."""
    cells: dict[str, str] = {}
    for head, value in row.items():
        column = column_of(head)
        text = _cell(value)
        if column and text and not (column == "name" and _ID.match(text.rpartition("/")[2])):
            cells[column] = (
                f"{cells[column]}|{text}" if column == "aliases" and column in cells else cells.get(column, text)
            )
    name = cells.get("name") or " ".join(
        filter(None, (cells.get(part) for part in ("given", "middle", "family", "suffix")))
    )
    if not name:
        raise BadRow("The row names nobody.")
    given: dict[str, Any] = {"name": name, "aliases": _aliases(cells, name), "wikidata": cells.get("wikidata")}
    if "name" in cells and "family" in cells:
        given["family"] = cells["family"]
    if "description" in cells:
        given["description"] = cells["description"]
    tenure = _tenure(cells, defaults, day_first)
    return given | ({"tenures": [tenure]} if tenure else {"country": _country(cells, defaults) or None})


def _cell(value: Any) -> str:
    """A cell as a text; a list of texts with | between them; nothing for whatever else JSON may hold."""
    if isinstance(value, list):
        return "|".join(part for one in value if (part := _cell(one)))
    if isinstance(value, bool) or value is None or isinstance(value, dict):
        return ""
    return str(value).replace("\x00", "").encode("utf-8", "replace").decode().strip()


def _aliases(cells: Mapping[str, str], name: str) -> list[str]:
    found = [_IN_BRACKETS.sub("", one) for one in _SPLITS.split(cells.get("aliases", ""))]
    if cells.get("nickname") and cells.get("family"):
        found.append(f"{cells['nickname']} {cells['family']}")
    return [one for one in dict.fromkeys(found) if one and one != name]


def _country(cells: Mapping[str, str], defaults: Defaults) -> str:
    printed = cells.get("country", "") or defaults.country
    if not printed:
        return ""
    code = any_country_code(printed)
    if code is None:
        raise BadRow(f"“{printed[:40]}” is not a country that is known here: write its code, such as JP.")
    return code


def _tenure(cells: Mapping[str, str], defaults: Defaults, day_first: bool) -> dict[str, str] | None:
    post = cells.get("post") or defaults.post
    dates = {}
    for bound in ("start", "end"):
        parts = {part: cells.get(f"{bound} {part}", "") for part in ("year", "month", "day")}
        try:
            printed = cells.get(bound, "")
            dates[bound] = edtf_of(printed, day_first=day_first) if printed else edtf_of_parts(parts)
        except BadDate as problem:
            raise BadRow(str(problem)) from None
    if not post:
        if any(dates.values()):
            raise BadRow("The row has dates but no post: name the post of the whole list with --post.")
        return None
    body = cells.get("body") or defaults.body
    return {"post": post, "body": body, "country": _country(cells, defaults), **dates}
