"""What stands on pages but belongs to no story: menus, promotions, rank lists, legal lines.

Patterns match a whole short line. They are general to news pages; what only shape can tell is told elsewhere.
"""

import re

from stories.extraction.asides import letter_reason, reports
from stories.extraction.furniture_abroad import names_picture, reason_abroad
from stories.extraction.shape import BULLET, is_prose, size

_LONGEST = 300


def _whole(*patterns: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + r")\s*[:.!»›>…]*", re.IGNORECASE)


_NAVIGATION = _whole(
    r"(?:site )?search(?: this site)?",
    r"(?:main )?menu",
    "home(?:page)?",
    "log ?in",
    "sign ?in",
    "register",
    "my account",
    "logo",
    "#",
    "close",
    "open",
    "back",
    "next",
    "previous",
    "prev",
    r"back to (?:top|home)",
    r"(?:toggle|open|close) (?:navigation|menu|search)",
    r"(?:the )?latest(?: stories| news| articles| posts)?",
    r"(?:all|more|top|(?:all|more) top) (?:stories|news|headlines)",
    r"latest (?:news|stories|articles|posts) (?:with|on|about|from|in|for) .{1,80}",
    r"(?:read|load|show|see|view|learn) (?:more|all|less)",
    r"continue reading(?: .{1,60})?",
    r"(?:share|print|email|e-mail|tweet|pin|post|save|copy link|comments?|gift|listen|facebook|"
    r"twitter|x|whatsapp|"
    r"linkedin|reddit|telegram|messenger|pinterest|line|bluesky|threads|instagram|youtube|tiktok|"
    r"rss|flipboard)(?:\s*[|·/,]?\s+(?:share|print|"
    r"email|tweet|facebook|twitter|x|whatsapp|linkedin|reddit|telegram|line|bluesky|instagram|"
    r"youtube|tiktok|copy link|save))*",
    r"share (?:this|on|via|to)(?: .{1,40})?",
    r"(?:\d+ )?(?:shares?|comments?|views?|likes?)(?: ?\d+)?",
    r"page \d+(?: of \d+)?",
    r"\d+ min(?:ute)?s? read",
    r"you are here:? .{0,80}",
    r"(?:tags?|topics?|filed under):.{0,120}",
    "tags?",
    "topics?",
    r"loading",
    r"font size.{0,20}",
    r"text size.{0,20}",
    r"listen to (?:this )?(?:article|story).{0,20}",
    r"editions?",
    "english",
    "sections",
    "jump to .{1,40}",
    r"(?!by )(?:\w[\w .&'-]{0,24}\s[>›»/|]\s){1,8}\w[\w .&'-]{0,60}",
)
_PROMOTION = _whole(
    r"download (?:the|our) app.{0,80}",
    r"get (?:the|our) app.{0,80}",
    r"get started(?: now)?.{0,80}",
    r"app-?store.{0,40}",
    r"(?:google )?play-?store",
    r"(?:sign up|register|subscribe)(?: now| today| here)?",
    r"(?:sign up|subscribe|register)\b.{1,160}(?:newsletters?|inbox|alerts?|briefing|access|today|"
    r"now|updates|email|e-mail|free)\b.{0,80}",
    r"subscribe to .{1,120}",
    r"subscribe (?:for|from|and) .{1,120}",
    "(?:our )?newsletters?",
    r"follow (?:us|me)\b.{0,100}",
    r"(?:folgen sie|folge|folgt) uns\b.{0,100}",
    r"(?:abonnieren sie|melden sie sich|jetzt|hier)\b.{0,80}\bnewsletter\b.{0,60}",
    r"follow [\w ]{1,30} on (?:twitter|x|facebook|instagram|telegram|whatsapp|linkedin|"
    r"google news)\b.{0,80}",
    r"join (?:us|the conversation|our|now|today)\b.{0,120}",
    r"(?:leave|post|add|write) a (?:comment|reply)",
    r"support (?:our|independent|quality) .{1,120}",
    r"(?:become|be) a (?:member|subscriber|supporter)\b.{0,120}",
    r"donate(?: now)?",
    r"(?:pro|quick|expert|reader) tips?:.{0,280}",
    r"(?:share|tell us|let us know) (?:your|what|in the).{0,200}",
    r"start (?:your )?(?:free )?trial.{0,80}",
    r"limited[- ]time offer.{0,80}",
    r"(?:try|get) .{1,60} (?:free|for \$?\d).{0,80}",
    r"already a subscriber.{0,60}",
    r"this (?:article|story|content) is (?:for|exclusive to|only available to) .{1,80}",
)
_ASKS_READER = re.compile(
    r"\b(?:share your (?:\w+ ){0,3}(?:opinions?|thoughts?|views?|comments?|perspectives?)|"
    r"in the comments? (?:below|section)|"
    r"comment below|leave (?:us |me )?(?:a|your) (?:comment|reply)|have your say|"
    r"join the (?:discussion|conversation)|let us know (?:what|in|your|below)|"
    r"(?:sign(?:ing)? up|subscrib(?:e|ing))(?: here)? (?:for|to) (?:our|[\w.]+[’']s)\b.{0,60}\b(?:newsletters?|alerts?|"
    r"briefings?)|click here (?:to|for) (?:more information|subscri\w+|sign up))\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:^|[.!?:;,–—-]|\b(?:please|and|or|to|can|could|you))\W*$", re.IGNORECASE)
