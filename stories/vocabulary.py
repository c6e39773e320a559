"""States and kinds: the words of design section 2, as choices. Values are stored, labels are shown."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a signed-in user may do; each role includes the ones before it."""

    READER = "reader", "Reader"
    EDITOR = "editor", "Editor"
    REVIEWER = "reviewer", "Reviewer"
    ADMINISTRATOR = "administrator", "Administrator"


class CaptureState(TextChoices):
    WAITING = "waiting", "to check"
    ACCEPTED = "accepted", "accepted"
    UNREADABLE = "unreadable", "unreadable"
    DISCARDED = "discarded", "set aside"


class PageKind(TextChoices):
    ARTICLE = "article", "article"
    INDEX = "index", "index page"
    HASHTAG = "hashtag", "hashtag or search page"
    FEED = "feed", "feed"
    FRONT = "front", "front page"
    LIVE = "live", "live blog"
    OTHER = "other", "other"


ONE_STORY = (PageKind.ARTICLE, PageKind.LIVE)
"""Kinds of pages that are one story."""


class BatchMode(TextChoices):
    """What becomes of the pages of an upload once they are read."""

    CHECK = "check", "keep on the desk to be checked"
    ACCEPT = "accept", "accept at once"


class ItemState(TextChoices):
    """How far the work on one page of an upload is."""

    WAITING = "waiting", "waiting"
    DONE = "done", "done"
    FAILED = "failed", "failed"


class ItemResult(TextChoices):
    """What one page of an upload came to."""

    WAITING = "waiting", "waiting"
    KEPT = "kept", "to check"
    NEW = "new", "new"
    UPDATED = "updated", "updated"
    UNCHANGED = "unchanged", "here already"
    UNPACKED = "unpacked", "unpacked"
    UNREADABLE = "unreadable", "unreadable"
    FAILED = "failed", "failed"


class FeedHealth(TextChoices):
    """How a feed is that is asked on a schedule."""

    NEW = "new", "not asked yet"
    WELL = "well", "well"
    SILENT = "silent", "silent"
    FAILING = "failing", "failing"
    PAUSED = "paused", "paused"
    GONE = "gone", "gone"


class StoryState(TextChoices):
    NEW = "new", "new"
    TO_CHECK = "to_check", "to check"
    CHECKED = "checked", "checked"


class StoryKind(TextChoices):
    NEWS = "news", "news"
    ANALYSIS = "analysis", "analysis"
    OPINION = "opinion", "opinion"
    INTERVIEW = "interview", "interview"
    VIDEO = "video", "video"
    AUDIO = "audio", "audio"
    RELEASE = "release", "press release"
    OTHER = "other", "other"


class Completeness(TextChoices):
    FULL = "full", "full text"
    SUMMARY = "summary", "summary"
    HEADLINE = "headline", "headline only"


class Precision(TextChoices):
    MINUTE = "minute", "minute"
    DAY = "day", "day"
    MONTH = "month", "month"
    YEAR = "year", "year"


class Basis(TextChoices):
    """What a published date rests on (design section 6)."""

    ABSOLUTE = "absolute", "absolute"
    DATELINE = "dateline", "dateline"
    RELATIVE = "relative to capture", "relative to capture"
    BY_MAIL = "relative to mail", "relative to mail"
    MAIL = "mail", "day of the mail"
    META = "meta", "page metadata"
    ADDRESS = "address", "address"
    EDITOR = "editor", "editor's judgement"
    GIVEN = "given", "given with the import"


class OutletKind(TextChoices):
    NEWSPAPER = "newspaper", "newspaper"
    AGENCY = "agency", "news agency"
    BROADCASTER = "broadcaster", "broadcaster"
    MAGAZINE = "magazine", "magazine"
    WEBSITE = "website", "website"
    AGGREGATOR = "aggregator", "aggregator"
    INSTITUTION = "institution", "institution"
    OTHER = "other", "other"


class NameOrder(TextChoices):
    GIVEN_FIRST = "given_first", "given name first"
    FAMILY_FIRST = "family_first", "family name first"


class NameSource(TextChoices):
    """Who says that this is a name of the person or outlet."""

    PRIMARY = "primary", "the main name"
    EDITOR = "editor", "an editor"
    IMPORT = "import", "an import"
    MERGE = "merge", "a merged entry"


class EventStatus(TextChoices):
    PLANNED = "planned", "planned"
    CONFIRMED = "confirmed", "confirmed"
    HAPPENED = "happened", "happened"
    POSTPONED = "postponed", "postponed"
    CANCELLED = "cancelled", "called off"


class EventKind(TextChoices):
    """A series holds events of one sort: meetings in a round of talks, the summits of every year."""

    EVENT = "event", "event"
    SERIES = "series", "series of events"


class Standing(TextChoices):
    """What an editor made of something that rules found; what an editor enters is confirmed."""

    SUGGESTED = "suggested", "suggested"
    CONFIRMED = "confirmed", "confirmed"
    REJECTED = "rejected", "rejected"


