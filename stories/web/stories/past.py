"""What was done to a story, as lines that can be read, and the texts that it had before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from stories.editing.refusals import verbose
from stories.editing.undo import batches_taken_back, taken_back_by
from stories.models import Capture, Change, EarlierText, Mention, Outlet, Story, Tag, Topic
from stories.templatetags.dates import moment
from stories.vocabulary import Completeness, StoryKind, StoryState, Verb
from stories.web.changes import compare, compare_line
from stories.web.stories.past_dates import DATE_COLUMNS, dates_told

LINES_SHOWN = 20
ROWS_READ = 80
CHARACTERS_COMPARED = 30_000
LONGEST_VALUE = 80

FOUND = {"mentions": "name", "events": "event", "claims": "claim", "quotations": "quotation"}
"""What looking through a story notes, and what one of them is called."""
UNTOLD = {"sort_key", "version", "updated_at", "fingerprint", "identity", "taken", "spans", "page_id", "external_id"}
"""Columns that follow from others."""
TEXTS = {"headline": "Headline", "dek": "Dek", "body": "Text"}
_CHOICES = {
    "state": StoryState,
    "kind": StoryKind,
    "completeness": Completeness,
}
_NAMING = {**dict.fromkeys(("outlet_id", "via_id", "agency_id"), "outlet"), "capture_id": "capture_id"}
"""Columns that are told by the name of what they point at, and whose name that is."""
_MENTION_VERBS = {Verb.CONFIRMED: "confirmed", Verb.REJECTED: "rejected", Verb.REOPENED: "opened again"}


def history_of(story: Story, mentions: Sequence[Mention], *, may_undo: bool) -> list[dict[str, Any]]:
    """Lines for partials/history.html: what was done to the story and decided on its mentions, newest first."""
    rows = _newest("story", [story.pk])
    if mentions:
        decided = _newest("mention", [mention.pk for mention in mentions])
        rows = sorted([*rows, *decided], key=lambda row: row.pk, reverse=True)[:ROWS_READ]
    names, taken, dates = _names_in(rows), batches_taken_back(rows), dates_told(rows, story)
    lines: list[dict[str, Any]] = []
    for group in _together(rows):
        text, newest = _text(group, names, dates.get(group[0].pk, [])), group[0]
        if not text:
            continue
        back = str(newest.batch) in taken
        undo = "" if back else _undo(newest, may_undo)
        text = f"{text}; taken back" if back else text
        lines.append({"text": text, "by": _who(newest), "at": newest.at, "undo": undo})
    return lines[:LINES_SHOWN]


def _newest(kind: str, keys: Sequence[int]) -> list[Change]:
    """The newest changes of rows of one kind. A question each: with "or" and a limit, a database would rather walk the
    whole history backwards than ask the index of both."""
    rows = Change.objects.filter(kind=kind, object_id__in=keys).select_related("editor")
    return list(rows.order_by("-pk")[:ROWS_READ])


def _together(rows: Sequence[Change]) -> Iterable[list[Change]]:
    """The decisions on mentions that were one act, a batch, as one line; all others by themselves."""
    group: list[Change] = []
    for row in rows:
        if group and _alike(group[-1], row):
            group.append(row)
            continue
        if group:
            yield group
        group = [row]
    if group:
        yield group


def _alike(one: Change, other: Change) -> bool:
    return one.kind == "mention" and (one.kind, one.verb, one.batch) == (other.kind, other.verb, other.batch)


def _text(group: Sequence[Change], names: Mapping[tuple[str, int], str], dates: Sequence[str]) -> str:
    """What a line says; empty where nothing changed that a reader could see."""
    change = group[0]
    if change.kind == "mention":
        what = _MENTION_VERBS.get(Verb(change.verb))
        if what is None:
            return ""
        return f"“{change.label}” {what}" if len(group) == 1 else f"{len(group)} mentions {what}"
    verb = Verb(change.verb)
    if verb == Verb.SUGGESTED:
        return _suggested(change)
    if verb == Verb.IMPORTED or "id" in change.after:
        return f"Came in with {change.reason}" if change.reason else "Came in"
    parts = [text for name in change.after if (text := _changed(name, change, names))]
    parts += dates
    if not parts and verb == Verb.CHANGED and change.after:
        return ""
    said = "; ".join(parts) or str(verb.label).capitalize()
    reason = "" if taken_back_by(change) else change.reason
    return f"{said}. {reason}" if reason else said


def _suggested(change: Change) -> str:
    """What looking through the text came to."""
    told = []
    for kind, noun in FOUND.items():
        new, old = change.after.get(kind) or {}, change.before.get(kind) or {}
        told += [
            f"{len(found)} {noun}{'' if len(found) == 1 else 's'} {word}"
            for found, word in (
                (new.keys() - old.keys(), "found in the text"),
                (old.keys() - new.keys(), "no longer found"),
            )
            if found
        ]
    flagged, gone = len(change.after.get("flags") or {}), len(change.before.get("flags") or {})
    told += [f"{flagged} flag{'' if flagged == 1 else 's'} raised"] if flagged else []
    told += [f"{gone} flag{'' if gone == 1 else 's'} taken away"] if gone else []
    return "; ".join(told) or "Names looked for again"


def _changed(name: str, change: Change, names: Mapping[tuple[str, int], str]) -> str:
    """One column: "Section set to Politics, was Business"."""
    old, new = change.before.get(name), change.after.get(name)
    if name in UNTOLD or name in DATE_COLUMNS or old == new:
        return ""
    if name == "capture_id":
        return f"Now as the capture {_value(name, new, names)} has it" if new else "Rests on no capture any more"
    if name in ("tags", "topics"):
        return _related(name, old, new, names)
    if name in TEXTS:
        short = max(len(str(old or "")), len(str(new or ""))) <= LONGEST_VALUE
        return f"{TEXTS[name]} set to “{new}”, was “{old}”" if short and old and new else f"{TEXTS[name]} changed"
    label = verbose(Story, name)
    label = label[:1].upper() + label[1:]
    if isinstance(old, list | dict) or isinstance(new, list | dict):
        return f"{label} changed"
    after, before = _value(name, new, names), _value(name, old, names)
    return "" if after == before else f"{label} set to {after}, was {before}"


def _related(name: str, old: Any, new: Any, names: Mapping[tuple[str, int], str]) -> str:
    before, after = set(old or ()), set(new or ())
    noun = "Tagged" if name == "tags" else "Topic set:"
    gone = "Tag taken away:" if name == "tags" else "Topic taken away:"
    told = [
        f"{word} {', '.join(names.get((name, key), 'one that is gone') for key in sorted(keys))}"
        for word, keys in ((noun, after - before), (gone, before - after))
        if keys
    ]
    return "; ".join(told)


def _value(name: str, value: Any, names: Mapping[tuple[str, int], str]) -> str:
    if value is None or value == "":
        return "nothing"
    if name in _CHOICES:
        return str(dict(_CHOICES[name].choices).get(value, value))
    if name == "capture_id":
        return f"“{names.get((name, value), 'that is gone')}”"
    if name.endswith("_id") and isinstance(value, int):
        return names.get(("outlet", value), "one that is gone")
    text = str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def _names_in(rows: Sequence[Change]) -> dict[tuple[str, int], str]:
    """Names of the outlets, tags and topics that the changes are about: at most one query for each kind."""
    wanted: dict[str, set[int]] = {"outlet": set(), "capture_id": set(), "tags": set(), "topics": set()}
    for row in rows:
        for values in (row.before, row.after):
            for name, value in values.items():
                if name in _NAMING and isinstance(value, int):
                    wanted[_NAMING[name]].add(value)
                elif name in ("tags", "topics") and isinstance(value, list):
                    wanted[name].update(key for key in value if isinstance(key, int))
    models: dict[str, Any] = {"outlet": Outlet, "tags": Tag, "topics": Topic}
    names = {
        (kind, pk): name
        for kind, keys in wanted.items()
        if keys and kind in models
        for pk, name in models[kind].objects.filter(pk__in=keys).values_list("pk", "name")
    }
    captures = wanted["capture_id"]
    for one in Capture.objects.filter(pk__in=captures) if captures else ():
        names["capture_id", one.pk] = f"{one}, {moment(one.captured_at)}"
    return names


def _who(change: Change) -> str:
    return str(change.editor.get_full_name() or change.editor.username) if change.editor else "import"


def _undo(change: Change, may_undo: bool) -> str:
    """What an editor did can be taken back as a batch; what came in stays."""
    if (
        not may_undo
        or change.editor_id is None
        or change.verb in (Verb.IMPORTED, Verb.CREATED, Verb.SUGGESTED, Verb.UNDONE)
    ):
        return ""
    return reverse("stories:undo", args=[change.batch])


def earlier_of(story: Story) -> list[dict[str, Any]]:
    """The texts that the story had, newest first, each with the address that compares it with the present one."""
    rows = EarlierText.objects.filter(story=story).order_by("-version").only("version", "headline", "replaced_at")
    return [
        {
            "title": f"Version {row.version}",
            "headline": row.headline,
            "at": row.replaced_at,
            "href": reverse("stories:story_compare", args=[story.pk, row.version]),
        }
        for row in rows[:LINES_SHOWN]
    ]


@require_safe
def compare_texts(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """An earlier text of a story and the present one, sentence by sentence."""
    story = get_object_or_404(Story.objects.select_related("outlet"), pk=pk)
    earlier = get_object_or_404(EarlierText.objects.filter(story=story), version=version)
    old, new = _whole(earlier), _whole(story)
    rows = compare(old[:CHARACTERS_COMPARED], new[:CHARACTERS_COMPARED])
    return render(
        request,
        "stories/compare.html",
        {
            "story": story,
            "earlier": earlier,
            "headline": compare_line(earlier.headline, story.headline),
            "before_words": f"Version {earlier.version}, until {moment(earlier.replaced_at)}",
            "after_words": "As it stands now",
            "rows": rows,
            "differing": sum(not row.same for row in rows),
            "is_cut": max(len(old), len(new)) > CHARACTERS_COMPARED,
        },
    )


def _whole(text: Story | EarlierText) -> str:
    return "\n\n".join(part for part in (text.dek, text.body) if part)