"""What stands before the words that ask the reader, where they are no words of a sentence about something else."""
_FOLLOW = re.compile(r"\b[Ff]ollow (?:us|me|him|her|them|[A-Z]\w+(?: [A-Z]\w+)?) (?:on [A-Z]\w+:? ?\(?)?@\w")
_APP = re.compile(r"(?:^|[.!?:]\s)(?:Download|Get|Install|Open|Try|DOWNLOAD|GET)\b[^.]{0,60}\b[Aa](?:pp|PP)\b")
_ADVERTISEMENT = _whole(
    r"(?:-+ ?)?(?:advertisements?|advertising|ads?|adverts?|sponsored(?: content| by .{1,40})?|"
    r"paid (?:content|post|partner content)|promoted(?: content)?|partner content)(?: ?-+)?",
    r"(?:story|article) continues (?:below|after)(?: (?:the |this )?(?:advertisement|ad))?",
    r"(?:scroll to|continue) .{0,20}after (?:the )?(?:advertisement|ad)",
    "広告",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "pubblicità",
    r"remove ads?",
)
_LEGAL = _whole(
    r"(?:this (?:post|article|page|story|site|content)|we|our (?:site|links|partners)) (?:may |might )?"
    r"(?:contains?|includes?|earns?|receives?|gets?) .{0,160}(?:affiliate|advertis|commission|compensation).{0,200}",
    r"(?:copyright )?(?:©|\(c\)|copr\.).{0,200}",
    r"copyright (?:\d{4}|notice)?.{0,3}",
    r"copyright \d{4} .{0,120}",
    r".{0,140}all rights reserved.{0,100}",
    r"(?:terms|privacy|cookies?)\b(?: (?:of|and|&|policy|notice|settings|use|service|conditions|"
    r"preferences|statement))*",
    r"legal(?: notice)?",
    "imprint",
    "impressum",
    r"we (?:use|and our partners).{0,60}(?:cookies|data).{0,200}",
    r"(?:accept|reject|manage)(?: all)?(?: cookies)?",
    r"by (?:using|continuing|clicking|signing) .{1,200}(?:terms|cookies|privacy).{0,100}",
    r"do not sell .{1,60}",
    r"(?:this (?:material|article|story)|no part of).{0,60}may not be (?:published|"
    r"reproduced).{0,160}",
    r"contact(?: us)?",
    r"about(?: us)?",
    "advertise(?: with us)?",
    "careers",
    "faqs?",
    "help(?: center| centre)?",
    "accessibility",
)
_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "most read",
        re.compile(
            r"(?:(?:[\w&'-]+[\"”’']? ){0,3}(?:most (?:read|popular|viewed|shared|commented|watched|"
            r"emailed|clicked)|popular (?:articles?|stories|news|posts)|access ranking)|popular(?: (?:now|"
            r"reads?|on .{1,30}|in .{1,30}))?|rankings?|trending(?: now| stories| news| topics)?"
            r"|top \d{1,2}(?: stories| news| articles| reads)?|アクセスランキング|人気記事|meistgelesen(?:e artikel)?|"
            r"les plus lus|lo más leído|i più letti)(?:\s+(?:today|this week|now|articles?|stories|news|"
            r"in .{1,30}))?\W*",
            re.IGNORECASE,
        ),
    ),
    (
        "related",
        re.compile(
            r"(?:related(?: (?:articles?|stories|news|topics|content|coverage|posts|links|reading|"
            r"videos?))?|recommended(?: for you| stories| articles| reading)?|you (?:may|"
            r"might) (?:also )?(?:like|be interested in)(?: .{1,20})?|read (?:also|next|this next)|"
            r"also read|"
            r"more (?:from|on|about|in|by) .{1,60}|more (?:stories|news|articles|headlines|coverage|"
            r"to read|like this)|editor[’']?s[’']? (?:picks?|choice)|what to read next|up next|"
            r"don[’']?t miss|in case you missed it|around the web|from (?:around )?the web|our picks|"
            r"must reads?|"
            r"further reading|see also|keep reading|latest (?:from|in) .{1,40}|from our partners|関連記事|"
            r"mehr zum thema|sur le même sujet|(?:あわせて|合わせて|併せて)読みたい|関連ニュース|おすすめ記事|"
            r"관련 ?(?:기사|뉴스)|相[关關](?:阅读|閱讀|新闻|新聞|报道|報導)|à lire aussi|lea también|"
            r"te puede interesar|lesen sie auch|leggi anche|leia também|lees ook|läs (?:också|mer)|les også|læs også|"
            r"(?:czytaj|zobacz) (?:też|także|również)|"
            r"διαβάστε (?:επίσης|ακόμη|ακόμα)|читайте (?:также|ещё|також)|اقرأ أيضا[ًً]?|اقرأ أيضًا|ilgili haberler|"
            r"baca juga)\W*",
            re.IGNORECASE,
        ),
    ),
    (
        "contents",
        re.compile(
            r"(?:table of )?contents|in this (?:article|story|issue)|on this page|jump to(?: section)?|"
            r"inhalt(?:sverzeichnis)?|目次|sommaire",
            re.IGNORECASE,
        ),
    ),
    (
        "questions",
        re.compile(
            r"(?:.{0,60}\b)?(?:frequently asked questions|faqs?|questions (?:and|&) answers|q ?(?:&|"
            r"and) ?a|your questions,? answered|common questions|people also ask)(?:\s*(?:\(faqs?\)|"
            r"about .{1,60}|on .{1,60}))?\W*",
            re.IGNORECASE,
        ),
    ),
)


