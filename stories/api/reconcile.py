"""The reconciliation service for people and outlets, as OpenRefine and others ask it.

Version 0.2 of the protocol: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from stories.api.routing import BadCall
from stories.linking.reconciling import MODELS, PROPERTIES, described, fits, told
from stories.search.names import first_known_as

KINDS = {"people": "person", "outlets": "outlet"}
NAMES = {"person": "Person", "outlet": "Outlet"}
MOST_QUERIES = 50
MOST_ROWS = 500
LONGEST = 300


def service(request: HttpRequest, room: str) -> JsonResponse:
    """What the service is, without a question; the candidates for `queries`; the values for `extend`."""
    kind = KINDS[room]
    asked = request.POST if request.method == "POST" else request.GET
    if "queries" in asked:
        return JsonResponse({name: {"result": _candidates(kind, query)} for name, query in _queries(asked["queries"])})
    if "extend" in asked:
        return JsonResponse(_extended(kind, _read(asked["extend"], "extend")))
    return JsonResponse(_manifest(request, room))


def suggest(request: HttpRequest, room: str) -> JsonResponse:
    """Entries whose names begin with `prefix`."""
    kind = KINDS[room]
    prefix = _storable(request.GET.get("prefix", ""))
    rows = first_known_as(MODELS[kind].objects.current(), prefix, limit=10)
    return JsonResponse({"result": [{"id": row.slug, "name": row.name, "notable": [_type(kind)]} for row in rows]})


def properties(request: HttpRequest, room: str) -> JsonResponse:
    """The properties that `extend` can be asked for."""
    kind = KINDS[room]
    found = [{"id": name, "name": label} for name, label in PROPERTIES[kind].items()]
    return JsonResponse({"type": kind, "properties": found, "limit": len(found)})


def _manifest(request: HttpRequest, room: str) -> dict[str, Any]:
    kind = KINDS[room]
    home = request.build_absolute_uri("/").rstrip("/")
    here = request.build_absolute_uri(request.path).rstrip("/")
    detail = reverse(f"stories:{kind}_detail", args=["SLUG"]).replace("SLUG", "{{id}}")
    return {
        "versions": ["0.1", "0.2"],
        "name": f"newsroom: {room}",
        "identifierSpace": f"{home}/{room}/",
        "schemaSpace": f"{home}/types/",
        "defaultTypes": [_type(kind)],
        "view": {"url": f"{home}{detail}"},
        "suggest": {"entity": {"service_url": here, "service_path": "/suggest/"}},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties/"},
            "property_settings": [],
        },
    }


def _type(kind: str) -> dict[str, str]:
    return {"id": kind, "name": NAMES[kind]}


def _read(text: str, what: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise BadCall(f"“{what}” is not JSON.") from None
    if not isinstance(value, dict):
        raise BadCall(f"“{what}” is not a JSON object.")
    return value


def _storable(text: str) -> str:
    """The text as a database can compare it: JSON carries halves of characters and NULs, no database does."""
    return text[:LONGEST].encode(errors="ignore").decode().replace("\x00", "")


def _queries(text: str) -> list[tuple[str, dict[str, Any]]]:
    queries = _read(text, "queries")
    if len(queries) > MOST_QUERIES:
        raise BadCall(f"At most {MOST_QUERIES} queries are answered at once; these are {len(queries)}.")
    for name, query in queries.items():
        if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
            raise BadCall(f"The query “{name[:40]}” is not an object with the text “query”.")
    return list(queries.items())


def _candidates(kind: str, query: dict[str, Any]) -> list[dict[str, Any]]:
    types = query.get("type") or kind
    if kind not in (types if isinstance(types, list) else [types]):
        return []
    limit = query.get("limit")
    found = fits(
        kind,
        _storable(query.get("query", "")),
        properties=_given(query.get("properties")),
        limit=limit if isinstance(limit, int) and not isinstance(limit, bool) and limit > 0 else 5,
    )
    return [
        {
            "id": fit.row.slug,
            "name": fit.row.name,
            "description": described(fit.row),
            "type": [_type(kind)],
            "score": fit.score,
            "match": fit.match,
        }
        for fit in found
    ]


def _given(properties: Any) -> dict[str, str]:
    """Property -> value, of those that have one that is text."""
    given: dict[str, str] = {}
    for one in properties if isinstance(properties, list) else []:
        value = one.get("v") if isinstance(one, dict) else None
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name") or value.get("id") if isinstance(value, dict) else value
        if isinstance(value, str) and isinstance(one.get("pid"), str):
            given[one["pid"]] = _storable(value)
    return given


def _extended(kind: str, asked: dict[str, Any]) -> dict[str, Any]:
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list):
        raise BadCall("“extend” needs the lists “ids” and “properties”.")
    if len(ids) > MOST_ROWS:
        raise BadCall(f"At most {MOST_ROWS} entries are told of at once; these are {len(ids)}.")
    names = [one["id"] for one in wanted if isinstance(one, dict) and isinstance(one.get("id"), str)]
    unknown = [name for name in names if name not in PROPERTIES[kind]]
    if unknown:
        raise BadCall(f"There is no property “{unknown[0][:40]}”; there are {', '.join(PROPERTIES[kind])}.")
    rows = told(kind, [_storable(one) for one in ids if isinstance(one, str)], names)
    return {
        "meta": [{"id": name, "name": PROPERTIES[kind][name]} for name in names],
        "rows": {
            slug: {name: [{"str": value} for value in values] for name, values in cells.items()}
            for slug, cells in rows.items()
        },
    }
