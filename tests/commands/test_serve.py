"""serve says what it cannot do before it starts anything."""

import pytest

from tests.commands.conftest import Run


@pytest.mark.django_db
@pytest.mark.parametrize("words", [("--bind", "8000"), ("--bind", "localhost:99999"), ("--workers", "0")])
def test_serving_nowhere_is_refused(run: Run, words: tuple[str, str]) -> None:
    refused = run("serve", *words)
    assert (refused.status, refused.out) == (2, "")
