"""What the tests of ingest share."""

import pytest

from stories.ingest import proof


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other process imports here: a file without a row need not be given time to get one."""
    monkeypatch.setattr(proof, "PATIENCE", 0.0)
