"""Forms of the register. They say what a browser sends; what may be kept is for the domain functions to say.

Rows of names, posts and participants are sent whole and without keys: no form can reach a row of another record.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.urls import reverse_lazy
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from stories.linking.register import GivenName, GivenTenure
from stories.models import Event, Person, Report, Story
from stories.search.names import known_as
from stories.vocabulary import EventKind, EventStatus, NameOrder, OutletKind, Stance

EMPTY_ROWS = 2
MOST_ROWS = 200


class Lines(forms.Textarea):
    """A few lines of text."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 4})


class AsShown(forms.Form):
    """Sends back, unseen, what each field held when the page was made: only what the editor changed is saved, so that
    two editors who change different fields do not undo each other's work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = not field.widget.is_hidden

    def as_shown(self) -> SafeString:
        """The unseen fields."""
        return format_html_join("", "{}", ((field.as_hidden(only_initial=True),) for field in self.visible_fields()))


class RowForm(AsShown):
    """One row of several; an empty one is none."""

    use_required_attribute = False
    main = ""

    def given(self) -> bool:
        """Whether the row says something."""
        return bool(self.cleaned_data.get(self.main))

    def clean(self) -> dict[str, Any]:
        """Refuses a row that has other parts but not its main one."""
        data = self.cleaned_data
        rest = [name for name in data if name != self.main and data[name] and name in self.counted()]
        if rest and not data.get(self.main) and self.main not in self.errors:
            self.add_error(
                self.main, f"The {self.fields[self.main].label} is missing in this row.".lower().capitalize()
            )
        return data

    def counted(self) -> list[str]:
        """The parts that make a row more than empty."""
        return [name for name, field in self.fields.items() if not isinstance(field, forms.ChoiceField)]


class NameRow(RowForm):
    """One more name of a person."""

    main = "text"
    text = forms.CharField(label="Name", max_length=200, required=False)
    order = forms.ChoiceField(label="Order", choices=[("", "by its letters"), *NameOrder.choices], required=False)


class TenureRow(RowForm):
    """A post with its dates."""

    main = "post"
    post = forms.CharField(label="Post", max_length=200, required=False)
    body = forms.CharField(label="Body", max_length=200, required=False)
    country = forms.CharField(label="Country", max_length=2, required=False)
    start = forms.CharField(label="From", max_length=40, required=False)
    end = forms.CharField(label="To (.. if still held)", max_length=40, required=False)


class PersonField(forms.CharField):
    """Somebody of the register, by name or slug."""

    def clean(self, value: Any) -> Person | None:
        """The person. Raises ValidationError where nobody or several are called so."""
        text = super().clean(value)
        if not text:
            return None
        current = Person.objects.current()
        found = list(current.filter(slug=text.lower())[:1]) or list(current.named(text).order_by("pk")[:2])
        found = found or list(known_as(current, text).order_by("pk")[:2])
        if not found:
            raise forms.ValidationError(f"There is nobody called “{text}”; add the person first.")
        if len(found) > 1:
            raise forms.ValidationError(
                f"More than one person is called “{text}”: write {found[0].slug} or another slug."
            )
        return found[0]


class ParticipantRow(RowForm):
    """Somebody who takes part, and as what."""

    main = "person"
    person = PersonField(label="Person", max_length=200, required=False)
    role = forms.CharField(label="As what", max_length=120, required=False)


NameRows: type[BaseFormSet] = formset_factory(NameRow, extra=EMPTY_ROWS, max_num=MOST_ROWS, validate_max=True)
TenureRows: type[BaseFormSet] = formset_factory(TenureRow, extra=EMPTY_ROWS, max_num=MOST_ROWS, validate_max=True)
ParticipantRows: type[BaseFormSet] = formset_factory(
    ParticipantRow, extra=EMPTY_ROWS, max_num=MOST_ROWS, validate_max=True
)


class RecordForm(AsShown):
    """`base_version` is the version that the editor read; empty for a new record."""

    base_version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class PersonForm(RecordForm):
    """A person without the rows."""

    name = forms.CharField(label="Name", max_length=200, help_text="As the desk prints it.")
    description = forms.CharField(label="Who that is", max_length=300, required=False)
    country = forms.CharField(label="Country", max_length=2, required=False, help_text="Two letters, as JP.")
    wikidata = forms.CharField(label="Wikidata", max_length=100, required=False, help_text="Q and a number.")
    note = forms.CharField(label="Note", required=False, widget=Lines())


class OutletForm(RecordForm):
    """An outlet; names and domains one a line."""

    name = forms.CharField(label="Name", max_length=200, help_text="As the desk prints it.")
    kind = forms.ChoiceField(label="Kind", choices=OutletKind.choices, initial=OutletKind.NEWSPAPER)
    country = forms.CharField(label="Country", max_length=2, required=False, help_text="Two letters, as JP.")
    language = forms.CharField(label="Language", max_length=12, required=False, help_text="As en, ja.")
    homepage = forms.CharField(label="Homepage", max_length=500, required=False)
    wikidata = forms.CharField(label="Wikidata", max_length=100, required=False, help_text="Q and a number.")
    names = forms.CharField(label="Other names", required=False, help_text="One a line.", widget=Lines())
    domains = forms.CharField(label="Domains", required=False, help_text="One a line, as example.org.", widget=Lines())
    note = forms.CharField(label="Note", required=False, widget=Lines())


class EventForm(RecordForm):
    """An event without its participants."""

    title = forms.CharField(label="Title", max_length=200)
    date = forms.CharField(
        label="Date",
        max_length=120,
        required=False,
        help_text="As 1 July 2025, early June 2024, summer 2023, 24-25 June 2025, about 2019; “, called off” behind it "
        "sets the status. Empty: not known.",
        widget=forms.TextInput(
            attrs={
                "hx-get": reverse_lazy("stories:event_date"),
                "hx-trigger": "input changed delay:300ms",
                "hx-target": "#id_date_helptext",
            }
        ),
    )
    kind = forms.ChoiceField(label="Kind", choices=EventKind.choices, initial=EventKind.EVENT, required=False)
    status = forms.ChoiceField(label="Status", choices=EventStatus.choices, initial=EventStatus.PLANNED)
    place = forms.CharField(label="Place", max_length=200, required=False)
    country = forms.CharField(label="Country", max_length=2, required=False, help_text="Two letters, as JP.")
    description = forms.CharField(label="What it is", required=False, widget=Lines())
    part_of = forms.CharField(
        label="Part of", max_length=200, required=False, help_text="The slug or the title of a larger event."
    )

    def clean_kind(self) -> str:
        """An event, where nothing is said."""
        return self.cleaned_data["kind"] or EventKind.EVENT

    def clean_part_of(self) -> Event | None:
        """The larger event. Raises ValidationError where there is none of that title, or several."""
        text = self.cleaned_data["part_of"]
        if not text:
            return None
        rows = Event.objects.current()
        found = list(rows.filter(slug=text.lower())[:1]) or list(rows.filter(title__iexact=text)[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                f"There is no event “{text}”." if not found else f"Several events are “{text}”."
            )
        return found[0]


class TagForm(RecordForm):
    """A tag."""

    name = forms.CharField(label="Tag", max_length=80)
    note = forms.CharField(label="Note", max_length=300, required=False)


class ReportForm(RecordForm):
    """What a story says about an event. The passage is found in the body of the story, letter by letter."""

    story = forms.CharField(label="Story", max_length=500, help_text="The address of its page here, or its number.")
    passage = forms.CharField(
        label="Passage",
        required=False,
        help_text="As it stands in the story; empty for the story as a whole.",
        widget=Lines(),
    )
    stance = forms.ChoiceField(label="How it stands to the event", choices=Stance.choices, initial=Stance.REPORTS)
    says_status = forms.ChoiceField(
        label="Status it gives", choices=[("", "says nothing on it"), *EventStatus.choices], required=False
    )
    says_date = forms.CharField(label="Date it gives", max_length=60, required=False, help_text="As 2025-07-01.")
    says_place = forms.CharField(label="Place it gives", max_length=200, required=False)
    says_figure = forms.CharField(label="Figure it gives", max_length=120, required=False, help_text="As 3.5 %.")
    cites = forms.CharField(label="Whom it cites", max_length=200, required=False, widget=Lines())

    def clean_story(self) -> Story:
        """The story. Raises ValidationError where there is none."""
        text = self.cleaned_data["story"].split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2]
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
        story = Story.objects.filter(pk=number).first()
        if story is None:
            raise forms.ValidationError("There is no story with this address or number.")
        return story

    def clean(self) -> dict[str, Any]:
        """Finds where the passage stands in the story: `start` and `end`, 0 and 0 for none."""
        data = self.cleaned_data
        data["start"] = data["end"] = 0
        story, passage = data.get("story"), data.get("passage", "")
        if isinstance(story, Story) and passage:
            place = find_passage(story.body, passage)
            if place is None:
                self.add_error("passage", "These words do not stand in the story like this.")
            else:
                data["start"], data["end"] = place
        return data


def find_passage(body: str, passage: str) -> tuple[int, int] | None:
    """Where words stand in a text; however many spaces or line ends there are between them."""
    at = body.find(passage)
    if at >= 0:
        return at, at + len(passage)
    words = passage.split()
    at = 0
    while words and (at := body.find(words[0], at)) >= 0:
        end = _follows(body, at, words)
        if end is not None:
            return at, end
        at += 1
    return None


def _follows(body: str, at: int, words: list[str]) -> int | None:
    """Where the words end if they stand one after another from here."""
    for number, word in enumerate(words):
        while number and at < len(body) and body[at].isspace():
            at += 1
        if not body.startswith(word, at):
            return None
        at += len(word)
    return at


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def given_names(rows: BaseFormSet) -> list[GivenName]:
    """The names of the rows that have one."""
    return [GivenName(row.cleaned_data["text"], row.cleaned_data["order"]) for row in rows if row.given()]


def given_tenures(rows: BaseFormSet) -> list[GivenTenure]:
    """The posts of the rows that have one."""
    return [
        GivenTenure(**{k: row.cleaned_data[k] for k in ("post", "body", "country", "start", "end")})
        for row in rows
        if row.given()
    ]


def initial_report(report: Report) -> dict[str, Any]:
    """A report as its form shows it."""
    names = ("stance", "says_status", "says_date", "says_place", "says_figure", "cites", "passage")
    return {name: getattr(report, name) for name in names} | {
        "story": report.story_id,
        "base_version": report.version,
    }
