"""How a state is drawn: its tint, its glyph and its word. The glyph carries the state where there is no colour."""

from dataclasses import dataclass

from django.db.models import TextChoices

from stories import vocabulary


@dataclass(frozen=True)
class Badge:
    """What partials/badge.html shows. `tint` is one of "", plain, blue, ochre, green, red."""

    tint: str
    glyph: str
    label: str


# Vocabulary -> stored value -> tint and glyph. The words come from stories.vocabulary, or, where a state is not stored,
# stand here as the third part.
_STORED: dict[str, type[TextChoices]] = {
    "role": vocabulary.Role,
    "capture": vocabulary.CaptureState,
    "story": vocabulary.StoryState,
    "completeness": vocabulary.Completeness,
    "event": vocabulary.EventStatus,
    "stance": vocabulary.Stance,
    "mention": vocabulary.MentionState,
    "flag": vocabulary.FlagState,
    "standing": vocabulary.Standing,
    "link": vocabulary.LinkState,
    "copy": vocabulary.CopyKind,
    "dossier": vocabulary.DossierState,
    "entry": vocabulary.EntryKind,
    "item": vocabulary.ItemResult,
    "feed": vocabulary.FeedHealth,
}
_LOOKS: dict[str, dict[str, tuple[str, str]]] = {
    "role": {
        "reader": ("plain", "○"),
        "editor": ("blue", "▮"),
        "reviewer": ("green", "✓"),
        "administrator": ("ochre", "!"),
    },
    "capture": {
        "waiting": ("ochre", "?"),
        "accepted": ("green", "✓"),
        "unreadable": ("red", "!"),
        "discarded": ("", "–"),
    },
    "story": {"new": ("plain", "○"), "to_check": ("ochre", "?"), "checked": ("green", "✓")},
    "completeness": {"full": ("plain", "▤"), "summary": ("plain", "▥"), "headline": ("plain", "▁")},
    "event": {
        "planned": ("plain", "○"),
        "confirmed": ("green", "✓"),
        "happened": ("green", "●"),
        "postponed": ("ochre", "→"),
        "cancelled": ("", "×"),
    },
    "stance": {
        "announces": ("plain", "▸"),
        "reports": ("plain", "▤"),
        "previews": ("plain", "→"),
        "analyses": ("plain", "▥"),
        "denies": ("red", "≠"),
    },
    "flag": {
        "open": ("ochre", "!"),
        "wrong_text": ("red", "≠"),
        "wrong_register": ("blue", "▮"),
        "fine": ("green", "✓"),
    },
    "mention": {
        "suggested": ("ochre", "?"),
        "confirmed": ("green", "✓"),
        "ambiguous": ("red", "2"),
        "unknown": ("", "·"),
        "rejected": ("", "×"),
    },
    "standing": {"suggested": ("ochre", "?"), "confirmed": ("green", "✓"), "rejected": ("", "×")},
    "link": {"suggested": ("ochre", "?"), "confirmed": ("green", "✓"), "rejected": ("", "×")},
    "copy": {"exact": ("green", "="), "updated": ("blue", "↻"), "retitled": ("blue", "≈"), "partial": ("ochre", "±")},
    "feed": {
        "new": ("plain", "○"),
        "well": ("green", "✓"),
        "silent": ("ochre", "–"),
        "failing": ("red", "!"),
        "paused": ("", "·"),
        "gone": ("red", "×"),
    },
    "item": {
        "waiting": ("plain", "○"),
        "kept": ("ochre", "?"),
        "new": ("green", "+"),
        "updated": ("blue", "↻"),
        "unchanged": ("", "="),
        "unpacked": ("plain", "▤"),
        "unreadable": ("red", "!"),
        "failed": ("red", "×"),
    },
    "dossier": {
        "draft": ("plain", "○"),
        "in_review": ("ochre", "◐"),
        "published": ("green", "●"),
        "archived": ("", "–"),
    },
    "entry": {
        "story": ("plain", "▤"),
        "event": ("ochre", "▣"),
        "person": ("blue", "▮"),
        "note": ("", "·"),
        "quote": ("blue", "“"),
    },
}
_SHOWN_ONLY: dict[str, dict[str, tuple[str, str, str]]] = {
    "rule": {"force": ("green", "✓", "in force"), "undone": ("", "–", "undone")},
    "outcome": {
        "new": ("green", "+", "new"),
        "updated": ("blue", "↻", "updated"),
        "unchanged": ("", "=", "unchanged"),
        "unreadable": ("red", "!", "unreadable"),
    },
    "claim": {
        "agree": ("green", "=", "agree"),
        "differ": ("red", "≠", "differ"),
        "part": ("ochre", "±", "both"),
        "silent": ("", "–", "silent"),
    },
    "clipping": {
        "accepted": ("green", "✓", "accepted"),
        "waiting": ("plain", "○", "waiting"),
        "doubt": ("ochre", "?", "doubt"),
        "open": ("blue", "▮", "open now"),
        "discarded": ("", "×", "not a story"),
    },
}


def badge(value: str, vocabulary_name: str) -> Badge:
    """The badge of a stored value. A value that the vocabulary does not know is shown as it is, in grey.

    Raises KeyError for a vocabulary that does not exist: that is a slip in a template.
    """
    value = str(value)
    if vocabulary_name in _SHOWN_ONLY:
        tint, glyph, label = _SHOWN_ONLY[vocabulary_name].get(value, ("", "·", value))
        return Badge(tint, glyph, label)
    tint, glyph = _LOOKS[vocabulary_name].get(value, ("", "·"))
    labels = dict(_STORED[vocabulary_name].choices)
    return Badge(tint, glyph, str(labels.get(value, value)))


def doubt(standing: str) -> Badge | None:
    """The mark of what rules suggest and nobody has decided on; None for what an editor entered or decided on."""
    return badge(standing, "standing") if standing == vocabulary.Standing.SUGGESTED else None


def notice(glyph_and_tint: str, label: str) -> Badge:
    """A badge for something that is not a state: "≠ red"|notice:"3 claims differ". The tint may be missing."""
    glyph, _, tint = glyph_and_tint.partition(" ")
    return Badge(tint, glyph, str(label))
