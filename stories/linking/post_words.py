"""How posts are printed: the forms one post takes in running text, and the titles that stand before a name."""

from __future__ import annotations

import re
from functools import lru_cache

from stories.linking.countries import adjective_code, country_code
from stories.text.names import fold

TITLES = frozenset(
    """
    activist adm admiral ambassador analyst archbishop attorney author baron baroness billionaire bishop brother
    candidate capt captain cardinal ceo cfo chair chairman chairperson chairwoman chancellor chief coach col
    colonel commissioner congressman congresswoman count counterpart countess dame deputy detective director dr
    economist emperor empress envoy executive father gen general gov governor hon imam inspector journalist
    judge justice king lady lawmaker leader lieutenant lord lt maj major marshal mayor minister miss mr mrs ms
    negotiator officer pm pope premier premier-elect president president-elect prince princess prof professor
    queen rabbi rep representative rev reverend saint secretary sen senator sergeant sgt sheikh sheriff sir
    sister speaker spokesman spokesperson spokeswoman st treasurer tycoon vice
    """.split()
)
"""What, right before a name, says that a person is meant."""
BEFORE_TITLES = frozenset(
    "former ex late then acting outgoing incoming new current us u s uk japanese american british chinese korean "
    "russian french german indian australian canadian".split()
)
_SPELLINGS = {"for": "of", "defence": "defense", "labour": "labor", "adviser": "advisor", "centre": "center"}
_SMALL = frozenset("the of for and in on to at a an".split())
_SWAPPED = re.compile(
    r"^(?P<head>.*?(?:minister|secretary|commissioner|governor|director|mayor|senator|ambassador|representative|speaker|"
    r"chairman|chair|president|chancellor|advisor|prosecutor|leader|judge|king|queen|emperor))"
    r"(?: (?P<joint>of state of|in charge of|of|to|at|from) (?P<tail>.+))?$"
)
_LAND = re.compile(
    r"(?P<bare>\S+(?: \S+)* \S+?)(?: (?:of|in) (?:the )?(?P<land>[^\s(),]+(?: (?!of\b|in\b)[^\s(),]+)*)"
    r"|,? \((?P<bracket>[^()]+)\))"
)
LOWER_RANKS = frozenset("deputy vice assistant under parliamentary associate sub".split())
_SHARED = frozenset("member representative senator deputy delegate councillor mp mep judge justice lord".split())
_IN_CHARGE_OF = frozenset("affairs relations language languages heritage communities diaspora islands".split())
"""Words that make no post of their own, so that an adjective before them is part of what the post is in charge of."""
_TURNED = re.compile(rf"(?P<tail>.+ (?:{'|'.join(sorted(_IN_CHARGE_OF))})) (?P<head>minister|secretary|commissioner)")
_ALIASES = {
    "prime minister": ("pm", "premier"),
    "senator": ("sen",),
    "representative": ("rep", "congressman", "congresswoman"),
    "governor": ("gov",),
    "minister foreign affairs": ("foreign minister",),
    "minister external affairs": ("foreign minister",),
}


@lru_cache(maxsize=20_000)
def fold_post(post: str) -> str:
    """A post's words as they are compared: folded, one spelling for defence and adviser, "of" for "for",
    no "the"."""
    words = [_SPELLINGS.get(word, word) for word in fold(post).split() if word != "the"]
    return " ".join(words)


@lru_cache(maxsize=20_000)
def post_forms(post: str) -> frozenset[str]:
    """The folded forms in which a post may be printed: "Minister for Foreign Affairs" is also "foreign minister",
    "Secretary of Defense" also "defense secretary", "Senator for Ohio" also "senator" and "sen"."""
    whole = fold_post(post)
    forms = {whole}
    bare = _without_country(post)
    if bare:
        forms |= post_forms(bare)
    match = _SWAPPED.match(whole)
    if match:
        words = tuple(word for word in (match["tail"] or "").split() if word not in _SMALL)
        forms |= _swapped_forms(match["head"], match["tail"] or "", words)
    turned = _TURNED.fullmatch(whole)
    if turned:
        forms.add(f"{turned['head']} of {turned['tail']}")
    return frozenset(forms)


def _without_country(post: str) -> str:
    """A post without the country that its words name ("Minister of Ferries of Portugal", "Minister of Ferries
    (Portugal)", "Portuguese Minister of Ferries"); "" where they name none. "For" names what a post is in charge of."""
    match = _LAND.fullmatch(post.strip())
    if match and country_code(fold(match["land"] or match["bracket"])):
        return match["bare"]
    first, _, rest = post.strip().partition(" ")
    of_country = " " in rest and adjective_code(fold(first)) and not is_object(rest)
    return rest if of_country else ""


def is_object(rest: str) -> bool:
    """Whether what stands behind the adjective of a country says that the country is what the post is in charge of:
    "Chinese Affairs Minister"."""
    return fold(rest).split()[0] in _IN_CHARGE_OF


def _swapped_forms(head: str, tail: str, words: tuple[str, ...]) -> set[str]:
    """Forms of a post whose head ("minister", "senator") comes before what it is for."""
    of_a_country = bool(tail) and country_code(tail) is not None
    if not words or of_a_country:
        return {head, *_ALIASES.get(head, ())}
    known = _ALIASES.get(f"{head} {' '.join(words)}", ())
    if head.endswith(("minister", "secretary", "commissioner", "representative")):
        foreign = {f"foreign {head}"} if "foreign" in words else set()
        short = set() if adjective_code(words[0]) else {f"{words[0]} {head}"}
        return {*short, f"{' '.join(words)} {head}", *known, *foreign}
    return {head, *_ALIASES.get(head, ()), *known}


def held_by_many(post: str) -> bool:
    """Whether a post is one that many hold at once, by its words: members of a parliament, judges."""
    return bool(set(fold_post(post).split()) & _SHARED)


def says_post(said: str, post: str) -> bool:
    """Whether the words before a name end in a form of the post: "us secretary of state", "prime minister".

    "Deputy secretary of state" does not say "secretary of state", nor "vice president" "president".
    """
    printed = fold_post(said)
    for form in post_forms(post):
        if printed == form:
            return True
        if printed.endswith(f" {form}"):
            before = printed.removesuffix(form).split()[-1]
            return before not in LOWER_RANKS
    return False
