"""Whatever bytes come in: a capture with stories or with a reason, nothing raised, every invariant held."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stories.ingest.proof import PROOFS
from stories.ingest.receive import BadAddress
from stories.models import Capture
from stories.vocabulary import CaptureState
from tests.ingest.pages import PARAGRAPHS, TWO, article, bring, hashtag

LINES = st.sampled_from(
    [
        "", "Latest news with #Ferries", "Reuters", "time3 days ago", "  • Politics", "21-06-2025", "POPULAR", "FAQ",
        "31-02-2025", "14:34 JST, January 8, 2025", "| a | b |", "|---|---|", "Did You Know?", "More from Harbour News",
        "TOKYO, June 27 (Reuters) - A ferry stopped.", "\x00", "\ud800", "\u200b", "<p>", "</article>", "&#0;",
        *PARAGRAPHS,
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(LINES, max_size=25).map("\n".join), st.text(max_size=400))
ENCODED = st.builds(
    lambda text, encoding: text.encode(encoding, "replace"),
    TEXTS,
    st.sampled_from(["utf-8", "utf-16", "cp1252", "shift_jis", "utf-7", "utf-32-be"]),
)
DECLARED = st.builds(
    lambda charset, text: f"<html><meta charset='{charset}'><title>{text}</title><p>{text}\xff".encode(
        "latin-1", "replace"
    ),
    st.sampled_from(["utf-7", "unicode_escape", "rot13", "base64", "idna", "undefined", "utf-16", "punycode", "hex"]),
    TEXTS,
)
CUT = st.builds(
    lambda raw, start, stop: raw[start:] + raw[:stop],
    st.sampled_from([article(), hashtag(*TWO)]),
    st.integers(0, 400),
    st.integers(0, 900),
)
BYTES = st.one_of(st.binary(max_size=300), ENCODED, DECLARED, CUT)


@pytest.mark.django_db
@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    raw=BYTES,
    address=st.one_of(st.just(""), st.text(max_size=30), st.text(max_size=8).map("https://a.example/{}".format)),
)
def test_any_bytes_become_stories_or_a_reason(raw: bytes, address: str, data_folder: Any) -> None:
    with transaction.atomic():  # what an example stored goes away with it
        _become(raw, address)
        transaction.set_rollback(True)


def _become(raw: bytes, address: str) -> None:
    try:
        outcome = bring(raw, address=address, name="any \ud800\x00 name")
    except BadAddress:
        return
    capture = Capture.objects.get(pk=outcome.capture.pk)  # type: ignore[union-attr]
    assert (outcome.reason is None) == (capture.state == CaptureState.ACCEPTED)
    assert bool(outcome.stories) == (outcome.reason is None)
    again = bring(raw, address=address, name="again")
    assert (again.made, again.changed, again.reason) == ((), (), outcome.reason)


@pytest.mark.django_db
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(pages=st.lists(BYTES, min_size=5, max_size=15))
def test_every_invariant_holds_after_any_pages(pages: list[bytes], data_folder: Any) -> None:
    with transaction.atomic():
        for number, raw in enumerate(pages):
            bring(raw, address=f"https://a.example/{number % 4}")
        assert [sentence for prove in PROOFS.values() for sentence in prove() if "belongs to no" not in sentence] == []
        transaction.set_rollback(True)