class Aspect(TextChoices):
    """What a claim is about; reports of one event are compared aspect by aspect."""

    STATUS = "status", "what became of it"
    DATE = "date", "when"
    PLACE = "place", "where"
    FIGURE = "figure", "figure"
    DECIDER = "decider", "who decided"
    REASON = "reason", "why"


class SourceKind(TextChoices):
    """Whom a report cites for a claim."""

    NAMED = "named", "somebody named"
    UNNAMED = "unnamed", "somebody not named"
    OUTLET = "outlet", "another outlet"
    BODY = "body", "an institution"


class FlagKind(TextChoices):
    """Where the wording of a story does not fit what the register knows."""

    FORMER_IN_OFFICE = "former_in_office", "called former while in office"
    NOT_YET_IN_OFFICE = "not_yet", "given a post before it began"
    NO_LONGER_IN_OFFICE = "no_longer", "given a post after it ended"
    OTHER_HOLDER = "other_holder", "given a post that somebody else held"
    MISSPELT = "misspelt", "a name that is nearly somebody's"


class FlagState(TextChoices):
    """What an editor says of a flag."""

    OPEN = "open", "open"
    WRONG_TEXT = "wrong_text", "the story is wrong"
    WRONG_REGISTER = "wrong_register", "the register is wrong"
    FINE = "fine", "nothing is wrong"


class ProposalState(TextChoices):
    """What became of a name that nobody in the register has."""

    OPEN = "open", "open"
    MADE = "made", "in the register"
    DISMISSED = "dismissed", "not a person"


class Stance(TextChoices):
    """How a story stands to an event that it reports."""

    ANNOUNCES = "announces", "announces"
    REPORTS = "reports", "reports"
    PREVIEWS = "previews", "previews"
    ANALYSES = "analyses", "analyses"
    DENIES = "denies", "denies"


class MentionKind(TextChoices):
    PERSON = "person", "person"
    OUTLET = "outlet", "outlet"
    EVENT = "event", "event"


class MentionState(TextChoices):
    SUGGESTED = "suggested", "suggested"
    CONFIRMED = "confirmed", "confirmed"
    AMBIGUOUS = "ambiguous", "ambiguous"
    UNKNOWN = "unknown", "unknown"
    REJECTED = "rejected", "rejected"


class MentionField(TextChoices):
    """The text of the story that a passage's offsets count in."""

    HEADLINE = "headline", "headline"
    DEK = "dek", "dek"
    BODY = "body", "body"
    CAPTION = "caption", "captions"


class LinkKind(TextChoices):
    REPRINTS = "reprints", "reprints"
    TRANSLATES = "translates", "translates"
    UPDATES = "updates", "updates"
    CORRECTS = "corrects", "corrects"
    REBUTS = "rebuts", "rebuts"
    QUOTES = "quotes", "quotes"
    BACKGROUND = "background", "is background to"


class LinkState(TextChoices):
    SUGGESTED = "suggested", "suggested"
    CONFIRMED = "confirmed", "confirmed"
    REJECTED = "rejected", "not the same"


class CopyKind(TextChoices):
    EXACT = "exact", "the same text"
    UPDATED = "updated", "the same text, changed in places"
    RETITLED = "retitled", "the same text under another headline"
    PARTIAL = "partial", "part of the text"


class DossierState(TextChoices):
    DRAFT = "draft", "draft"
    IN_REVIEW = "in_review", "in review"
    PUBLISHED = "published", "published"
    ARCHIVED = "archived", "archived"


class EntryKind(TextChoices):
    STORY = "story", "story"
    EVENT = "event", "event"
    PERSON = "person", "person"
    NOTE = "note", "note"
    QUOTE = "quote", "quote"


class Verb(TextChoices):
    """What happened to a row, in the history."""

    CREATED = "created", "created"
    CHANGED = "changed", "changed"
    DELETED = "deleted", "deleted"
    IMPORTED = "imported", "imported"
    ACCEPTED = "accepted", "accepted"
    DISCARDED = "discarded", "set aside"
    TAGGED = "tagged", "tagged"
    UNTAGGED = "untagged", "untagged"
    LINKED = "linked", "linked"
    UNLINKED = "unlinked", "unlinked"
    CONFIRMED = "confirmed", "confirmed"
    REJECTED = "rejected", "rejected"
    SUGGESTED = "suggested", "suggested"
    MOVED = "moved", "moved"
    SUBMITTED = "submitted", "sent to review"
    RETURNED = "returned", "returned to draft"
    PUBLISHED = "published", "published"
    ARCHIVED = "archived", "archived"
    REOPENED = "reopened", "reopened"
    UNDONE = "undone", "undone"
    MERGED = "merged", "merged"
    SPLIT = "split", "split"
    SETTLED = "settled", "settled"
