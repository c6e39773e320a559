"""Lines that a site puts between the paragraphs of a story and around a letter: pointers to other stories, offers to
subscribe and to follow, signs for advertisements.

Each is told by its own words, as a whole line. What they ask for is also what people in the news say and do, so a line
that reports an act of speech ("Read more books, the minister told pupils") is text, whatever it begins with.
"""

import re

from stories.extraction.shape import ends_sentence, size

_LONGEST_POINTER = 30
"""Words of another story's headline."""
_LONGEST = 300
_EDGES = " \t|•·–—>»›→▶►▸*_[]()"


def _any(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


def _whole(*patterns: str) -> re.Pattern[str]:
    return re.compile(_any(*patterns) + r"\s*[:.!?»›>…]*", re.IGNORECASE)


_LABEL = _any(
    r"(?:also |must[- ])?read(?: (?:also|more|next|now|on))?",
    r"(?:watch|listen)(?: (?:also|more|now|here))?",
    r"see (?:also|more)",
    r"also (?:see|watch)",
    r"related(?: (?:stor(?:y|ies)|articles?|news|coverage|reading|reports?|content|posts?|links?|videos?))?",
    r"more (?:on|from|about) [^:.]{1,40}",
    r"recommended(?: reading| for you)?",
    r"you (?:may|might) also (?:like|enjoy|be interested in)",
    r"don[’']?t miss",
    r"in case you missed it",
    "icymi",
    r"(?:what to read|up) next",
    r"further reading",
    r"from the archives?",
    r"lesen sie (?:auch|mehr|hier|dazu|weiter|diesen (?:artikel|text|beitrag))(?: [^:]{1,20})?",
    r"lies auch",
    r"mehr (?:dazu|zum thema|lesen)",
    r"auch interessant",
    r"(?:à )?lire (?:aussi|également)",
    r"à lire",
    r"voir aussi",
    r"sur le même (?:sujet|thème)",
    r"lee(?:r)? (?:también|más|además)",
    r"(?:lea|vea|mire|mira|ver|conozca) (?:también|más|además)",
    r"διαβάστε (?:επίσης|ακόμη|ακόμα|περισσότερα|σχετικά)",
    r"δείτε (?:επίσης|ακόμη|ακόμα)",
    r"(?:citește|citiți|vezi) (?:și|mai mult)",
    r"(?:přečtěte si|čtěte|prečítajte si|čítajte) (?:také|i|aj|tiež|více|viac)",
    r"(?:olvassa|olvasd|nézze) (?:el )?(?:még|ezt is|továbbá)",
    r"lue (?:myös|lisää)",
    r"(?:pročitajte|čitajte) (?:i|još|više|takođe|također)",
    r"читайте също|прочетете още|вижте още|читати також|читайте також|дивіться також|смотрите также|по теме",
    r"(?:ayrıca okuyun|bunlar da ilginizi çekebilir|bunu da okuyun)",
    r"baca (?:juga|selengkapnya)",
    r"xem thêm",
    r"관련 ?기사",
    "相關(?:閱讀|新聞|報導)",
    "相关(?:新闻|报道)",
    "(?:合わせて|併せて)読みたい",
    r"(?:اقرأ|إقرأ|اقرؤوا|شاهد|طالع)(?:ي|وا)? (?:أيضا|أيضاً|أيضًا|ايضا|المزيد)",
    r"(?:קראו|ראו) (?:גם|עוד)",
    r"(?:también )?te puede interesar",
    r"leia (?:também|mais)",
    r"leggi (?:anche|di più)",
    r"lees ook",
    r"l[eæ]s også",
    r"läs (?:också|mer|även)",
    r"(?:czytaj|zobacz) (?:też|także|również|więcej)",
    r"читайте (?:также|ещё|еще)",
    r"(?:ilgili haber|bunu da oku)",
    "関連記事",
    "あわせて読みたい",
    "合わせて読みたい",
    "相关阅读",
    "延伸閱讀",
    "延伸阅读",
    "اقرأ أيضا",
)
_POINTER = re.compile(rf"{_LABEL}\s*(?:[:：|>»›→]|[–—-](?=\s))\s*(?P<rest>\S.{{2,240}})", re.IGNORECASE)
_LABELLED = re.compile(
    rf"[^\w]{{0,4}}(?:{_LABEL}|opinion|analysis|explain(?:ed|er)|background|in (?:pictures|photos)|video|podcast|more)"
    r"\s*[:：|>»›→–—-]\s*",
    re.IGNORECASE,
)
_BARE_POINTER = re.compile(r"(?:(?i:also read|read also|read next))\s+(?P<rest>[“\"‘'A-Z0-9].{8,240})")
_FOR_MORE = (
    r"for (?:more|the latest|all the|full|other)(?: [\w’'-]+){0,3}? ?(?:news|stor(?:y|ies)|coverage|details|"
    r"information|updates|analysis|reports?|headlines|on|from|about|like this)\b.{0,80}[,:–—-] ?(?:please )?"
)
_ELSEWHERE = _whole(
    r"(?:you can )?(?:read|see|find|watch|view|explore|browse|check out|discover) (?:more|all|our|his|her|their|full|"
    r"other|the (?:full|latest|rest|original|complete|whole|entire))\b.{0,160}\b(?:here|below|in full|(?:on|at|in) "
    r"(?:our|the) (?:website|site|app|blog|page|channel|newsletter|archives?|special section|live ?blog|e-?paper))",
    r"(?:read|see) more (?:of )?(?:our|this|the latest) .{1,120}",
    rf"{_FOR_MORE}(?:visit|log on|head to|go to|check out|read our|see our|tune in)\b.{{1,120}}",
)
_MORE_ABOUT = re.compile(r"read more (?:about|on|from|by|in|at|stories|news|articles) .{1,120}", re.IGNORECASE)
_CLICK = _whole(
    r"(?:please )?(?:click|tap|press) (?:here|below|(?:on )?(?:this|the) (?:link|button|image|picture|photo)"
    r"(?! above))\b.{0,200}",
    r"(?:to|for|if) .{1,160}[ ,:–—-] ?(?:please )?(?:click|tap) (?:here|below|(?:on )?"
    r"(?:this|the) (?:link|button))\b.{0,60}",
    r"(?:klicken sie hier|hier klicken|cliquez ici|haga clic aquí|clicca qui|klik hier|clique aqui)\b.{0,120}",
)
_NETWORK = (
    "(?:twitter|(?-i:X)|facebook|instagram|telegram|whatsapp|linkedin|google news|youtube|tiktok|threads|bluesky|"
    "mastodon|weibo|wechat|(?-i:LINE)|flipboard|apple news|rss|social media|discord|reddit|pinterest|snapchat|viber|"
    "spotify)"
)
_OFFER = _whole(
    rf"{_FOR_MORE}(?:click|follow|subscribe|sign up|download)\b.{{1,120}}",
    rf"(?:follow|like|find|join|add|watch|visit|message|connect with) (?:us|our [^.]{{1,40}}?) "
    rf"(?:on|at|via|in) (?:our )?{_NETWORK}\b.{{0,140}}",
    r"follow our (?:[\w-]+ ){0,3}(?:coverage|updates?|blog|page|channels?|accounts?|team|reporters?|live ?blog)\b"
    r".{0,100}",
    r"(?:get|receive) (?:our|the|your|all|more|daily|weekly|breaking|free)\b.{0,120}\b(?:newsletters?|inbox|by e-?mail|"
    r"(?:to|on) your (?:phone|mobile|device)|push notifications?|in your e-?mail)\b.{0,100}",
    r"(?:want|like|love|enjoy(?:ed|ing)?|looking for|interested in)\b.{1,120}\?.{0,60}\b(?:sign up|subscribe|"
    r"newsletters?|follow us|click here|register (?:here|now|today|free|for free)|join us)\b.{0,120}",
    r"(?:[^.?!]{3,60}[.!,] )?(?:and )?you can unsubscribe (?:at )?any ?time\b.{0,120}",
    r"(?:[\w’'-]+ ){0,3}[\w’'-]+: (?:sign up|subscribe)\b.{1,80}\bnewsletters?\b.{0,100}",
    r"this (?:article|story|content) is available (?:only|exclusively) (?:to|for) .{1,140}",
    r"enter your e-?mail\b.{0,160}",
    r"(?:check out|try|read|see) our (?:[\w-]+ ){0,4}newsletters?\b.{0,100}",
    r"our (?:[\w-]+ ){0,4}newsletters?\b.{0,60}\b(?:sign up|subscribe|inbox|delivered|delivers|brings you|straight)\b"
    r".{0,100}",
    r"stay (?:informed|up[- ]to[- ]date|updated|connected|ahead|in the loop|tuned|in touch)\b.{0,120}\b(?:newsletters?|"
    r"subscri\w+|sign up|follow us|our app|alerts|inbox|channels?)\b.{0,100}",
    r"(?:never|don[’']t) miss (?:a|an|another|out on)\b.{0,40}\b(?:story|stories|updates?|headline|beat|news|post)"
    r"\b.{0,140}",
    r"(?:thanks|thank you) for (?:reading|subscribing|signing up)\b.{0,160}",
)
_SIGN = _whole(
    r"advertisements?|advertising|adverts?|ads?|anzeige|werbung|publicité|publicidad|pubblicità|"
    r"sponsored(?: content)?",
    r"(?:advertisements?|adverts?|ads?|sponsored)\W{1,4}(?:(?:story|article|content|text|post|please)? ?(?:continues?|"
    r"scroll|keep reading|resumes?)\b.{0,60})",
    r"(?:the |this )?(?:story|article|content|text|post|report) (?:continues?|resumes?) "
    r"(?:below|after)(?: (?:the |this |our )?(?:ads?|adverts?|advertisements?|advertising|promotions?|newsletters?|"
    r"videos?|gallery|galleries|images?|pictures?|photos?|graphics?|maps?|breaks?)(?: .{0,20})?)?",
    r"(?:scroll|continue|keep) (?:down |reading |scrolling )?(?:for more |to continue )?(?:below|after) (?:the |this )?"
    r"(?:advertisements?|ads?|adverts?)",
    r"(?:report|hide|close|skip) (?:this )?(?:ad|advertisement)",
    r"(?:der )?(?:artikel|text) (?:geht|wird) (?:nach|unter) .{0,20}(?:anzeige|werbung) (?:weiter|fortgesetzt)",
    "advertentie",
    "annons",
    "reklame",
    "reklama",
    "reklam",
    "publicidade",
    "реклама",
    "广告",
    "廣告",
    "スポンサーリンク",
    "إعلان(?:ات)?",
    "διαφήμιση",
    "διαφημιση",
    "(?-i:PR|ＰＲ|AD|ＡＤ)",
    "広告",
    "광고",
    "hirdetés",
    "oglas",
    "reklaam",
    "mainos",
    "iklan",
    "publicitate",
    "quảng cáo",
    "תוכן שיווקי",
    "פרסומת",
)
_OF_LETTERS = _whole(
    r"(?:view|read|open|see) (?:this |the |it )?(?:e-?mail |message |newsletter |letter )?(?:online|on the web|"
    r"in (?:your |the |a )?(?:web ?)?(?:browser|app))",
    r"(?:having )?(?:trouble|problems) (?:viewing|reading|seeing) this\b.{0,120}",
    r"(?:is )?this (?:e-?mail|message) (?:is )?not displaying\b.{0,100}",
    r"forward (?:this |it )?(?:e-?mail |newsletter )?to (?:a |your )?(?:friend|colleague)s?\b.{0,60}",
    r"(?:[^.?!]{3,100}[.?!] )?(?:was this (?:e-?mail |message |newsletter |letter )?forwarded to you|"
    r"did (?:someone|a friend|a colleague) forward (?:you )?(?:this|it))\b.{0,140}",
)
_LEAVING = _whole(
    r"(?:click (?:here )?to |to )?unsubscribe\b.{0,140}",
    r"(?:click (?:here )?to |you can )?(?:update|manage|change|edit) (?:your |my )?(?:e-?mail |newsletter |"
    r"subscription |mailing )?(?:preferences|subscriptions?|settings)\b.{0,100}",
    r"you(?:[’']re| are) (?:(?:receiving|subscribed to) (?:this|these|our)|getting (?:this|these|our) (?:[\w-]+ )?"
    r"(?:e-?mails?|newsletters?|messages?|letters?|updates?|alerts?|because|as))\b.{0,200}",
    r"(?:this (?:e-?mail|message|newsletter|letter) was )?sent to \S+@\S+"
    r"(?: (?:because|by|on behalf of|why|unsubscribe|as|if)\b.{0,160}|[.,;|–—-]\W*(?:because|why|unsubscribe|if|you|to|"
    r"manage|update|view|no longer|not)\b.{0,160})?",
    r"why (?:did|am) i (?:get(?:ting)?|receiv(?:e|ing))\b.{0,40}",
    r"add (?:us|\S+@\S+) to your (?:address book|contacts)\b.{0,60}",
    r"our mailing address is\b.{0,200}",
)
_SAYS = (
    "(?:said|says?|saying|told|tells|asked|asks|urged|urges|warned|warns|wrote|writes|added|adds|called|demanded|demands|"
    "shouted|chanted|announced|explained|recalled|insisted|argued|promises?|promised|replied|answered|advised|advises|reads|ran|"
    "declared|stated|claimed|suggested|concluded|quipped|joked|begged|ordered|recommended|noted|tweeted|posted|insists|"
    "found|finds|believes|believed|thinks|thought|(?<!you )(?:believe|think)|appealed|pleaded|cried|whispered|"
    "yelled|muttered|sang|laughed)"
)
_REPORTED = re.compile(
    rf"[,!?”\"’»–—-]\s(?:[\w’'.-]+\s){{0,7}}?{_SAYS}\b|^\W*(?:[Jj]oin|[Ff]ollow|[Ll]ike|[Ss]ign|[Cc]lick|"
    r"[Tt]ap|[Gg]et|[Rr]ead) \w+ (?:was|were|is|has|had|became|remains)\b"
)


def reports(text: str) -> bool:
    """Whether a line that could be an offer or a pointer tells what somebody said, or of the words as of a thing."""
    return _REPORTED.search(text) is not None


def letter_reason(text: str) -> str | None:
    """Why a line is left out that stands above or below a letter: "navigation" or "promotion"; None for text."""
    for reason, pattern in (("navigation", _OF_LETTERS), ("promotion", _LEAVING)):
        if pattern.fullmatch(text):
            return None if reports(text) else reason
    return None


def aside_of(text: str) -> str | None:
    """Why a line between the paragraphs of a story is left out: "related", "promotion" or "advertisement"; None for
    text. In a list of stories a line that points to one is its headline: "Watch: Ferry hits the quay"."""
    bare = text.strip(_EDGES)
    if not bare or len(text) > _LONGEST:
        return None
    if _SIGN.fullmatch(bare):
        return "advertisement"
    if _points(bare):
        return "related"
    for reason, pattern in (("promotion", _OFFER), ("promotion", _CLICK), ("related", _ELSEWHERE)):
        if pattern.fullmatch(bare):
            return None if reports(bare) else reason
    return None


def _points(text: str) -> bool:
    """Whether a line points to another story: a label and that one's headline, or words that say no more than where
    more of it is. A headline opens with a capital and ends without a full stop; a sentence behind a colon does not."""
    found = _POINTER.fullmatch(text) or _BARE_POINTER.fullmatch(text)
    if found:
        rest = found["rest"]
        stopped = rest.rstrip('"”’»)]')[-1:] in ".。" and not rest.endswith(("...", ". . ."))
        named = not rest[0].islower() and not stopped and size(rest) <= _LONGEST_POINTER
        return named or rest.startswith("http")
    return _MORE_ABOUT.fullmatch(text) is not None and not ends_sentence(text) and not reports(text)


def label_end(text: str) -> int:
    """How many characters at the start of a line are a label of another story, such as "Opinion: "; 0 for none."""
    found = _LABELLED.match(text)
    return found.end() if found else 0
