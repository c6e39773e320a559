"""Whether a JSON document is ninjs, of which version, and what is wrong with it: the field by name, in a sentence."""

import math
import re
from typing import Any

from stories.extraction.readers.ninjs_rules import NINJS_1, NINJS_2, NINJS_3, Number, Several, Text, Thing
from stories.extraction.reading import Unreadable

LATEST = {1: 1.6, 2: 2.2, 3: 3.1}
_RULES = {1: NINJS_1, 2: NINJS_2, 3: NINJS_3}
_VERSION = re.compile(r"(?<![\d.])([123])(?:\.(\d))?")
_WORDS = {str: "a text", dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number",
          type(None): "nothing"}  # fmt: skip


def looks_like_ninjs(document: Any) -> bool:
    """Whether an object has the one field that every ninjs has, and mostly fields that ninjs knows."""
    if not isinstance(document, dict) or "uri" not in document:
        return False
    known = sum(any(_rule_of(rules, name) is not None for rules in _RULES.values()) for name in document)
    return known * 2 >= len(document)


def version_of(document: dict[str, Any]) -> float:
    """The version by which a document is to be judged: the one that it states, unless its fields are those of another
    generation; the latest of its generation where it states none."""
    stated = document.get("$standard") or document.get("standard")
    words = " ".join(str(stated.get(name) or "") for name in ("version", "schema")) if isinstance(stated, dict) else ""
    found = _VERSION.search(words)
    major = _generation(document, int(found[1]) if found else None)
    return float(f"{major}.{found[2] or 0}") if found and int(found[1]) == major else LATEST[major]


def check_ninjs(document: dict[str, Any], version: float | None = None) -> float:
    """The version of a sound document (`version` where it is given). Raises Unreadable, naming the field that is
    wrong."""
    judged = version_of(document) if version is None else version
    try:
        problem = _problem(document, _RULES[int(judged)], judged, "")
    except RecursionError:
        problem = "its associations are nested too deep"
    if problem:
        raise Unreadable(f"This is no sound ninjs {judged}: {problem}.", media_type="application/ninjs+json")
    return judged


def _generation(document: dict[str, Any], stated: int | None) -> int:
    """1, 2 or 3: the generation that knows most of the fields; the stated one, else the earliest, where several do."""
    known = {
        major: sum(_rule_of(rules, name) is not None and _fits(rules, name, value) for name, value in document.items())
        for major, rules in _RULES.items()
    }
    best = [major for major in known if known[major] == max(known.values())]
    return stated if stated in best else best[0]


def _fits(rules: Thing, name: str, value: Any) -> bool:
    rule = _rule_of(rules, name)
    rule = rule[0] if isinstance(rule, tuple) else rule
    return isinstance(value, list) == isinstance(rule, Several)


def _rule_of(thing: Thing, name: str) -> Any:
    if name in thing.fields:
        return thing.fields[name]
    return next((rule for family, rule in thing.families if family.match(name)), None)


def _problem(value: Any, rule: Any, version: float, where: str) -> str | None:
    """What is wrong at `where` (a dotted path), as the rest of a sentence."""
    if isinstance(rule, Thing):
        return _problem_in(value, rule, version, where) if isinstance(value, dict) else _not(value, "an object", where)
    if isinstance(rule, Several):
        if not isinstance(value, list):
            return _not(value, "a list", where)
        inner = (_problem(one, rule.of, version, f"{where}[{place}]") for place, one in enumerate(value))
        return next((problem for problem in inner if problem), None)
    if isinstance(rule, Text):
        return _problem_of_text(value, rule, where)
    return _problem_of_number(value, rule, where) if isinstance(rule, Number) else None


def _problem_in(value: dict[str, Any], thing: Thing, version: float, where: str) -> str | None:
    inside = f"{where}." if where else ""
    for name in thing.needed:
        if name not in value:
            return f"“{inside}{name}” is missing"
    for group in thing.one_of:
        if sum(name in value for name in group) != 1:
            return f"“{where}” must have exactly one of {' and '.join(group)}"
    for name, one in value.items():
        problem = _problem_of_field(name, one, thing, version, f"{inside}{name[:60]}")
        if problem:
            return problem
    wrong = thing.check(value) if thing.check else None
    return f"“{where}” {wrong}" if wrong else None


def _problem_of_field(name: str, value: Any, thing: Thing, version: float, where: str) -> str | None:
    rule = _rule_of(thing, name)
    if isinstance(rule, tuple):
        rule, since = rule
        if version < since:
            return f"“{where}” is not known before version {since}"
    if rule is None and name not in thing.fields:
        return None if thing.other else f"it has no field “{where}”"
    return _problem(value, rule, version, where)


def _problem_of_text(value: Any, rule: Text, where: str) -> str | None:
    if not isinstance(value, str):
        return _not(value, "a text", where)
    if rule.values and value not in rule.values:
        return f"“{where}” is “{value[:40]}”, which is none of {', '.join(rule.values)}"
    if rule.pattern and not rule.pattern.fullmatch(value):
        return f"“{where}” is “{value[:40]}”, which is not {rule.what}"
    return None


def _problem_of_number(value: Any, rule: Number, where: str) -> str | None:
    if isinstance(value, float) and not math.isfinite(value):
        return f"“{where}” is {value}, which is no number"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _not(value, "a number", where)
    if rule.whole and isinstance(value, float) and not value.is_integer():
        return f"“{where}” is {value}, which is no whole number"
    if (rule.least is not None and value < rule.least) or (rule.most is not None and value > rule.most):
        return f"“{where}” is {value}, which is not between {rule.least:g} and {rule.most:g}"
    return None


def _not(value: Any, wanted: str, where: str) -> str:
    return f"“{where}” must be {wanted}, not {_WORDS.get(type(value), 'something else')}"
