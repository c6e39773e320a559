"""Who gets what of another's draft: every address by GET and by POST, as a visitor, a reader and other editors.

`attempts` tries them all; `table` shows them. bench/actors.py prints the table, test_actors.py asserts that nothing in
it is wrong: nothing of the draft is told, nothing of it changes, and its addresses answer as those of no dossier.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from stories.dossiers import change_dossier, change_entry, change_section
from stories.models import Change, Dossier, Entry, Section
from stories.vocabulary import Role
from stories.web import urls
from tests.e2e.addresses import PLACES
from tests.e2e.house import House, build
from tests.factories import NOW, UserFactory

CANARY = "Kanarienvogel"
TYPED = CANARY[:8]
"""What is typed into searches: an answer may repeat it, the whole word can only come from the draft."""
NOWHERE = "no-such-dossier"
OF_A_DOSSIER = {name for name in PLACES if name.startswith("dossier_") and name not in {"dossier_list", "dossier_new"}}
NO_DOSSIER_IN_THE_ADDRESS = {"dossier_add_story", "dossier_add_matching", "dossier_quote", "dossier_choose"}
OF_AN_EDITION = {"dossier_edition", "dossier_file", "published", "published_file"}


@dataclass(frozen=True)
class Attempt:
    """One request and what came of it. `nowhere` is the status of the same request about a dossier that is not there
    (None where the address names none)."""

    address: str
    method: str
    who: str
    status: int
    nowhere: int | None
    leaks: bool
    changes: bool

    @property
    def wrong(self) -> str:
        """What is wrong with it; nothing, one hopes."""
        if self.status >= 500:
            return "breaks"
        if self.leaks:
            return "tells"
        if self.changes:
            return "changes"
        if self.nowhere not in {None, self.status}:
            return f"is {self.nowhere} for a dossier that is not there"
        return ""


def draft() -> tuple[House, dict[str, Any]]:
    """A newsroom with a draft that says the canary's name wherever an editor can write, and those who should not
    hear it."""
    house = build()
    given = {"editor": house.editor, "now": NOW}
    words = {"title": f"{CANARY} title", "standfirst": f"{CANARY} standfirst"}
    change_dossier(house.draft, changes=words, base_version=house.draft.version, **given)
    words = {"title": f"{CANARY} section", "intro": f"{CANARY} intro"}
    change_section(house.section, changes=words, base_version=house.section.version, **given)
    for entry in house.entries.values():
        change_entry(entry, changes={"note": f"{CANARY} note"}, base_version=entry.version, **given)
    people = {
        "visitor": None,
        "reader": house.reader,
        "another editor": UserFactory(username="stranger", role=Role.EDITOR),
        "a reviewer": house.reviewer,
    }
    return house, people


def attempts(house: House, people: dict[str, Any]) -> Iterator[Attempt]:
    """Every address by both methods by everybody."""
    clients = {who: Client() for who in people}
    for who, user in people.items():
        if user is not None:
            clients[who].force_login(user)
    before = _rows(house)
    for name, where, elsewhere in _places(house):
        for who, client in clients.items():
            for method in ("get", "post"):
                given = _fields(house) if method == "post" else {}
                answer = getattr(client, method)(where, given)
                text = _text(answer)
                other = getattr(client, method)(elsewhere, given).status_code if elsewhere else None
                after = _rows(house)
                yield Attempt(name, method, who, answer.status_code, other, CANARY in text, after != before)
                before = after


def table(found: list[Attempt]) -> str:
    """The answers as Markdown: a row for each address, a column for each person, `GET POST` in each cell."""
    people = list(dict.fromkeys(one.who for one in found))
    answers = {(one.address, one.who, one.method): one for one in found}
    lines = ["| address | " + " | ".join(people) + " |", "|---" * (len(people) + 1) + "|"]
    for address in dict.fromkeys(one.address for one in found):
        cells = []
        for who in people:
            pair = [answers[address, who, method] for method in ("get", "post")]
            cells.append(" ".join(f"{one.status}{f' **{one.wrong}**' if one.wrong else ''}" for one in pair))
        lines.append(f"| `{address}` | " + " | ".join(cells) + " |")
    wrong = sum(bool(one.wrong) for one in found)
    return "\n".join([*lines, "", f"{len(found)} requests, GET and POST in each cell; {wrong} wrong."])


def _places(house: House) -> Iterator[tuple[str, str, str]]:
    """What to show, the address, and the same address of a dossier that is not there (empty where it names none)."""
    slug, key = house.draft.slug, house.draft.pk
    for pattern in urls.urlpatterns:
        name = str(pattern.name)
        arguments = PLACES[name](house)
        if name in OF_AN_EDITION:
            arguments = [slug, *arguments[1:]]
        where = reverse(f"stories:{name}", args=arguments)
        elsewhere = ""
        if slug in arguments:
            elsewhere = reverse(f"stories:{name}", args=[NOWHERE if one == slug else one for one in arguments])
        yield f"/{pattern.pattern}", where, elsewhere
    for query in ("/stories/?dossier={}", "/stories/?q=in:{}", "/search/?q=in:{}", "/stories/facets/?dossier={}"):
        yield query.format("SLUG"), query.format(slug), query.format(NOWHERE)
    for kind in ("csv", "jsonl", "ris"):
        query = f"/stories/export/?format={kind}&q=in:{{}}"
        yield query.format("SLUG"), query.format(slug), query.format(NOWHERE)
    for query in (f"/search/?q={TYPED}*", f"/stories/?q={TYPED}*", f"/dossiers/?q={TYPED}", f"/names/tag/?q={TYPED}"):
        yield query, query, ""
    for page in (house.event, house.person, house.outlet, house.story):
        yield f"the page of its {page._meta.model_name}", page.get_absolute_url(), ""
    for path in ("", f"{key}/change/", f"{key}/history/", f"{key}/delete/"):
        yield f"/admin/stories/dossier/{path.replace(str(key), 'ID')}", f"/admin/stories/dossier/{path}", ""
    for model, row in (("section", house.section.pk), ("entry", house.entries["note"].pk)):
        yield f"/admin/stories/{model}/", f"/admin/stories/{model}/", ""
        yield f"/admin/stories/{model}/ID/change/", f"/admin/stories/{model}/{row}/change/", ""
    yield "/admin/stories/change/", "/admin/stories/change/", ""
    of_it = Change.objects.about(house.draft)[0]
    yield "/admin/stories/change/ID/change/", f"/admin/stories/change/{of_it.pk}/change/", ""
    yield "/admin/stories/change/?q=", f"/admin/stories/change/?q={TYPED}", ""
    yield "/changes/BATCH/undo/", reverse("stories:undo", args=[of_it.batch]), ""


def _fields(house: House) -> dict[str, Any]:
    """What any of the forms takes, aimed at the draft."""
    return {
        "dossier": house.draft.slug,
        "section": house.section.pk,
        "story": house.story.pk,
        "kind": "person",
        "id": house.person.pk,
        "thing": f"story:{house.corrected.pk}",
        "exact": house.story.body.partition(".")[0],
        "act-dossier": "1",
        "q": "",
        "title": "Taken over",
        "note": "Taken over",
        "editors": "",
        "position": "1",
        "version": "1",
    }


def _rows(house: House) -> list[Any]:
    """Everything of the draft that a request could change, its history too."""
    key = house.draft.pk
    sections = list(Section.objects.filter(dossier=key).order_by("pk").values())
    entries = list(Entry.objects.filter(section__dossier=key).order_by("pk").values())
    about = Q(kind="dossier", object_id=key)
    about |= Q(kind="section", object_id__in=[row["id"] for row in sections])
    about |= Q(kind="entry", object_id__in=[row["id"] for row in entries])
    return [
        list(Dossier.objects.filter(pk=key).values()),
        sections,
        entries,
        list(Dossier.editors.through.objects.filter(dossier=key).values()),
        Change.objects.filter(about).count(),
    ]


def _text(answer: HttpResponseBase) -> str:
    """Everything that came, headers too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return body.decode("utf-8", "replace") + "".join(f"{name}: {value}" for name, value in answer.headers.items())
