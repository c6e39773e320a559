"""Cross-links: set, decided and removed with their history; refused in a sentence."""

import pytest

from stories.linking import links
from stories.linking.links import LinkChanged, NotLinked, add_link, decide_link, remove_link
from stories.models import Change, Link
from tests.factories import NOW, LinkFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_add() -> None:
    source, target, editor = StoryFactory(), StoryFactory(), UserFactory()
    link = add_link(source, target, "rebuts", editor=editor, now=NOW, note=" the figure ")
    stored = Link.objects.get()
    assert (stored.source, stored.target, stored.kind, stored.state, stored.note) == (
        source,
        target,
        "rebuts",
        "confirmed",
        "the figure",
    )
    change = Change.objects.get()
    assert (change.verb, change.object_id, change.after["source_id"]) == ("linked", link.pk, source.pk)


def test_refusals() -> None:
    source, target = StoryFactory(headline="One"), StoryFactory(headline="Two")
    add_link(source, target, "updates", editor=None, now=NOW)
    gone = StoryFactory()
    type(gone).objects.filter(pk=gone.pk).delete()
    for given, why in [
        ((source, source, "updates"), "cannot be linked to itself"),
        ((source, target, "updates"), "“One” already updates “Two”"),
        ((source, target, "likes"), "not a kind of link"),
        ((source, gone, "updates"), "not there any more"),
    ]:
        with pytest.raises(NotLinked, match=why):
            add_link(*given, editor=None, now=NOW)
    with pytest.raises(NotLinked, match="note is longer"):
        add_link(target, source, "updates", editor=None, now=NOW, note="x" * 301)
    assert Link.objects.count() == Change.objects.count() == 1


@pytest.mark.parametrize("state", ["confirmed", "suggested"])
def test_a_link_that_another_writer_sets_in_the_same_moment(monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    theirs = LinkFactory(state=state)
    look, looked = links._held_like, []

    def too_early(link: Link) -> Link | None:
        """The first look comes before their row is there."""
        looked.append(link)
        return look(link) if len(looked) > 1 else None

    monkeypatch.setattr(links, "_held_like", too_early)
    if state == "confirmed":
        with pytest.raises(NotLinked, match="already"):
            add_link(theirs.source, theirs.target, theirs.kind, editor=None, now=NOW)
        assert not Change.objects.exists()
    else:
        assert add_link(theirs.source, theirs.target, theirs.kind, editor=None, now=NOW).pk == theirs.pk
        assert Change.objects.get().verb == "confirmed"
    assert (Link.objects.get().pk, Link.objects.get().state) == (theirs.pk, "confirmed")


def test_a_rejected_link_is_taken_up_again() -> None:
    link = LinkFactory(state="rejected")
    add_link(link.source, link.target, link.kind, editor=None, now=NOW)
    assert (Link.objects.get().pk, Link.objects.get().state) == (link.pk, "confirmed")


def test_decide_and_remove() -> None:
    link = LinkFactory(state="suggested")
    decide_link(link, state="confirmed", editor=None, now=NOW)
    assert Link.objects.get().state == "confirmed"
    remove_link(link, editor=None, now=NOW)
    assert Link.objects.count() == 0
    last = Change.objects.order_by("-pk")[0]
    assert (last.verb, last.before["kind"]) == ("unlinked", "background")
    with pytest.raises(LinkChanged, match="in the meantime"):
        remove_link(link, editor=None, now=NOW)
    with pytest.raises(LinkChanged, match="in the meantime"):
        decide_link(link, state="rejected", editor=None, now=NOW)
    with pytest.raises(NotLinked, match="not a state"):
        decide_link(link, state="maybe", editor=None, now=NOW)


def test_a_copy_that_is_removed_is_kept_as_rejected() -> None:
    link = LinkFactory(kind="reprints", copy_kind="exact", state="suggested")
    remove_link(link, editor=None, now=NOW)
    assert Link.objects.get().state == "rejected"
