"""What is stored: one file a noun, querysets beside their model."""

from stories.models.account import Preference, SignInFailure
from stories.models.appearance import Appearance
from stories.models.batch import Batch, BatchItem
from stories.models.capture import Capture, Page, Reading
from stories.models.change import Change
from stories.models.claim import Claim
from stories.models.distinction import Distinction
from stories.models.dossier import Dossier, Edition, Entry, Section
from stories.models.event import Event, Participation, Turn
from stories.models.feed import Feed
from stories.models.flag import Flag
from stories.models.furniture import FurnitureHit, FurnitureRule, RecurringText
from stories.models.grouping import EventKey, StoryWords, WordCount
from stories.models.likely import LikelyDue, LikelyKey, LikelyPair
from stories.models.link import Link
from stories.models.mention import Candidate, Mention
from stories.models.outlet import Outlet, OutletDomain, OutletName
from stories.models.person import Person, PersonName, Tenure
from stories.models.proposal import Proposal
from stories.models.quotation import Quotation
from stories.models.renamed import NameDue
from stories.models.report import Report
from stories.models.story import CopyKey, EarlierText, Story, StoryTag, StoryTopic
from stories.models.tag import Tag, Topic

__all__ = [
    "Appearance",
    "Batch",
    "BatchItem",
    "Candidate",
    "Capture",
    "Change",
    "Claim",
    "CopyKey",
    "Distinction",
    "Dossier",
    "EarlierText",
    "Edition",
    "Entry",
    "Event",
    "EventKey",
    "Feed",
    "Flag",
    "FurnitureHit",
    "FurnitureRule",
    "LikelyDue",
    "LikelyKey",
    "LikelyPair",
    "Link",
    "Mention",
    "NameDue",
    "Outlet",
    "OutletDomain",
    "OutletName",
    "Page",
    "Participation",
    "Person",
    "PersonName",
    "Preference",
    "Proposal",
    "Quotation",
    "Reading",
    "RecurringText",
    "Report",
    "Section",
    "SignInFailure",
    "Story",
    "StoryTag",
    "StoryTopic",
    "StoryWords",
    "Tag",
    "Tenure",
    "Topic",
    "Turn",
    "WordCount",
]
