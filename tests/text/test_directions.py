"""Names that run the other way than the line in which they stand."""

import pytest

from stories.text.directions import isolated


@pytest.mark.parametrize("name", ["صحيفة المرسى", "הארץ", "Al Marsa (المرسى)"])
def test_what_runs_from_the_right_is_set_apart(name: str) -> None:
    assert isolated(name) == f"\u2068{name}\u2069"


@pytest.mark.parametrize("name", ["", "Harbour News", "港新聞", "Ο Ταχυδρόμος"])
def test_what_runs_from_the_left_is_as_it_was(name: str) -> None:
    assert isolated(name) == name
