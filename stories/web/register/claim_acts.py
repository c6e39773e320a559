"""What editors decide on claims, from the page of an event: one claim, a whole row, or what the words mean."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from stories.editing.claims import confirm_claims, settle_claim
from stories.editing.refusals import CannotEdit, Invalid
from stories.linking.claims import rows_of, with_claims
from stories.models import Claim, Event
from stories.templatetags.claims import claim_words
from stories.vocabulary import Aspect, EventStatus
from stories.web.register.claim_table import REPORTS_SHOWN


class ClaimForm(forms.Form):
    """What the words mean, and what a figure counts."""

    value = forms.CharField(
        max_length=200, label="What the words mean", widget=forms.TextInput({"autocomplete": "off"})
    )
    unit = forms.CharField(
        max_length=40, required=False, label="What the figure counts", help_text="% of GDP, % tariff, people"
    )

    def __init__(self, claim: Claim, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if claim.aspect == Aspect.STATUS:
            self.fields["value"] = forms.ChoiceField(choices=EventStatus.choices, label="What became of the event")
        if claim.aspect == Aspect.DATE:
            self.fields["value"].help_text = "2025-07-01, 2025-07, 2025-07~ or a range with /"
        if claim.aspect != Aspect.FIGURE:
            del self.fields["unit"]


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Posts `verdict` = confirm or reject; goes back to the event, at the next open claim."""
    claim = get_object_or_404(Claim.objects.select_related("report__event"), pk=pk)
    verdict = request.POST.get("verdict", "")
    words = claim_words(claim.aspect, claim.value, claim.unit)
    try:
        if verdict == "correct":
            raise Invalid({"verdict": ["Say on the claim's own page what the words mean."]})
        batch = settle_claim(claim, verdict=verdict, editor=request.user, now=timezone.now())
    except CannotEdit as error:
        messages.error(request, str(error))
    else:
        _say(request, f"“{words}” {verdict}ed.", batch)
    return redirect(f"{claim.report.event.get_absolute_url()}#cf-t")


@require_POST
def settle_row(request: HttpRequest, slug: str) -> HttpResponse:
    """Posts `row`, the name of a row of the event's table: confirms everything in it that waits."""
    event = get_object_or_404(Event, slug=slug)
    name = request.POST.get("row", "")
    reports = list(with_claims(event.reports.all()).for_event()[:REPORTS_SHOWN])
    row = next((row for row in rows_of(reports) if row.name == name), None)
    if row is None or not row.open:
        messages.error(request, "Nothing waits to be settled there.")
    else:
        claims = row.open
        batch = confirm_claims(claims, editor=request.user, now=timezone.now())
        _say(request, f"{row.title}: {len(claims)} claim{'' if len(claims) == 1 else 's'} confirmed.", batch)
    return redirect(f"{event.get_absolute_url()}#cf-t")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """`/claims/ID/`: what the words of a claim mean. What was typed stays where it cannot be kept."""
    claim = get_object_or_404(Claim.objects.select_related("report__event", "report__story__outlet"), pk=pk)
    event = claim.report.event
    first = {"value": claim.value, "unit": claim.unit}
    form = ClaimForm(claim, request.POST) if request.method == "POST" else ClaimForm(claim, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            batch = settle_claim(
                claim,
                verdict="correct",
                value=given["value"],
                unit=given.get("unit", ""),
                editor=request.user,
                now=timezone.now(),
            )
        except Invalid as error:
            for name, sentences in error.errors.items():
                form.add_error(name if name in form.fields else None, sentences)
        except CannotEdit as error:
            form.add_error(None, str(error))
        else:
            _say(request, f"“{claim_words(claim.aspect, given['value'], given.get('unit', ''))}” kept.", batch)
            return redirect(f"{event.get_absolute_url()}#cf-t")
    context = {
        "form": form,
        "claim": claim,
        "title": f"Correct a claim: {claim.get_aspect_display()}",
        "crumbs": [
            {"label": "Events", "href": reverse("stories:event_list")},
            {"label": event.title, "href": event.get_absolute_url()},
        ],
        "back": event.get_absolute_url(),
        "outlet": claim.report.story.outlet,
        "settled": claim.standing != "suggested",
    }
    return render(request, "register/claim.html", context, status=422 if form.errors else 200)


def _say(request: HttpRequest, text: str, batch: uuid.UUID) -> None:
    messages.success(request, text, extra_tags=f"undo={reverse('stories:undo', args=[batch])}")