def reason_of(text: str) -> str | None:
    """Why a line on its own is left out, or None where nothing about it says so."""
    if len(text) > _LONGEST:
        return None
    bare = BULLET.sub("", text, count=1).strip(" \t|•·–—")
    if not bare or names_picture(bare):
        return None
    for reason, pattern in (("advertisement", _ADVERTISEMENT), ("legal", _LEGAL), ("promotion", _PROMOTION)):
        if pattern.fullmatch(bare) and not _is_told(bare, reason):
            return reason
    if asks_reader(text):
        return "promotion"
    told = letter_reason(bare)
    if told:
        return told
    if _NAVIGATION.fullmatch(bare) and not (is_prose(bare) and size(bare) > 14):
        return "navigation"
    return reason_abroad(bare)


def _is_told(text: str, reason: str) -> bool:
    """Whether a line is text although it sounds like furniture."""
    if reason == "legal":
        return size(text) > 12 and not _sounds_legal(text)
    return reason == "promotion" and reports(text)


_LAWYERS = re.compile(
    r"©|rights|cookies|terms|privacy|reproduced|copyright|affiliate|commission|compensation", re.IGNORECASE
)


def _sounds_legal(text: str) -> bool:
    return _LAWYERS.search(text) is not None


def asks_reader(text: str) -> bool:
    """Whether a line asks the reader to do something: comment, share an opinion, take an app."""
    if len(text) > _LONGEST:
        return False
    asks = _ASKS_READER.search(text)
    if (asks and (_BEGINS.search(text[: asks.start()]) or not is_prose(text))) or _FOLLOW.search(text):
        return not reports(text)
    return _APP.search(text) is not None and size(text) <= 45


def head_of(text: str) -> str | None:
    """What kind of list a line heads: "most read", "related", "contents", "questions", or None."""
    bare = text.strip(' \t|•·-–—*:"“”#')
    if not bare or len(bare) > 90 or size(bare) > 9:
        return None
    return next((kind for kind, pattern in _HEADS if pattern.fullmatch(bare)), None)
