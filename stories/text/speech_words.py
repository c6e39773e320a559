"""The words by which quotations are given to their speakers, in the languages that the desk reads most."""

import re

_ARABIC = (
    r"[وف]?(?:قال|قالت|أضاف|أضافت|صرح|صرحت|صرّح|أكد|أكدت|أكّد|ذكر|ذكرت|أعلن|أعلنت|أوضح|أوضحت|تابع|تابعت|كتب|كتبت|"
    r"حذر|حذرت|شدد|شددت|رأى|يقول|تقول|يضيف|تضيف)"
)
_DROPPED = (
    # Verbs that need no word for the one who speaks: "dodała", "ha aggiunto", "añadió", "وأضاف".
    r"[Pp]owiedziała?|[Dd]odała?|[Pp]odkreśliła?|[Ss]twierdziła?|[Oo]świadczyła?|[Oo]ceniła?|[Nn]apisała?|"
    r"[Mm]ówiła?|[Zz]aznaczyła?|[Pp]rzekonywała?|"
    r"[Hh]a detto|[Hh]a dichiarato|[Hh]a aggiunto|[Hh]a spiegato|[Hh]a scritto|[Hh]a affermato|[Dd]isse|[Aa]firmou|"
    r"[Aa]crescentou|[Dd]eclarou|[Ee]xplicou|[Dd]ijo|[Aa]firmó|[Ss]eñaló|[Aa]seguró|[Dd]eclaró|[Aa]ñadió|[Ee]xplicó|"
    rf"[Mm]ondta|[Tt]ette hozzá|[Kk]özölte|[Nn]yilatkozta|[Jj]elentette ki|[Ff]ogalmazott|{_ARABIC}"
)
VERB = re.compile(
    r"\b(?:[Aa]ccording to|[Ii]n the words of|as .{1,40}? put it|said|says|saying|told|tells|added|adds|wrote|writes|"
    r"argued|argues|noted|notes|stated|states|explained|explains|asked|asks|replied|answered|insisted|insists|warned|warns|"
    r"declared|announced|remarked|recalled|acknowledged|admitted|claimed|claims|commented|continued|concluded|conceded|"
    r"observed|tweeted|posted|vowed|pledged|promised|stressed|emphasi[sz]ed|urged|called|calls|described|dismissed|"
    r"praised|hailed|denounced|condemned|complained|joked|quipped|responded|reiterated|confirmed|predicted|suggested|"
    r"thanked|testified|countered|lamented|cautioned|quoted|"
    r"[Ll]aut|sagte|sagt|erklärte|betonte|meinte|fügte|kritisierte|warnte|schrieb|"
    r"[Ss]egún|"
    r"[Ss]elon|(?:a(?:-t-(?:il|elle))? )(?:déclaré|dit|affirmé|expliqué|ajouté|indiqué|précisé|souligné|estimé|lancé|"
    r"répondu|assuré)|(?:affirm|expliqu|ajout|indiqu|précis|soulign|estim|déclar|assur)e(?:-t-(?:il|elle))?|"
    r"dit(?:-(?:il|elle))?|[Ss]econdo|"
    r"zei|zegt|zeiden|voegde|stelde|verklaarde|schreef|aldus|[Vv]olgens|"
    r"sade|säger|sa|tillade|tillägger|skrev|skriver|menade|menar|uppgav|uppger|[Ee]nligt|sier|siger|sagde|"
    r"ска(?:зал|зала|зав)|заявил[аи]?|заявив|заявила|добавил[аи]?|додав|додала|отметил[аи]?|зазначи(?:в|ла)|"
    r"подчеркнул[аи]?|підкресли(?:в|ла)|написа(?:л|ла|в)|сообщил[аи]?|повідоми(?:в|ла)|говорит|каже|"
    rf"[Пп]о словам|[Зз]а словами|{_DROPPED})(?!\w)"
)
VERB_FIRST = re.compile(
    rf"according to|in the words of|laut|según|selon|secondo|volgens|enligt|aldus|по словам|за словами|{_ARABIC}",
    re.IGNORECASE,
)
"""Those that stand before the speaker."""
DROPPED = re.compile(rf"(?:{_DROPPED})")
"""Those that may do without a word for the speaker."""
PRONOUN_IN = re.compile(r"-(?P<who>il|elle)\b")
"""A pronoun inside a verb: "a-t-elle ajouté"."""
PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b|(?:^|(?<=\s))(?:er|sie|él|ella|il|elle|hij|zij|ze|han|hon|hun|lui|lei|ele|ela|он|она|"
    r"він|вона|هو|هي)(?!\w)|^(?:Er|Sie|Él|Ella|Il|Elle|Hij|Zij|Ze|Lui|Lei|Ele|Ela|Он|Она|Він|Вона)(?=\s|$)"
)
NORDIC_PRONOUN = re.compile(r"(?:Han|Hon|Hun)")
"""The pronouns that are names in other languages."""
OFFICE = re.compile(
    r"\b[Tt]he (?:\w+ )?(?:minister|president|premier|secretary|chancellor|senator|ambassador|governor|prime minister|"
    r"leader|chief|mayor|king|pope|general|candidate|chairman|chairwoman|author|professor)\b"
)
"""Somebody named before, by the post."""
SPEAKS_FOR = re.compile(
    r"(?:spokes\w+|aides?|lawyers?|advis[eo]rs?|officials?|assistants?|representatives?|source|sources|ally|allies|"
    r"attorneys?|close) (?:for|to|of|with|in|under)(?: (?:the|President|Prime|Minister|Mr\.?|Mrs\.?|Ms\.?|former|then|"
    r"\w+ Minister|Secretary|of|State))*\s*$",
    re.IGNORECASE,
)
BOTH = re.compile(r"and|und|et|y|&|(?:and|with) (?:\w+ ){1,5}")
MARKS = " ,،–—-:("
"""What stands between a quotation, its verb and its speaker."""
COLON = re.compile(r"[:：]\s*$")
ARABIC_NAME = re.compile(
    r"(?P<who>[\u0600-\u06ff]+(?: (?!(?:إن|أن|ان|إنه|إنها|أنه|أنها|في|من|على|إلى|خلال|أمام|بعد|قبل|عقب|عن|اليوم|أمس|"
    r"للصحفيين|لوكالة|لقناة|ردا|مشيرا|يوم)(?= |$))[\u0600-\u06ff]+){1,7})"
)
_UP = "A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽŐŰĞİŞĀĒĪŪА-ЯЁІЇЄҐ"
NAME = re.compile(
    rf"(?:[Tt]he )?[{_UP}][\w’'.-]*(?: (?:(?:of|for|de|van|von|der|al|bin|and)(?: the)? )?[{_UP}][\w’'-]*){{1,5}}"
    rf"|(?<=\s)[{_UP}][\w’-]{{2,}}$|^(?!The\b|That\b|This\b)[{_UP}][\w’-]{{2,}}(?= |$)"
)
"""Capitalised words in a row: a person or a body."""
NOBODY = re.compile("(?:[بو]?[أاإ]ن|قائل(?:ا|اً|ة)|[بو]?القول)")
"""Arabic words between a verb and what was said: that, saying."""
WHEN_ASKED = re.compile(
    r"(?:auf (?:die |eine )?(?:(?:nach)?frage|anfrage)|asked|when asked|à la question|interrogé\w*|preguntad[oa]|"
    r"alla domanda|på frågan|op de vraag)\b",
    re.IGNORECASE,
)
"""Words before a verb that say when somebody spoke, and not who."""
DESCRIBED = re.compile(
    r"(?:the|der|die|le|la|l['’]|el|il|de|den|het)\s?[a-zà-ÿ][\w’'-]*(?:\s[a-zà-ÿ][\w’'-]*){0,4}"
    r"(?:\s(?:of|for|de|von|der|du)\s.{2,30})?"
)
"""Somebody by what they are: "the harbour master", behind which, with a comma, their name stands."""
FULL_NAME = re.compile(rf"\s*(?P<who>[{_UP}][\w’'.-]*(?: (?:(?:de|van|von|der|al|bin) )*[{_UP}][\w’'-]+){{1,3}})")
"""Two such words or more, where a name is looked for."""
DISTRACTION = re.compile(
    r"\b(?!(?:The|White|New|North|South|United|European|Prime|Foreign|Defen[cs]e|State|Supreme|Upper|Lower|Oval|"
    r"Der|Die|Das|Den|Dem|Des|Ein|Eine|Im|Am|Zum|Zur|Le|La|Les|Un|Une|El|Los|Las|Il|Lo|Het|De|Een|Den|Det)\b)"
    rf"[{_UP}][a-zß-öø-ÿ]+ (?:[A-Z]\. )?"
    r"(?!(?:House|Department|Ministry|Party|University|Street|Times|Post|News|Minister|Office|Council|Union|"
    r"Court|Senate|Congress|Security|States|Kingdom|Korea|Zealand|Steel|Post|Committee|Agency|Group|"
    r"Institute|Bank|Association|Society|Press|Journal|Summit|Games|Cup|River|Sea|Strait)\b)[A-ZÀ-Þ][a-zß-öø-ÿ]+\b"
)
"""Two capitalised words that may be somebody's name: then it is not plain whom "he" means."""
JAPANESE_AFTER = re.compile(r"\s*(?:と|って|などと)")
JAPANESE_SUBJECT = re.compile(r"(?P<who>[^\s、。「」『』]{2,24})(?:は|が)(?=[、\s「『]|[^。「」]*$)")
