"""Adding and correcting people, outlets, events, tags and reports. What was typed stays on the page when it cannot be
kept, with the reason beside it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from django.utils import timezone
from django.views import View

from stories.editing.events import TakesPart, save_event
from stories.editing.refusals import CannotEdit, Clash, Invalid
from stories.editing.reports import add_report, change_report, remove_report
from stories.editing.tagging import save_tag
from stories.jobs.names import keep_names_up
from stories.linking.register import ChangedMeanwhile, Unkeepable, save_outlet
from stories.linking.resting import Resting, resting_on, save_person_and_link
from stories.models import Event, Outlet, Person, Report, Tag
from stories.search import held
from stories.vocabulary import NameSource
from stories.web.register import forms as sent
from stories.web.register.records import stays_of

ROWS = "rows"


class RecordEdit(View):
    """A form for a new record (no slug in the address) or for an existing one. Declare the model, the form and the
    rows; `initial`, `first_rows` and `save` say what is shown first and what is done with what was sent."""

    model: ClassVar[type[Any]]
    form_class: ClassVar[type[forms.Form]]
    rows: ClassVar[dict[str, tuple[str, str, type[BaseFormSet]]]] = {}
    """Prefix -> title, hint and formset."""
    noun: ClassVar[str]
    list_address: ClassVar[str]
    list_title: ClassVar[str]

    def get(self, request: HttpRequest, slug: str = "") -> HttpResponse:
        """The form as the record stands."""
        record = self.record(slug)
        if getattr(record, "merged_into", None):
            return redirect(resolve(request.path).view_name, stays_of(record).slug)
        form = self.form_class(initial=self.initial(record) if record else self.suggested())
        return self.show(record, form, self.formsets(record), 200)

    def post(self, request: HttpRequest, slug: str = "") -> HttpResponse:
        """Keep what was sent, or show it again with what is wrong."""
        record = self.record(slug)
        form: Any = self.form_class(request.POST)
        rows = self.formsets(record, request.POST)
        if getattr(record, "merged_into", None):
            form.is_valid()
            form.add_error(None, f"“{record}” was merged into “{stays_of(record)}” meanwhile; correct it there.")
            return self.show(record, form, rows, 409)
        # Each part is asked, so that everything that is wrong is said at once.
        wrong = [part for part in [form, *rows.values()] if not part.is_valid()]
        if wrong:
            return self.show(record, form, rows, 422)
        try:
            self.changed = set(form.changed_data) if record else set(form.fields)
            saved = self.save(record, form.cleaned_data, rows)
        except Clash as error:
            form = with_version(self.form_class, request, getattr(error.obj, "version", None))
            form.is_valid()
            form.add_error(None, [str(error), *[clash_line(one) for one in error.fields]])
            return self.show(record, form, rows, 409)
        except Invalid as error:
            for name, sentences in error.errors.items():
                form.add_error(name if name in form.fields else None, sentences)
            return self.show(record, form, rows, 422)
        except (CannotEdit, Unkeepable) as error:
            form.add_error(None, str(error))
            return self.show(record, form, rows, 422)
        except ChangedMeanwhile as error:
            form = with_version(self.form_class, request, self.record(slug).version)
            form.is_valid()
            form.add_error(None, str(error))
            return self.show(record, form, rows, 409)
        messages.success(request, f"{saved} saved.")
        return redirect(self.afterwards(saved))

    def changes(self, data: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
        """Those of the named fields that the editor changed; all of them for a new record."""
        return {name: data[name] for name in names if name in self.changed}

    def record(self, slug: str) -> Any:
        """The record that is corrected; None for a new one. 404 where there is none."""
        return get_object_or_404(self.model, slug=slug) if slug else None

    def formsets(self, record: Any, data: Any = None) -> dict[str, BaseFormSet]:
        """The rows, as sent or as the record has them."""
        made = {}
        for prefix, (_, _, formset) in self.rows.items():
            first = self.first_rows(prefix, record) if data is None and record else None
            made[prefix] = formset(data, prefix=prefix, initial=first)
        return made

    def show(self, record: Any, form: forms.Form, rows: dict[str, BaseFormSet], status: int) -> HttpResponse:
        """The page with the form."""
        title = f"Edit {record}" if record else f"Add {self.noun}"
        sets = [
            {"title": self.rows[prefix][0], "hint": self.rows[prefix][1], "formset": formset, "id": f"rows-{prefix}"}
            for prefix, formset in rows.items()
        ]
        crumbs = [{"label": self.list_title, "href": reverse(self.list_address)}]
        if record:
            crumbs.append({"label": str(record), "href": record.get_absolute_url()})
        context = {"title": title, "form": form, "sets": sets, "crumbs": crumbs, "remove": self.remove_address(record)}
        context["back"] = record.get_absolute_url() if record else reverse(self.list_address)
        context["resting"] = self.resting(record) if record else []
        return render(self.request, "register/form.html", context, status=status)

    def resting(self, record: Any) -> list[Resting]:
        """What rests on parts of the record, for the editor to know before they are changed."""
        return []

    def suggested(self) -> dict[str, Any]:
        """What the address suggests for a new record: `?name=`, from a mention of somebody unknown."""
        return {name: self.request.GET[name][:200] for name in ("name", "title") if name in self.request.GET}

    def initial(self, record: Any) -> dict[str, Any]:
        """A record as its form shows it."""
        names = [name for name in self.form_class.base_fields if hasattr(record, name)]
        return {name: getattr(record, name) for name in names} | {"base_version": record.version}

    def first_rows(self, prefix: str, record: Any) -> list[dict[str, Any]]:
        """The rows of a record as their forms show them."""
        raise KeyError(prefix)

    def save(self, record: Any, data: dict[str, Any], rows: dict[str, BaseFormSet]) -> Any:
        """Call the domain function; returns the record."""
        raise TypeError(f"{type(self).__name__} cannot save.")

    def afterwards(self, saved: Any) -> str:
        """Where one goes then."""
        return saved.get_absolute_url()

    def remove_address(self, record: Any) -> str:
        """Where a removal is posted to; "" where there is none."""
        return ""


def with_version(form_class: type[forms.Form], request: HttpRequest, version: int | None) -> forms.Form:
    """The form as it was sent, on the version that stands now: saving once more replaces it."""
    data = request.POST.copy()
    data["base_version"] = "" if version is None else str(version)
    return form_class(data)


def clash_line(clashing: Any) -> str:
    """One field that two editors changed: what stands there now."""
    return f"{clashing.field.removesuffix('_id').replace('_', ' ').capitalize()} is “{clashing.theirs}” now."


class PersonEdit(RecordEdit):
    """`/people/new/` and `/people/SLUG/edit/`."""

    model, form_class, noun = Person, sent.PersonForm, "a person"
    list_address, list_title = "stories:person_list", "People"
    rows: ClassVar = {
        "names": ("Other names", "Spellings, scripts, names alone. A cleared row goes.", sent.NameRows),
        "posts": ("Posts", "Dates as 2024-10-01, 2024-10, 2024; .. where the post is still held.", sent.TenureRows),
    }

    def first_rows(self, prefix: str, record: Person) -> list[dict[str, Any]]:
        if prefix == "names":
            others = record.names.exclude(source=NameSource.PRIMARY).order_by("pk")
            return [{"text": name.text, "order": name.order} for name in others]
        columns = ("post", "body", "country", "start", "end")
        return list(record.tenures.order_by("-start_day", "-pk").values(*columns))

    def resting(self, record: Person) -> list[Resting]:
        return resting_on(record.tenures.order_by("-start_day", "-pk"))

    def save(self, record: Any, data: dict[str, Any], rows: dict[str, BaseFormSet]) -> Person:
        with held():
            saved = save_person_and_link(
                person=record,
                name=data["name"] if "name" in self.changed else record.name,
                names=sent.given_names(rows["names"]) if not record or rows["names"].has_changed() else None,
                tenures=sent.given_tenures(rows["posts"]) if not record or rows["posts"].has_changed() else None,
                base_version=data["base_version"],
                editor=self.request.user,
                now=timezone.now(),
                **self.changes(data, ("description", "country", "wikidata", "note")),
            )
        if left := keep_names_up():
            messages.info(self.request, left)
        if saved.linked:
            stories = "1 story rests" if saved.linked == 1 else f"{saved.linked} stories rest"
            messages.info(self.request, f"{stories} on a post that changed: linked again.")
        if saved.left:
            messages.warning(
                self.request,
                f"{saved.left:,} stories rest on a post that changed; link_stories --all will link them again.",
            )
        return saved.person


class OutletEdit(RecordEdit):
    """`/outlets/new/` and `/outlets/SLUG/edit/`."""

    model, form_class, noun = Outlet, sent.OutletForm, "an outlet"
    list_address, list_title = "stories:outlet_list", "Outlets"

    def initial(self, record: Outlet) -> dict[str, Any]:
        others = record.names.exclude(source=NameSource.PRIMARY).order_by("pk").values_list("text", flat=True)
        domains = record.domains.order_by("pk").values_list("domain", flat=True)
        return super().initial(record) | {"names": "\n".join(others), "domains": "\n".join(domains)}

    def save(self, record: Any, data: dict[str, Any], rows: dict[str, BaseFormSet]) -> Outlet:
        plain = ("kind", "country", "language", "homepage", "wikidata", "note")
        return save_outlet(
            outlet=record,
            name=data["name"] if "name" in self.changed else record.name,
            names=sent.lines(data["names"]) if "names" in self.changed else None,
            domains=sent.lines(data["domains"]) if "domains" in self.changed else None,
            base_version=data["base_version"],
            editor=self.request.user,
            now=timezone.now(),
            **self.changes(data, plain),
        )


class EventEdit(RecordEdit):
    """`/events/new/` and `/events/SLUG/edit/`."""

    model, form_class, noun = Event, sent.EventForm, "an event"
    list_address, list_title = "stories:event_list", "Events"
    rows: ClassVar = {"people": ("Participants", "By name or slug. A cleared row goes.", sent.ParticipantRows)}

    def initial(self, record: Event) -> dict[str, Any]:
        return super().initial(record) | {"part_of": record.part_of.slug if record.part_of else ""}

    def first_rows(self, prefix: str, record: Event) -> list[dict[str, Any]]:
        takings = record.participations.select_related("person").order_by("pk")
        return [{"person": taking.person.slug, "role": taking.role} for taking in takings]

    def save(self, record: Any, data: dict[str, Any], rows: dict[str, BaseFormSet]) -> Event:
        names = ("title", "date", "status", "kind", "place", "country", "description", "part_of")
        return save_event(
            record,
            values=self.changes(data, names),
            participants=[
                TakesPart(row.cleaned_data["person"], row.cleaned_data["role"]) for row in rows["people"] if row.given()
            ]
            if not record or rows["people"].has_changed()
            else None,
            base_version=data["base_version"],
            editor=self.request.user,
            now=timezone.now(),
        )


class TagEdit(RecordEdit):
    """`/tags/new/` and `/tags/SLUG/edit/`."""

    model, form_class, noun = Tag, sent.TagForm, "a tag"
    list_address, list_title = "stories:tag_list", "Tags"

    def save(self, record: Any, data: dict[str, Any], rows: dict[str, BaseFormSet]) -> Tag:
        return save_tag(
            record,
            name=data["name"] if "name" in self.changed else record.name,
            note=data["note"] if "note" in self.changed else record.note,
            base_version=data["base_version"],
            editor=self.request.user,
            now=timezone.now(),
        )

    def afterwards(self, saved: Tag) -> str:
        return reverse("stories:tag_list")


class ReportNew(RecordEdit):
    """`/events/SLUG/reports/new/`: a story as a report about an event; `?story=5` suggests one."""

    model, form_class, noun = Event, sent.ReportForm, "a report"
    list_address, list_title = "stories:event_list", "Events"

    def initial(self, record: Event) -> dict[str, Any]:
        return {"story": self.request.GET.get("story", "")[:20]}

    def save(self, record: Any, data: dict[str, Any], rows: dict[str, BaseFormSet]) -> Report:
        return add_report(
            data["story"],
            event=record,
            start=data["start"],
            end=data["end"],
            stance=data["stance"],
            values=said(data),
            editor=self.request.user,
            now=timezone.now(),
        )

    def afterwards(self, saved: Report) -> str:
        return saved.event.get_absolute_url()

    def show(self, record: Any, form: forms.Form, rows: dict[str, BaseFormSet], status: int) -> HttpResponse:
        """The page with the form; its title names the event."""
        crumbs = [
            {"label": self.list_title, "href": reverse(self.list_address)},
            {"label": record.title, "href": record.get_absolute_url()},
        ]
        context = {
            "title": "Add a report" if self.noun == "a report" else "Change the report",
            "form": form,
            "sets": [],
            "resting": [],
            "crumbs": crumbs,
            "remove": self.remove_address(record),
            "back": record.get_absolute_url(),
        }
        return render(self.request, "register/form.html", context, status=status)


class ReportEdit(ReportNew):
    """`/reports/ID/`."""

    noun = "the report"

    def get(self, request: HttpRequest, slug: str = "", pk: int = 0) -> HttpResponse:
        """The form as the report stands."""
        self.report = get_object_or_404(Report.objects.select_related("event", "story"), pk=pk)
        return super().get(request, self.report.event.slug)

    def post(self, request: HttpRequest, slug: str = "", pk: int = 0) -> HttpResponse:
        """Keep what was sent, or take the report out."""
        self.report = get_object_or_404(Report.objects.select_related("event", "story"), pk=pk)
        if "remove" in request.POST:
            batch = remove_report(self.report, editor=request.user, now=timezone.now())
            messages.success(request, "The report was taken out.", extra_tags=undo_tag(batch))
            return redirect(self.report.event)
        return super().post(request, self.report.event.slug)

    def initial(self, record: Event) -> dict[str, Any]:
        return sent.initial_report(self.report)

    def save(self, record: Any, data: dict[str, Any], rows: dict[str, BaseFormSet]) -> Report:
        if data["story"].pk != self.report.story_id:
            raise Invalid({"story": ["A report stays with its story; take it out and add another."]})
        changes = self.changes(data, ("stance", "says_date", "says_place", "says_status", "says_figure", "cites"))
        if "passage" in self.changed:
            changes |= {"start": data["start"], "end": data["end"]}
        who: dict[str, Any] = {"editor": self.request.user, "now": timezone.now()}
        return change_report(self.report, changes=changes, base_version=data["base_version"], **who)

    def remove_address(self, record: Any) -> str:
        return self.request.path


def said(data: dict[str, Any]) -> dict[str, str]:
    """The values that a report gives."""
    return {name: data[name] for name in ("says_date", "says_place", "says_status", "says_figure", "cites")}


def undo_tag(batch: uuid.UUID) -> str:
    """What makes a message offer to take a batch back."""
    return f"undo={reverse('stories:undo', args=[batch])}"
