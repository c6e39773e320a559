"""What a reader should know about a source before relying on it: a sentence for each weakness."""

from __future__ import annotations

from stories.models import Story
from stories.vocabulary import Basis, Completeness, Precision, StoryState

_BASES = {
    Basis.RELATIVE.value: "Its date was counted back from when the page was captured.",
    Basis.BY_MAIL.value: "Its date was counted back from when the mail was sent that it came in.",
    Basis.MAIL.value: "Its date is the day of the mail that it came in.",
    Basis.DATELINE.value: "Its date rests on the dateline of the text.",
    Basis.ADDRESS.value: "Its date rests on the address of the page.",
    Basis.EDITOR.value: "Its date is an editor's judgement.",
}
_PRECISIONS = {
    Precision.MONTH.value: "Only the month of its publication is known.",
    Precision.YEAR.value: "Only the year of its publication is known.",
}


def cares(story: Story) -> list[str]:
    """Sentences about what is not known of a story, or is known at second hand; none for a sound one."""
    said = []
    if story.state == StoryState.TO_CHECK:
        said.append("What was read of it is still to be checked by an editor.")
    if story.outlet is None:
        said.append("Who published it is not known.")
    if story.via is not None:
        said.append(f"Read at {story.via.name}, not at the outlet itself.")
    if story.agency is not None and story.agency_id != story.outlet_id:
        said.append(f"The text is {story.agency.name}'s.")
    if story.completeness == Completeness.SUMMARY:
        said.append("Only a summary was read.")
    elif story.completeness == Completeness.HEADLINE:
        said.append("Only the headline was read.")
    if story.published_at is None:
        said.append("Its date is not known.")
    else:
        said += [table[key] for table, key in _dated(story) if key in table]
    return said


def _dated(story: Story) -> list[tuple[dict[str, str], str]]:
    return [(_PRECISIONS, story.published_precision), (_BASES, story.published_basis)]
