"""Routes of these pages."""

from django.urls import URLPattern, register_converter

from stories.export import REGISTER_FORMATS, REGISTER_KINDS
from stories.text.slugs import FIRST_SIGN, LAST_SIGN
from stories.web.register import (
    claim_acts,
    curate,
    deciding,
    duplicates,
    editing,
    events,
    lists,
    merging,
    names,
    network,
    outlets,
    people,
    post_pages,
    programs,
    proposals,
    quotes,
    splitting,
    suggested,
    words,
)
from stories.web.routing import route


class Counted:
    """A kind of row that stories are counted for."""

    regex = "|".join(lists.COUNTED)

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class Exported(Counted):
    """A kind of row that is exported as a file."""

    regex = "|".join(REGISTER_KINDS)


class ExportFormat(Counted):
    """A format that the register is exported in."""

    regex = "|".join(REGISTER_FORMATS)


class NameSlug(Counted):
    """The slug of an entry of the register: letters of any script, digits, hyphens, and the signs of vowels that
    some scripts write words with. Whoever writes an address escapes them."""

    regex = rf"[-\w{FIRST_SIGN}-{LAST_SIGN}]+"


register_converter(NameSlug, "name")
register_converter(Counted, "counted")
register_converter(Exported, "exported")
register_converter(ExportFormat, "export_format")

ACTS = {"person": "edit_register", "outlet": "edit_register", "event": "edit_register", "tag": "tag"}
ROOMS = {"person": "people", "outlet": "outlets", "event": "events", "tag": "tags"}

merging_routes: list[URLPattern] = [
    *(
        route(
            f"{room}/duplicates/",
            duplicates.Duplicates.as_view(kind=kind),
            name=f"{kind}_duplicates",
            act=ACTS[kind],
        )
        for kind, room in ROOMS.items()
    ),
    *(
        route(f"{room}/<name:slug>/merge/", merging.MergePage.as_view(kind=kind), name=f"{kind}_merge", act=ACTS[kind])
        for kind, room in ROOMS.items()
    ),
    *(
        route(
            f"{ROOMS[kind]}/<name:slug>/split/",
            splitting.SplitPage.as_view(kind=kind),
            name=f"{kind}_split",
            act=ACTS[kind],
        )
        for kind in splitting.KINDS
    ),
]

routes: list[URLPattern] = [
    *merging_routes,
    route("people/", lists.PersonList.as_view(), name="person_list", act="read"),
    route("people/network/", network.person_network, name="person_network", act="read"),
    route("people/new/", editing.PersonEdit.as_view(), name="person_new", act="edit_register"),
    route("people/posts/", post_pages.post_list, name="person_posts", act="read"),
    route("people/proposals/", proposals.ProposalList.as_view(), name="proposal_list", act="read"),
    route("people/proposals/decide/", proposals.decide, name="proposal_decide", act="edit_register"),
    route("people/<name:slug>/", people.person_detail, name="person_detail", act="read"),
    route("people/<name:slug>/edit/", editing.PersonEdit.as_view(), name="person_edit", act="edit_register"),
    route("outlets/", lists.OutletList.as_view(), name="outlet_list", act="read"),
    route("outlets/new/", editing.OutletEdit.as_view(), name="outlet_new", act="edit_register"),
    route("outlets/<name:slug>/", outlets.outlet_detail, name="outlet_detail", act="read"),
    route("outlets/<name:slug>/edit/", editing.OutletEdit.as_view(), name="outlet_edit", act="edit_register"),
    route("events/", lists.EventList.as_view(), name="event_list", act="read"),
    route("events/new/", editing.EventEdit.as_view(), name="event_new", act="edit_register"),
    route("events/date/", deciding.event_date, name="event_date", act="read"),
    route("events/suggested/", suggested.SuggestedList.as_view(), name="event_suggestions", act="read"),
    route("events/suggested/decide/", suggested.decide, name="events_decide", act="edit_register"),
    route("events/<name:slug>/decide/", deciding.decide_event, name="event_decide", act="edit_register"),
    route("events/<name:slug>/turn/", deciding.turn_event, name="event_turn", act="edit_register"),
    route("reports/<int:pk>/decide/", deciding.decide_report, name="report_decide", act="link"),
    route("events/<name:slug>/", events.event_detail, name="event_detail", act="read"),
    route("events/<name:slug>/edit/", editing.EventEdit.as_view(), name="event_edit", act="edit_register"),
    route("events/<name:slug>/settle/", claim_acts.settle_row, name="claims_settle", act="link"),
    route("claims/<int:pk>/", claim_acts.edit, name="claim_edit", act="link"),
    route("claims/<int:pk>/decide/", claim_acts.decide, name="claim_decide", act="link"),
    route("events/<name:slug>/reports/new/", editing.ReportNew.as_view(), name="report_new", act="link"),
    route("reports/<int:pk>/", editing.ReportEdit.as_view(), name="report_edit", act="link"),
    route("quotes/", quotes.QuotationList.as_view(), name="quotation_list", act="read"),
    route("quotes/<int:pk>/", quotes.quotation_detail, name="quotation_detail", act="read"),
    route("quotes/<int:pk>/decide/", quotes.decide, name="quotation_decide", act="decide_mention"),
    route("tags/", lists.TagList.as_view(), name="tag_list", act="read"),
    route("tags/topics/", lists.TopicList.as_view(), name="topic_list", act="read"),
    route("tags/new/", editing.TagEdit.as_view(), name="tag_new", act="tag"),
    route("tags/topics/<slug:slug>/", words.topic_detail, name="topic_detail", act="read"),
    route("tags/<name:slug>/", words.tag_detail, name="tag_detail", act="read"),
    route("tags/<name:slug>/edit/", editing.TagEdit.as_view(), name="tag_edit", act="tag"),
    route("counts/<counted:kind>/", lists.counts, name="register_counts", act="read"),
    route("names/<counted:kind>/", names.name_options, name="name_options", act="read"),
    route("programs/", programs.programs, name="programs", act="export"),
    route("programs/<exported:kind>.<export_format:fmt>", programs.export, name="register_export", act="export"),
    route("curate/", curate.record_curate, name="record_curate", act="create_dossier"),
]
