"""Values that reports give, compared by what they mean."""

from __future__ import annotations

import pytest

from stories.linking.claims import rows_of
from stories.linking.comparing import compare_dates, compare_figures, compare_places, compare_stances
from stories.models import Report


@pytest.mark.parametrize(
    ("compare", "one", "other", "verdict"),
    [
        (compare_dates, "2025-07-01", "2025-07-01", "same"),
        (compare_dates, "2025-07-01", "2025-07-01~", "same"),
        (compare_dates, "2025-07-01", "2025-07", "part"),
        (compare_dates, "2025-07-01", "2025-07-02", "other"),
        (compare_dates, "2025-06/2025-08", "2025-07-15", "part"),
        (compare_dates, "../2025-06", "2025-07", "other"),
        (compare_dates, "soon", "Soon", "same"),
        (compare_dates, "soon", "2025", "other"),
        (compare_figures, "3.5 %", "3.5 percent of GDP", "same"),
        (compare_figures, "3,5", "3.5", "same"),
        (compare_figures, "1,000 troops", "1000", "same"),
        (compare_figures, "3.5 and 5 %", "5 %", "part"),
        (compare_figures, "3 %", "5 %", "other"),
        (compare_figures, "a third", "A third", "same"),
        (compare_figures, "a third", "33 %", "other"),
        (compare_figures, "1.2.3", "4", "other"),
        (compare_places, "Washington", "washington", "same"),
        (compare_places, "Washington, DC", "Washington", "part"),
        (compare_places, "Tokyo", "Washington", "other"),
        (compare_stances, "reports", "previews", "same"),
        (compare_stances, "reports", "denies", "other"),
    ],
)
def test_two_values(compare: object, one: str, other: str, verdict: str) -> None:
    assert callable(compare)
    assert compare(one, other) == verdict
    assert compare(other, one) == verdict


def verdicts(*figures: str) -> list[str]:
    rows = rows_of([Report(says_figure=figure, stance="reports") for figure in figures])
    return [cell.says for row in rows if row.name == "figure" for cell in row.cells]


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        (["3", "3"], ["agrees", "agrees"]),
        (["3", ""], ["alone", "silent"]),
        (["3", "5"], ["differs", "differs"]),
        (["3", "3", "5"], ["agrees with most", "agrees with most", "differs"]),
        (["3", "3", "5", "5"], ["differs"] * 4),
        (["3 and 5", "3", "5"], ["carries both", "differs", "differs"]),
        (["", ""], []),
    ],
)
def test_who_agrees_with_whom(figures: list[str], says: list[str]) -> None:
    assert verdicts(*figures) == says
