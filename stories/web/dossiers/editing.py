"""Forms with a page of their own: a new dossier, its title, who shares it, a section, an entry."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from stories.dossiers import (
    CannotCurate,
    Stale,
    add_entry,
    change_dossier,
    change_entry,
    change_section,
    create_dossier,
    label_of,
    share,
)
from stories.models import Dossier, Story
from stories.policy import check_can
from stories.vocabulary import EntryKind
from stories.web.dossiers.forms import DossierForm, NewDossierForm, NoteForm, SectionForm, ShareForm, initial_of
from stories.web.dossiers.objects import bench_of, crumbs, dossier_for, entry_of, number, say_done, section_of


def new_dossier(request: HttpRequest) -> HttpResponse:
    """Start a dossier, with a story in its first section where the address names one (`story`)."""
    form = NewDossierForm(request.POST or None)
    _with_topics(form)
    story = Story.objects.filter(pk=number(request.GET.get("story")) or 0).first()
    if request.method == "POST" and form.is_valid():
        try:
            dossier = _started(form.cleaned_data, story, editor=request.user)
        except CannotCurate as error:
            form.add_error(None, str(error))
        else:
            return redirect(bench_of(dossier))
    way = [{"label": "Dossiers", "href": reverse("stories:dossier_list")}]
    back = story.get_absolute_url() if story else way[0]["href"]
    context = {"form": form, "title": "New dossier", "crumbs": way, "save": "Start the dossier", "back": back}
    context["begins_with"] = story
    return render(request, "dossiers/form.html", context, status=422 if form.errors else 200)


def _started(given: Mapping[str, Any], story: Story | None, *, editor: Any) -> Dossier:
    """The new dossier: all of it, or nothing. Raises CannotCurate."""
    told: dict[str, Any] = {"editor": editor, "now": timezone.now()}
    sections = [line for line in given["sections"].splitlines() if line.strip()]
    with transaction.atomic():
        dossier = create_dossier(
            title=given["title"],
            standfirst=given["standfirst"],
            topic=given["topic"],
            sections=sections or (["Stories"] if story else []),
            **told,
        )
        if story:
            add_entry(dossier.sections.order_by("position")[0], kind=EntryKind.STORY, story=story, **told)
    return dossier


def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Title, standfirst and topic; and, beside it, who shares the dossier."""
    dossier = dossier_for(request, slug)
    check_can(request.user, "edit_dossier", dossier)

    def save(changes: Mapping[str, Any], **given: Any) -> Any:
        return change_dossier(dossier, changes=changes, editor=request.user, now=timezone.now(), **given)

    form = DossierForm(request.POST or None, initial=initial_of(dossier))
    _with_topics(form)
    share_form = ShareForm(initial={"editors": ", ".join(dossier.editors.values_list("username", flat=True))})
    more = {"share_form": share_form, "share_action": reverse("stories:dossier_share", args=[dossier.slug])}
    return _edit(
        request, dossier, form, version=dossier.version, save=save, title="Title and standfirst", anchor="", more=more
    )


@require_POST
def share_with(request: HttpRequest, slug: str) -> HttpResponse:
    """Set who works on the dossier beside its owner."""
    dossier = dossier_for(request, slug)
    form = ShareForm(request.POST)
    try:
        if not form.is_valid():
            raise CannotCurate(" ".join(map(str, form.errors["editors"])))
        share(dossier, editors=form.cleaned_data["editors"], editor=request.user, now=timezone.now())
    except CannotCurate as error:
        messages.error(request, str(error))
        return redirect("stories:dossier_change", dossier.slug)
    names = [user.get_full_name() or user.get_username() for user in dossier.editors.order_by("pk")]
    messages.success(request, f"Shared with {', '.join(names)}." if names else "Shared with nobody now.")
    # Who takes themselves out cannot see the dossier any more.
    seen = Dossier.objects.visible_to(request.user).filter(pk=dossier.pk).exists()
    return redirect(bench_of(dossier) if seen else reverse("stories:dossier_list"))


def section(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Title and introduction of a section."""
    dossier = dossier_for(request, slug)
    check_can(request.user, "edit_dossier", dossier)
    row = section_of(dossier, pk)

    def save(changes: Mapping[str, Any], **given: Any) -> Any:
        return change_section(row, changes=changes, editor=request.user, now=timezone.now(), **given)

    form = SectionForm(request.POST or None, initial={"title": row.title, "intro": row.intro})
    return _edit(
        request,
        dossier,
        form,
        version=row.version,
        save=save,
        title=f"Section: {row.title}",
        anchor=f"section-{row.pk}",
    )


def entry(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The note of an entry."""
    dossier = dossier_for(request, slug)
    check_can(request.user, "edit_dossier", dossier)
    row = entry_of(dossier, pk)

    def save(changes: Mapping[str, Any], **given: Any) -> Any:
        return change_entry(row, changes=changes, editor=request.user, now=timezone.now(), **given)

    form = NoteForm(request.POST or None, initial={"note": row.note})
    title = f"{row.get_kind_display().capitalize()}: {label_of(row).removeprefix('note ')}"
    more = {"exact": row.exact}
    return _edit(
        request, dossier, form, version=row.version, save=save, title=title, anchor=f"entry-{row.pk}", more=more
    )


def _edit(
    request: HttpRequest,
    dossier: Dossier,
    form: forms.Form,
    *,
    version: int,
    save: Callable[..., Any],
    title: str,
    anchor: str,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show a form, or save what changed in it. Where somebody else changed the same meanwhile, the form comes back
    with both texts, and saving it again is a decision that was made in sight of theirs."""
    theirs: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        base, batch = number(request.POST.get("version")) or 0, uuid.uuid4()
        try:
            save({name: form.cleaned_data[name] for name in form.fields}, base_version=base, batch=batch)
        except Stale as clash:
            form.add_error(None, f"{clash} Below is what stands now; saving again puts yours in its place.")
            theirs = [
                {"label": str(field.label or name), "text": str(clash.theirs[name] or "")}
                for name, field in form.fields.items()
                if name in clash.theirs and clash.theirs[name] != form.cleaned_data[name]
            ]
        except CannotCurate as error:
            form.add_error(None, str(error))
        else:
            say_done(request, "Saved.", batch=batch)
            return redirect(bench_of(dossier, anchor))
    elif request.method == "POST":
        version = number(request.POST.get("version")) or version
    context = {
        "form": form,
        "title": title,
        "crumbs": crumbs(dossier),
        "save": "Save",
        "back": bench_of(dossier, anchor),
        "version": version,
        "theirs": theirs,
        **(more or {}),
    }
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "dossiers/form.html", context, status=status)


def _with_topics(form: forms.Form) -> None:
    form.fields["topic"].widget.attrs["hx-get"] = reverse("stories:name_options", args=["topic"])
