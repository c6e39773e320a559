"""How many stories, over time: read from the keys of the index alone, no further back than the newest 5,000."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from stories.models.sorting import TIES
from stories.search import Found, Query, search_stories
from stories.search.facets import token
from stories.web.charts import Chart, coverage_bars, week_chart

MOST = 5_000
MONTHS = 24
WEEKS = 53
FEWEST_WEEKS = 8


@dataclass(frozen=True)
class Coverage:
    """A chart and what it leaves out, in a sentence ("" where it shows everything)."""

    chart: Chart | None
    note: str
    shown: int


def stories_of(kind: str, pk: int) -> Found:
    """All stories of a person, outlet, event, tag or topic."""
    return search_stories(Query()).narrowed(token(kind, pk))


def by_month(found: Found, *, title: str, spans: Sequence[tuple[date, date, str]] = ()) -> Coverage:
    """Stories by month, the last two years of them; `spans` (first day, last day, name) are drawn behind them."""
    return _months(*_dated_keys(found), title=title, spans=spans)


def by_week(found: Found, *, title: str) -> Coverage:
    """Stories by week, the last year of them: own reporting, and what is an agency's text."""
    keys, capped = _dated_keys(found)
    return _weeks(keys, _copied(found), capped, title=title)


def over_time(found: Found, *, title: str) -> Coverage:
    """Stories by week; where they lie within a few weeks, by month, which is a smaller chart."""
    keys, capped = _dated_keys(found)
    weeks = _weeks(keys, _copied(found), capped, title=f"{title}, by week")
    enough = weeks.chart is not None and len(weeks.chart.rows) >= FEWEST_WEEKS
    return weeks if enough else _months(keys, capped, title=f"{title}, by month")


def _months(keys: list[int], capped: bool, *, title: str, spans: Sequence[tuple[date, date, str]] = ()) -> Coverage:
    days = [_day(key) for key in keys]
    if not days:
        return Coverage(None, "", 0)
    newest = max(days)
    since = date(max(1, newest.year - (MONTHS // 12)), newest.month, 1)
    shown = Counter(day.replace(day=1) for day in days if day > since)
    chart = coverage_bars(sorted(shown.items()), title=title, spans=spans)
    return Coverage(chart, _note(capped, len(days), shown.total()), len(days))


def _weeks(keys: list[int], copied: set[int], capped: bool, *, title: str) -> Coverage:
    if not keys:
        return Coverage(None, "", 0)
    since = max(map(_day, keys)) - timedelta(weeks=WEEKS)
    own: Counter[date] = Counter()
    reprints: Counter[date] = Counter()
    for key in keys:
        day = _day(key)
        if day > since:
            (reprints if key in copied else own)[day - timedelta(days=day.weekday())] += 1
    rows = [(week, own[week], reprints[week]) for week in sorted({*own, *reprints})]
    shown = own.total() + reprints.total()
    return Coverage(week_chart(rows, title=title), _note(capped, len(keys), shown), len(keys))


def _dated_keys(found: Found) -> tuple[list[int], bool]:
    """Keys of the newest stories, less those without a date: their key tells when they arrived."""
    keys = found.newest_keys(MOST + 1)
    undated = set(found.narrowed(token("is", "undated")).newest_keys(MOST + 1))
    return [key for key in keys[:MOST] if key not in undated], len(keys) > MOST


def _copied(found: Found) -> set[int]:
    """Keys of the newest of them that are an agency's text."""
    return set(found.narrowed(token("is", "agency")).newest_keys(MOST))


def _day(key: int) -> date:
    return datetime.fromtimestamp(key // TIES, tz=UTC).date()


def _note(capped: bool, known: int, shown: int) -> str:
    if capped:
        return f"Of the newest {MOST:,} stories; there are more."
    if shown == known:
        return ""
    return "1 older story is not drawn." if known - shown == 1 else f"{known - shown:,} older stories are not drawn."
