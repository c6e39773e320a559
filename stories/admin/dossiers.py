"""Dossiers, for administrators. Sections and entries are arranged through the dossier's own functions: in a draft only,
each act with its line in the dossier's history. States change on the dossier's page, by its table of transitions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from stories.admin.forms import RecordedForm, RowForm
from stories.admin.recorded import ReadOnlyAdmin, RecordedAdmin
from stories.dossiers.entries import add_entry, change_entry, move_entry, remove_entry
from stories.dossiers.making import change_dossier, create_dossier, share
from stories.dossiers.sections import add_section, change_section, move_section, remove_section
from stories.models import Dossier, Edition, Entry, Section
from stories.vocabulary import EntryKind

STANDING = ("kind", "story", "event", "person")


class SectionInline(admin.TabularInline):
    form = RowForm
    model = Section
    fields = ["position", "title", "intro"]
    ordering = ["position", "pk"]
    extra = 0
    show_change_link = True


class EntryForm(RowForm):
    """What an entry stands for is chosen once; then its note and its place can change."""

    class Meta:
        model = Entry
        fields = ["kind", "story", "event", "person", "note", "position"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields.get("kind")
        if self.instance.pk:
            for name in STANDING:
                if name in self.fields:
                    self.fields[name].disabled = True
        elif isinstance(kind, forms.ChoiceField):
            # A quote is picked in its story, where its words are.
            kind.choices = [choice for choice in EntryKind.choices if choice[0] != EntryKind.QUOTE]


class EntryPageForm(EntryForm, RecordedForm):
    """The same on a page of its own."""


class EntryInline(admin.StackedInline):
    model = Entry
    form = EntryForm
    fields = ["kind", "story", "event", "person", "note", "position"]
    autocomplete_fields = ["story", "event", "person"]
    ordering = ["position", "pk"]
    extra = 0


class CuratedAdmin(RecordedAdmin):
    """Sections and entries go through the dossier's functions, wherever they are edited."""

    def who(self, request: HttpRequest) -> dict[str, Any]:
        """What each act on a dossier is told: by whom, when, and that one press of a button is one batch."""
        return {"editor": request.user, "now": self.recorder(request).now, "batch": self.batch(request)}

    def store_row(self, request: HttpRequest, obj: Any, changed: list[str] | None) -> None:
        who = self.who(request)
        if isinstance(obj, Section):
            _store_section(obj, changed, who)
        elif isinstance(obj, Entry):
            _store_entry(obj, changed, who)
        else:
            super().store_row(request, obj, changed)

    def store_page(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store a section or an entry from the page of its own, whose form holds the version that the editor read. (A
        row of an inline holds none, as everywhere here: only what was touched in it is stored.)"""
        base = form.cleaned_data.get("base_version")
        if base is not None:
            obj.version = base
        self.store_row(request, obj, form.changed_data if change else None)

    def remove(self, request: HttpRequest, obj: Any) -> None:
        who = self.who(request)
        if isinstance(obj, Section):
            remove_section(obj, **who)
        elif isinstance(obj, Entry):
            remove_entry(obj, **who)
        else:
            super().remove(request, obj)


def _store_section(obj: Section, changed: list[str] | None, who: dict[str, Any]) -> None:
    if changed is None:
        made = add_section(obj.dossier, title=obj.title, intro=obj.intro, position=obj.position, **who)
        obj.pk, obj._state.adding = made.pk, False
        return
    texts: dict[str, str] = {name: getattr(obj, name) for name in ("title", "intro") if name in changed}
    if texts:
        change_section(obj, changes=texts, base_version=obj.version, **who)
    if "position" in changed:
        move_section(obj, position=obj.position, **who)


def _store_entry(obj: Entry, changed: list[str] | None, who: dict[str, Any]) -> None:
    if changed is None:
        about: dict[str, Any] = {"story": obj.story, "event": obj.event, "person": obj.person, **who}
        made = add_entry(obj.section, kind=obj.kind, note=obj.note, position=obj.position, **about)
        obj.pk, obj._state.adding = made.pk, False
        return
    if "note" in changed:
        change_entry(obj, changes={"note": obj.note}, base_version=obj.version, **who)
    if {"section", "position"} & set(changed):
        move_entry(obj, section=obj.section, position=obj.position, **who)


@admin.register(Dossier)
class DossierAdmin(CuratedAdmin):
    ordering = ["-updated_at", "-pk"]
    list_display = ["title", "state", "owner", "topic", "updated_at"]
    list_select_related = ["owner", "topic"]
    list_filter = ["state"]
    search_fields = ["title", "slug"]
    autocomplete_fields = ["topic", "editors"]
    inlines = [SectionInline]
    readonly_fields = [
        "slug",
        "state",
        "owner",
        "submitted_by",
        "submitted_at",
        "reviewer",
        "review_note",
        "public_edition",
        "version",
        "created_at",
        "updated_at",
    ]
    fieldsets = [
        (None, {"fields": ["title", "standfirst", "topic", "editors"]}),
        ("Where it stands", {"fields": [*readonly_fields]}),
    ]

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        who = self.who(request)
        given = form.cleaned_data
        texts = {name: given[name] for name in ("title", "standfirst", "topic") if name in form.changed_data}
        if not change:
            made = create_dossier(title=given["title"], standfirst=given["standfirst"], topic=given["topic"], **who)
            obj.pk, obj.slug, obj.owner, obj._state.adding = made.pk, made.slug, made.owner, False
        elif texts:
            change_dossier(obj, changes=texts, base_version=given.get("base_version") or obj.version, **who)
        if "editors" in form.changed_data:
            share(Dossier.objects.get(pk=obj.pk), editors=given["editors"], **who)


@admin.register(Section)
class SectionAdmin(CuratedAdmin):
    ordering = ["dossier_id", "position", "pk"]
    list_display = ["title", "dossier", "position"]
    list_select_related = ["dossier"]
    search_fields = ["title"]
    autocomplete_fields = ["dossier"]
    fields = ["dossier", "title", "intro", "position"]
    inlines = [EntryInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["dossier"] if obj else []

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self.store_page(request, obj, form, change)


@admin.register(Entry)
class EntryAdmin(CuratedAdmin):
    form = EntryPageForm
    ordering = ["section_id", "position", "pk"]
    list_display = ["__str__", "kind", "section", "position"]
    list_select_related = ["section"]
    list_filter = ["kind"]
    search_fields = ["note", "exact"]
    autocomplete_fields = ["section", "story", "event", "person"]
    fields = ["section", "kind", "story", "event", "person", "note", "position", "exact", "start", "end"]
    readonly_fields = ["exact", "start", "end"]

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self.store_page(request, obj, form, change)


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    ordering = ["-published_at", "-pk"]
    list_display = ["dossier", "number", "published_at", "published_by", "sha256"]
    list_select_related = ["dossier", "published_by"]
    search_fields = ["dossier__title"]
