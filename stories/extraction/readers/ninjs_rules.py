"""What a ninjs document may hold, version by version (IPTC ninjs 1.0 to 3.1, https://iptc.org/standards/ninjs/).

The standard's rules in the words of this house: which fields there are and since when, of what type, what must be
there, what excludes what. Formats that the standard only recommends (a date-time, a language) are not demanded.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """A text: one of `values`, or matching `pattern` (`what` says in words what that is)."""

    values: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, whole or not, between two bounds."""

    whole: bool = False
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Several:
    """A list of values of one kind."""

    of: Any


@dataclass(frozen=True, slots=True)
class Thing:
    """An object. `fields`: name to rule, or to (rule, version since which it is known); `families`: fields known by
    the beginning of their name; `needed` must be there; of each group in `one_of` exactly one must; `other`: whether
    further fields may be there; `check` finds what else is wrong with it."""

    fields: dict[str, Any] = field(default_factory=dict)
    families: tuple[tuple[re.Pattern[str], Any], ...] = ()
    needed: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    other: bool = False
    check: Callable[[dict[str, Any]], str | None] | None = None


ANY = None
TEXT, NUMBER, WHOLE = Text(), Number(), Number(whole=True)
URI = Text(pattern=re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+"), what="an absolute URI")
PERCENT, URGENCY = Number(True, 0, 100), Number(True, 1, 9)
STATUS = Text(("usable", "withheld", "canceled"))
_KINDS = ("text", "audio", "video", "picture", "graphic", "composite")
_TRUNCATED = re.compile(
    r"-?\d{4,}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?)?)?",
    re.ASCII,
)
WHEN = Text(pattern=_TRUNCATED, what="a year, month, day or moment in ISO form")


def _texts(names: str) -> dict[str, Any]:
    return dict.fromkeys(names.split(), TEXT)


# --- 1.x: one field a fact, names in lower case -----------------------------------------------------------------------

_CONTACT_1 = Thing(
    {**_texts("type role lang name value"),
     "address": Thing({"lines": Several(TEXT), **_texts("locality area postalcode country")})},
    one_of=(("value", "address"),),
)  # fmt: skip
_CODED = _texts("name rel scheme code")
_REACHED = {**_CODED, "contactinfo": (Several(_CONTACT_1), 1.5)}
_SYMBOLS_1 = Several(Thing({**_texts("ticker exchange"), "symboltype": (TEXT, 1.5), "symbol": (TEXT, 1.5)}))
_SOURCE_TYPE = Thing(_texts("name uri literal"))
_RENDITION_1 = Thing({
    **_texts("href mimetype title"), "height": NUMBER, "width": NUMBER, "sizeinbytes": NUMBER,
    "duration": (NUMBER, 1.2), "format": (TEXT, 1.2),
})  # fmt: skip
RIGHTS_1 = Thing(_texts("langid linkedrights encodedrights"), one_of=(("linkedrights", "encodedrights"),), other=True)
NINJS_1 = Thing(
    {
        **_texts("uri mimetype profile version versioncreated embargoed copyrightholder copyrightnotice language "
                 "byline headline located"),
        "type": Text((*_KINDS, "component")),
        "representationtype": Text(("complete", "incomplete")),
        "pubstatus": STATUS,
        "person": Several(Thing(_REACHED)),
        "organisation": Several(Thing({**_REACHED, "symbols": _SYMBOLS_1})),
        "place": Several(Thing(_REACHED, ((re.compile("geometry_[a-zA-Z0-9_]"), Thing(other=True)),))),
        "subject": Several(Thing({**_CODED, "creator": (TEXT, 1.5), "relevance": (PERCENT, 1.5),
                                  "confidence": (PERCENT, 1.5)})),
        "event": Several(Thing(_CODED)),
        "object": Several(Thing(_CODED)),
        "renditions": Thing({}, ((re.compile("[a-zA-Z0-9_]"), _RENDITION_1),)),
        "urgency": (NUMBER, 1.1),
        "usageterms": (TEXT, 1.1),
        **dict.fromkeys(("firstcreated", "ednote", "title", "slugline"), (TEXT, 1.2)),
        **dict.fromkeys(("charcount", "wordcount"), (NUMBER, 1.2)),
        "infosource": (Several(Thing(_REACHED)), 1.2),
        "altids": (Thing(other=True), 1.3),
        "trustindicator": (Several(Thing(_texts("scheme code title href"))), 1.3),
        "$standard": (Thing(_texts("name version schema")), 1.3),
        "genre": (Several(Thing(_texts("name scheme code"))), 1.3),
        "contentcreated": (TEXT, 1.4),
        "expires": (TEXT, 1.4),
        "rightsinfo": (RIGHTS_1, 1.4),
        "digitalsourcetype": (_SOURCE_TYPE, 1.6),
    },
    (
        (re.compile("description_[a-zA-Z0-9_]"), TEXT),
        (re.compile("body_[a-zA-Z0-9_]"), TEXT),
        (re.compile("headline_[a-zA-Z0-9_]"), (TEXT, 1.3)),
    ),
    needed=("uri",),
)  # fmt: skip
NINJS_1.fields["associations"] = Thing({}, ((re.compile("[a-zA-Z0-9_]"), NINJS_1),))


# --- 2.x and 3.x: lists of objects; 3.x writes the names of 2.x in camel case -----------------------------------------

_SHAPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")


def _geography(value: dict[str, Any]) -> str | None:
    """What is wrong with a piece of GeoJSON (https://www.rfc-editor.org/rfc/rfc7946), as the end of a sentence."""
    wanted = {"GeometryCollection": "geometries", "FeatureCollection": "features", "Feature": "geometry"}
    kind = value.get("type")
    if kind in _SHAPES:
        return None if isinstance(value.get("coordinates"), list) else "lacks its list of coordinates"
    if kind in wanted:
        return None if wanted[kind] in value else f"lacks its {wanted[kind]}"
    return "has no type that GeoJSON knows"


def _times(value: dict[str, Any]) -> str | None:
    """A beginning or an end, each either exact or expected."""
    for exact, expected in (("startDate", "expectedStartDate"), ("endDate", "expectedEndDate")):
        if (exact in value) != (expected in value):
            return None
    return "must say either when it starts or when it is expected to start (or the same of its end)"


_GEOGRAPHY = Thing(other=True, check=_geography)
_VALUED = {**_texts("role contentType value")}
_NAMED = {**_texts("name rel literal"), "uri": URI}
_CONTACT = Thing(
    {**_texts("type role lang name value"),
     "address": Thing({"lines": Several(TEXT), **_texts("locality area postalCode country")})},
    one_of=(("value", "address"),),
)  # fmt: skip
_REACHABLE = {**_NAMED, "contactInfo": Several(_CONTACT)}
_ORGANISATION = Thing({**_REACHABLE, "symbols": Several(Thing(_texts("ticker exchange symbolType symbol")))})
_RULE = Thing({
    "frequency": Text(("secondly", "minutely", "hourly", "daily", "weekly", "monthly", "yearly")),
    "interval": WHOLE, "until": TEXT, "count": WHOLE,
})  # fmt: skip
_DATES = Thing(
    {**_texts("startDate endDate expectedDuration"), "expectedStartDate": WHEN, "expectedEndDate": WHEN,
     "recurrence": Thing({"recurrenceDates": ANY, "recurrenceRules": Several(_RULE)})},
    check=_times,
)  # fmt: skip
_POINT = Thing({"x": WHOLE, "y": WHOLE})
_RENDITION_3 = Thing(
    {**_texts("name href contentType title format aspectRatio videoCodec transportProtocol bitrate"),
     "width": WHOLE, "height": WHOLE, "sizeInBytes": WHOLE, "duration": NUMBER, "frameRate": NUMBER, "poi": _POINT,
     "scanType": Text(("progressive", "interlaced"))},
    needed=("name",),
)  # fmt: skip
_RENDITION_2 = Thing(
    {**_texts("name uri versionguid href code signal contenttype title generated format originalfilename fileextension "
              "digest aspectratio colourspace backgroundcolour orientation videocodec videoscaling resolution "
              "audiocodec scene transportprotocol bitrate"),
     "version": WHOLE, "poi": _POINT, "scantype": TEXT,
     **dict.fromkeys(("height", "width", "sizeinbytes", "duration", "averagebitrate", "samplerate", "audiobitrate",
                      "framerate", "printsize"), NUMBER)},
    needed=("name",),
)  # fmt: skip
_COVERAGE = Thing({
    "uri": URI, **_texts("title edNote language"), "pubStatus": STATUS, "type": Text((*_KINDS, "component", "event",
                                                                                     "planning")),
    "commissioned": Thing({"by": TEXT, "on": TEXT, "references": Several(Thing(_texts("name value")))}),
    "dates": _DATES, "audiences": Several(Thing({"audience": TEXT, "significance": WHOLE})),
    "exclAudience": Several(TEXT), "urgency": URGENCY, "wordCount": WHOLE,
    "itemCount": Thing({"rangeFrom": WHOLE, "rangeTo": WHOLE}), "renditions": Several(_RENDITION_3),
})  # fmt: skip
_EVENT = Thing({"eventStatus": URI, "plannedCoverageStatus": URI, "dates": _DATES, "organiser": _ORGANISATION})
_COMMON: dict[str, Any] = {
    **_texts("profile version firstCreated versionCreated contentCreated copyrightHolder copyrightNotice usageTerms "
             "edNote language title by slugline located expires"),
    "type": Text((*_KINDS, "component", "event", "planning")),
    "representationType": Text(("full", "partial")),
    "pubStatus": STATUS,
    "urgency": URGENCY,
    "descriptions": Several(Thing(_VALUED, needed=("value",))),
    "bodies": Several(Thing({**_VALUED, "charCount": WHOLE, "wordCount": WHOLE}, needed=("value",))),
    "headlines": Several(Thing(_VALUED, needed=("value",))),
    "people": Several(Thing(_REACHABLE)),
    "organisations": Several(_ORGANISATION),
    "places": Several(Thing({**_REACHABLE, "geoJSON": _GEOGRAPHY})),
    "subjects": Several(Thing({**_NAMED, "creator": TEXT, "relevance": PERCENT, "confidence": PERCENT})),
    "events": Several(Thing({**_NAMED, "id": TEXT})),
    "objects": Several(Thing(_NAMED)),
    "infoSources": Several(Thing({**_REACHABLE, "role": TEXT})),
    "altIds": Several(Thing(_texts("role value"))),
    "trustIndicators": Several(Thing({**_texts("title href"), "role": URI})),
    "standard": Thing(_texts("name version schema")),
    "genres": Several(Thing(_texts("name uri literal"))),
    "rightsInfo": Thing(_texts("langId linkedRights encodedRights"), one_of=(("linkedRights", "encodedRights"),)),
}  # fmt: skip


def _lower(rule: Any) -> Any:
    """A rule of 3.x with its names as 2.x writes them; URIs are not demanded there."""
    if isinstance(rule, Several):
        return Several(_lower(rule.of))
    if isinstance(rule, Thing):
        fields = {name.lower(): _lower(one) for name, one in rule.fields.items()}
        groups = tuple(tuple(name.lower() for name in group) for group in rule.one_of)
        return Thing(fields, (), tuple(name.lower() for name in rule.needed), groups, rule.other, rule.check)
    return TEXT if rule is URI else rule


def _with_associations(ninjs: Thing, **more: Any) -> Thing:
    """The document: its fields, and the same with a name as associations."""
    fields = {**ninjs.fields}
    associated = Thing({**fields, "name": TEXT, **more}, needed=("name", "uri"))
    for thing in (fields, associated.fields):
        thing["associations"] = Several(associated)
    return Thing(fields, needed=("uri",))


NINJS_2 = _with_associations(Thing({
    **_lower(Thing(_COMMON)).fields, "uri": TEXT, "embargoed": TEXT, "renditions": Several(_RENDITION_2),
    "urgency": NUMBER, "digitalsourcetype": (_SOURCE_TYPE, 2.2),
    "eventdetails": (Thing(other=True), 2.2), "plannedcoverage": (Several(Thing(other=True)), 2.2),
}))  # fmt: skip
NINJS_3 = _with_associations(
    Thing({**_COMMON, "uri": URI, "embargoedUntil": TEXT, "renditions": Several(_RENDITION_3), "eventDetails": _EVENT,
           "plannedCoverage": Several(_COVERAGE),
           "digitalSourceType": (Thing({**_texts("name literal"), "uri": URI}), 3.1)}),
    rel=TEXT,
)  # fmt: skip
