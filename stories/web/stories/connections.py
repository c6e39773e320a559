"""What a story is connected with: copies of its text, cross-links, events that it reports, dossiers that hold it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from stories.linking.claims import Row, conflicts, rows_of, with_claims
from stories.models import Dossier, Link, Report, Story
from stories.templatetags.claims import claim_words
from stories.templatetags.dates import dated
from stories.templatetags.states import Badge, badge, doubt, notice
from stories.vocabulary import CopyKind, LinkKind, LinkState

LINKS_SHOWN = 100
REPORTS_SHOWN = 300
DOSSIERS_SHOWN = 12

WORDS: dict[str, tuple[str, str]] = {
    LinkKind.REPRINTS: ("reprints", "reprinted by"),
    LinkKind.TRANSLATES: ("translates", "translated by"),
    LinkKind.UPDATES: ("updates", "updated by"),
    LinkKind.CORRECTS: ("corrects", "corrected by"),
    LinkKind.REBUTS: ("rebuts", "rebutted by"),
    LinkKind.QUOTES: ("quotes", "quoted by"),
    LinkKind.BACKGROUND: ("is background to", "has as background"),
}
"""Kind of link -> what this story does to the other, and what the other does to this one."""


@dataclass(frozen=True)
class Decision:
    """A copy that waits to be confirmed, or that was: what is said of it, and where a decision is posted."""

    pk: int
    title: str
    href: str
    said: str
    badge: Badge
    is_open: bool


@dataclass(frozen=True)
class CrossLink:
    """One typed link, in the words of this story."""

    pk: int
    words: str
    title: str
    href: str
    note: str


@dataclass(frozen=True)
class Reported:
    """What the story says of one event. `badge` is there where it disagrees with itself or with another report, `doubt`
    where rules suggest that it is about the event, or the event."""

    title: str
    href: str
    said: str
    passage: str
    badge: Badge | None
    doubt: Badge | None


@dataclass(frozen=True)
class Connections:
    """Everything at the right of the text."""

    steps: list[dict[str, Any]]
    copies: list[Decision]
    links: list[CrossLink]
    reports: list[Reported]
    dossiers: list[Dossier]
    in_conflict: bool


def connections_of(story: Story, user: Any) -> Connections:
    """Read what the page needs: three queries, however many connections there are."""
    links = list(Link.objects.touching(story).order_by("pk")[:LINKS_SHOWN])
    copies = [link for link in links if link.kind == LinkKind.REPRINTS]
    standing = [link for link in copies if link.state != LinkState.REJECTED]
    reports, in_conflict = _reports(story)
    dossiers = Dossier.objects.visible_to(user).filter(sections__entries__story=story).distinct()
    return Connections(
        steps=_steps(story, standing),
        copies=[_decision(story, link) for link in copies],
        links=[_cross(story, link) for link in links if link.kind != LinkKind.REPRINTS],
        reports=reports,
        dossiers=list(dossiers.order_by("-updated_at", "-pk")[:DOSSIERS_SHOWN]),
        in_conflict=in_conflict,
    )


def _other(story: Story, link: Link) -> Story:
    return link.target if link.source_id == story.pk else link.source


def _steps(story: Story, copies: Sequence[Link]) -> list[dict[str, Any]]:
    """The way of the text: the agency, whom this story reprints, this story, who reprints it, where it was found."""
    before = [link for link in copies if link.source_id == story.pk]
    after = [link for link in copies if link.target_id == story.pk]
    steps: list[dict[str, Any]] = []
    has_wire = any(link.target.outlet_id == story.agency_id for link in before)
    if story.agency and story.agency_id != story.outlet_id and not has_wire:
        sub = "not captured; the text names the agency"
        steps.append({"name": story.agency.name, "role": "wire copy", "sub": sub, "arrow": "printed by", "out": True})
    steps += [_step(link, link.target, "reprinted by") for link in before]
    if not steps and not after and not story.via:
        return []
    steps.append({"name": _outlet(story), "role": "this story", "sub": _day(story), "me": True})
    if after:
        steps[-1]["arrow"] = "reprinted by"
    steps += [_step(link, link.source, "") for link in after]
    if story.via:
        steps[-1]["arrow"] = "found at"
        sub = f"captured {dated(story.capture.captured_at, 'day').short}" if story.capture else ""
        steps.append({"name": story.via.name, "href": story.via.get_absolute_url(), "sub": sub})
    return steps


def _step(link: Link, other: Story, arrow: str) -> dict[str, Any]:
    return {
        "name": _outlet(other),
        "href": other.get_absolute_url(),
        "sub": _day(other),
        "arrow": arrow,
        "guess": link.state == LinkState.SUGGESTED,
    }


def _outlet(story: Story) -> str:
    return story.outlet.name if story.outlet else "Outlet unknown"


def _day(story: Story) -> str:
    return dated(story.published_at, story.published_precision, story.published_zone).short


def _decision(story: Story, link: Link) -> Decision:
    other = _other(story, link)
    kind = str(CopyKind(link.copy_kind).label) if link.copy_kind else WORDS[link.kind][link.target_id == story.pk]
    share = f", {link.overlap:.0%} shared" if link.overlap is not None else ""
    return Decision(
        pk=link.pk,
        title=f"{_outlet(other)}: {other.headline}",
        href=other.get_absolute_url(),
        said=f"{kind}{share}",
        badge=badge(link.state, "link"),
        is_open=link.state == LinkState.SUGGESTED,
    )


def _cross(story: Story, link: Link) -> CrossLink:
    other = _other(story, link)
    return CrossLink(
        pk=link.pk,
        words=WORDS[link.kind][link.target_id == story.pk],
        title=other.headline,
        href=other.get_absolute_url(),
        note=link.note,
    )


def _reports(story: Story) -> tuple[list[Reported], bool]:
    """The story's reports, each compared with the other reports of its event."""
    own = Report.objects.standing().filter(story=story).values("event")
    rows = (
        with_claims(Report.objects.standing().filter(event__in=own)).select_related("event").order_by("event_id", "pk")
    )
    by_event: dict[int, list[Report]] = defaultdict(list)
    for report in rows[:REPORTS_SHOWN]:
        by_event[report.event_id].append(report)
    shown = []
    for reports in by_event.values():
        mine = [report for report in reports if report.story_id == story.pk]
        with_itself = _differs(mine, mine)
        with_others = not with_itself and _differs(mine, reports)
        mark = "differs from itself" if with_itself else "differs from other reports" if with_others else ""
        shown += [_reported(report, mark if report is mine[0] else "") for report in mine]
    return shown, any(reported.badge for reported in shown)


def _differs(mine: Sequence[Report], reports: Sequence[Report]) -> bool:
    """Whether a value of these reports is not that of the others."""
    own = {report.pk for report in mine}
    cells = [cell for rows in conflicts(reports).values() for row in rows for cell in row.cells]
    return any(cell.verdict == "differ" and cell.column.report and cell.column.report.pk in own for cell in cells)


def _said(row: Row) -> str:
    """What one report says on a row, and whether an editor has settled that."""
    values = row.cells[0].values
    words = " and ".join(claim_words(row.kind.name, value.text, row.unit) for value in values)
    return words if not words or all(value.settled for value in values) else f"{words} (suggested)"


def _reported(report: Report, mark: str) -> Reported:
    said = [
        report.get_stance_display(),
        *(_said(row) for row in rows_of([report]) if row.kind.sides and row.kind.compare),
        f"cites {report.cites}" if report.cites else "",
    ]
    return Reported(
        title=report.event.title,
        href=report.event.get_absolute_url(),
        said=" · ".join(str(part) for part in said if part),
        passage=report.passage,
        badge=notice("≠ red", mark) if mark else None,
        doubt=doubt(report.standing) or doubt(report.event.standing),
    )
