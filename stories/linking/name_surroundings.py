"""Words that tell a person's name from another run of capitals: what stands in and around names, and what does not."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from stories.linking.countries import country_code
from stories.linking.ordinary import is_ordinary
from stories.text.names import fold

BODIES = frozenset(
    """
    academy accord accords act administration agency agreement air airlines airport airways alliance amendment army
    arena assembly associates association athletic authority avenue award awards bank banking bancorp bay beach
    board bond boulevard brigade broadcasting brothers building bureau cabinet campaign capital castle cathedral
    center central centre century chamber championship championships charter church cinema city classic club co
    coalition college commission committee commons commonwealth communications communist communists community
    company conference confederation congress conservative conservatives convention corp corporation council county
    coup court creek cup daily dam day days declaration defence defense democratic democrats department derby desert
    development dialogue district division drive economic electric electronics embassy empire energy enterprise
    enterprises entertainment exchange expo express falls fc federal federation festival films finance financial
    fleet force forces forest forum foundation front fund furs galleries gallery games gardens gas gazette global
    globe government grand group guard gulf hall harbor harbour headquarters herald heights hill hills holdings
    holiday horse hospital hotel house inc incorporated index industrial industries initiative inn institute
    insurance international investment investments island islands isle jail journal jury kingdom laboratories
    laboratory labour lake land league legislature liberal liberals liberation library lodge lords ltd magazine mail
    management manifesto market markets marathon masters media medical memorial metal ministry mission monetary
    monument motor motors mountain mountains movement museum music national nationale nationalist nations navy
    network news newspaper newspapers north northern office oil olympic olympics open opera operation orchestra
    organisation organization pact palace paper park parliament partners partnership party peace peninsula petroleum
    pharmaceuticals philharmonic plan plant plaza police port post press prison prix prize products program
    programme project province public radio railway railways ranch record records region reform regiment report
    republic republican republicans research reserve resolution resort resources restaurant review revolution ridge
    rights river road roads royal sa school sea secretariat securities senate series service services show social
    socialist socialists society solutions south southern springs square stadium star state states station steel
    stock store stores strait straits street studios stakes studio sun supreme systems technologies technology
    telecom telegraph television temple territory theater theatre times tour tournament tower towers town township
    trade treaty trial tribunal tribune trophy trust tunnel tv union unit united universal universities university
    utd valley villa village war water week weekly west western wharf woods works world yard zoo airbus ag gmbh plc
    llc spa nv bv ab oy kk giants tigers lions bears eagles hawks rangers rovers wanderers albion athletics warriors
    saints cowboys cardinals indians yankees dodgers clinic corps
    """.split()
)
"""Where one of these stands, an institution, a place or a thing is named."""
HARD = frozenset(
    "university bank corp inc ltd party union committee council commission association airport senate hospital center "
    "clinic corps".split()
)
"""Those of them that no family is called, whatever the lists say."""
MORE_TITLES = frozenset(
    "former captain coach striker interim acting ex actor actress singer mp mep democrat republican incumbent "
    "governor-general comrade brig brigadier viscount duke duchess earl countess datuk dj hon honourable".split()
)
"""What is printed in capitals before a name beside the titles."""
NEVER = frozenset(
    """
    a about after all also although among an and another any are as at be because been before both but by can
    december did do does each either even every february first for friday from had has have he hello her here his
    how however i if in inside into is it its jan feb mar apr jun jul aug sep sept oct nov dec january july just
    last later let like many meanwhile mid monday more most my near neither never next no none nor not november now
    october of off ok on once one only or other our out over own rather saturday second september several she since
    so some still such sunday than thank thanks that the their them then there these they third this those though
    three through thursday thus to today together tomorrow tuesday two under unless until unlike up upon us very via
    was we wednesday were what when where whether which while who whom whose why with within without would yes
    yesterday yet you your internet english christmas ramadan god bible koran muslim muslims islamic islam
    christians jewish jews catholic catholics protestant protestants orthodox buddhist hindu sikh arab arabs
    european europe asia asian africa african america american americans pacific atlantic mediterranean balkan
    nordic baltic western eastern soviet nazi web euro dollar pound yen soccer cricket football tennis golf baseball
    basketball hockey rugby cycling athletics boxing swimming rally formula innings results standings scorers
    summary total
    """.split()
)
"""No part of a name, however it is capitalised, unless it stands inside (see `unknown`)."""
ROLES = frozenset(
    """
    actor actress aide artist athlete author banker batsman blogger boss boxer brother captain champion cleric coach
    colleague comedian commander compatriot composer cousin critic cyclist daughter defender designer dictator
    diplomat driver editor economist fan father filmmaker forward founder friend gunman guitarist hooker host
    husband historian jockey journalist keeper lawyer manager midfielder model mother musician nephew novelist
    opponent owner pilot philosopher player playwright poet politician priest pitcher quarterback rapper reporter
    rival runner scholar scientist seed singer sister skipper son spinner spokesperson star strategist striker
    student suspect teacher teammate trainer uncle victim wife widow winger winner witness writer aunt niece
    activist dissident guerrilla prosecutor mate half champ ace hero chief head member leader official foe partner
    pianist physicist professor surgeon tycoon veteran wrestler referee umpire substitute goalkeeper
    """.split()
)
"""Nouns that stand right before a name in lower case."""
LATE = frozenset(
    """
    airport airlines avenue award bank club company corp crowd foundation group ground highway hospital hotel
    institute newspaper prize railway road school shares stadium station stock street supermarket theatre trophy
    university weekly magazine daily district province region county city town village
    """.split()
)
"""What says, right behind, that the name before it is that of a thing."""
OPENERS = frozenset(
    "hong el le la los las san santa santo sao rio port fort mount mt saint st new north south east west ste cape "
    "dow viva prima lega great lower upper del das den old des les dos air radio hotel club real fc ac as inter dynamo "
    "dinamo lokomotiv sporting atletico racing borussia bayer hansa olympique spartak torpedo cska lada".split()
)
"""Words that names of towns, clubs and firms begin with, though some people are called so too."""
SAYING = frozenset(
    """
    said says told tells added adds argued argues asked asks announced believes called claimed commented conceded
    concluded confirmed declared denied described emphasized estimated explained expressed insisted noted observed
    predicted pointed promised recalled remarked replied reported responded reiterated stated stressed suggested
    testified thinks thought urged vowed warned warns wants welcomed wrote writes died lives married retired
    resigned scored won lost beat defeated hit led finished took shot bowled struck missed signed joined played
    plays served became who whose has had was is will would met visited arrived
    """.split()
)
"""What stands right behind a name, if seldom behind anything else."""
_NOT_AGENTS = frozenset(
    """
    after another before beneath better bigger brother center counter cover either ever fewer for former further
    greater her higher however inner later latter larger lesser letter longer lower major matter member minor mirror
    more mother neither never nor number offer older or order other outer over paper per power proper quarter rather
    river sister smaller summer super than together tower tractor under upper water weather whether winter wider
    younger error floor door poor motor tour four your our computer newspaper chapter disaster december september
    october november sector factor favor favour labor labour corridor terror mayor rumor humor tenor metaphor enter
    consider deliver remember answer discover wonder suffer transfer honor monitor author human woman man can began
    ran plan german american list exist assist consist resist insist persist twist mist
    """.split()
)
_AGENT = re.compile(r"[a-z]{3,}(?:er|or|ist|man|woman|eer)")
_DEMONYM = re.compile(r"[a-z]{3,}(?:ese|ish|ian|ean|uan|ani|ite|ois|iot)")
_COMMON = re.compile(
    r"[a-z]{2,}(?:tion|sion|tions|ment|ments|ness|ical|icals|ity|ities|ism|ology|ship|ships|ings|ics|ous|ible|able|"
    r"icial|ential|ional|ional|istic|ists|ians|ances|ences|ways|wards|works|ches|shes|less|ful|ively|ally|ated|ates)"
)
_PLACE = re.compile(r"[a-z]{3,}(?:shire|stan|abad|ville|grad|borough|istan|ovka|polis|mouth|haven)")
_MORE_PLACES = """
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana
    iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
    nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming ontario quebec
    alberta manitoba queensland tasmania england scotland wales britain ulster essex sussex kent surrey middlesex
    yorkshire somerset glamorgan cornwall durham manchester liverpool leeds birmingham sheffield newcastle
    nottingham leicester bristol southampton portsmouth coventry sunderland derby wimbledon arsenal everton
    tottenham glasgow edinburgh aberdeen cardiff belfast miami boston philadelphia pittsburgh baltimore cleveland
    cincinnati milwaukee minneapolis dallas houston seattle atlanta oakland orlando tampa buffalo sacramento memphis
    nashville montreal ottawa calgary edmonton winnipeg munich frankfurt hamburg cologne dortmund stuttgart bonn
    geneva lausanne zurich basel milan turin naples florence venice genoa parma bologna barcelona seville valencia
    bilbao marseille lyon bordeaux lille nice strasbourg monaco antwerp rotterdam utrecht eindhoven gothenburg
    bergen porto beijing shanghai guangzhou shenzhen tianjin wuhan bombay mumbai delhi calcutta kolkata madras
    chennai bangalore hyderabad lahore karachi islamabad rawalpindi peshawar osaka kyoto nagoya yokohama kobe
    hiroshima nagasaki sapporo fukuoka okinawa pyongyang busan incheon hanoi saigon kyiv kiev odessa minsk moscow
    petersburg chechnya grozny crimea kosovo bosnia croatia serbia slovenia macedonia montenegro srebrenica mostar
    baghdad mosul basra aleppo damascus jerusalem gaza hebron ramallah nablus tel bethlehem tehran washington
    hollywood broadway manhattan brooklyn queens bronx harlem pentagon kremlin wall westminster whitehall
    """
_ADJECTIVES = """
    dutch french greek welsh czech danish swiss thai iraqi israeli saudi kuwaiti afghan pakistani bangladeshi uzbek
    tajik kazakh kyrgyz turkmen azeri slovak slovene croat serb kurd kurdish filipino filipina german mexican
    american texan cuban african tibetan korean indian dominican puerto rican uruguayan moroccan libyan tunisian
    kenyan ugandan ghanaian malagasy emirati qatari yemeni omani somali basque catalan flemish scots scot briton
    dane swede finn pole spaniard turk
    """


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Single words that are countries and towns, and adjectives made of them."""
    countries = [fold(name) for name in Locale("en").territories.values()]
    towns = [fold(zone.rsplit("/", 1)[-1].replace("_", " ")) for zone in get_global("zone_territories")]
    single = {name for name in (*countries, *towns) if " " not in name}
    return frozenset(single | set(_MORE_PLACES.split()) | set(_ADJECTIVES.split()))


@lru_cache(maxsize=1)
def _place_phrases() -> frozenset[str]:
    countries = [fold(name) for name in Locale("en").territories.values()]
    towns = [fold(zone.rsplit("/", 1)[-1].replace("_", " ")) for zone in get_global("zone_territories")]
    more = {" ".join(one.split()) for one in _PHRASES.split(",")}
    return frozenset({name for name in (*countries, *towns) if " " in name} | more)


_PHRASES = """
    hong kong, el salvador, los angeles, las vegas, las palmas, monte carlo, sri lanka, saudi arabia, costa rica,
    puerto rico, new york, new delhi, new jersey, new hampshire, new mexico, new orleans, new zealand, san francisco,
    san diego, san jose, san antonio, san juan, san salvador, san marino, santa barbara, santa monica, santa fe,
    santa cruz, santa clara, saint petersburg, st petersburg, st louis, st moritz, rio de janeiro, sao paulo,
    buenos aires, tel aviv, abu dhabi, addis ababa, phnom penh, kuala lumpur, phan rang, da nang, ho chi minh city,
    chiang mai, nova scotia, prince edward, monte cristo, villa park, ivory coast, sierra leone, burkina faso,
    camp david, fort worth, fort lauderdale, baton rouge, palo alto, del mar, del norte, el paso, el al, el nino,
    la paz, la jolla, la scala, le mans, le havre, le monde, le figaro, le matin, la repubblica, la stampa, el pais,
    el mundo, la vanguardia, notre dame, aston villa, real madrid, hertha berlin, bayern munich, werder bremen,
    paris saint germain, wall street, warner bros, dow jones, standard chartered, merrill lynch, goldman sachs,
    morgan stanley, salomon brothers, lehman brothers, drexel burnham, shearson lehman, kidder peabody, smith barney,
    paine webber, credit suisse, rolls royce, aston martin, alfa romeo, general electric, marks spencer, ben nevis,
    mont blanc, loch ness, abu ghraib, khan younis, deir al balah, al aqsa, al qaeda, al jazeera, al arabiya,
    al ahram, al hayat, sinn fein, plaid cymru, fianna fail, fine gael, likud beiteinu, forza italia, lega nord,
    tour de france, grand prix, davis cup, ryder cup, st leger
"""


@lru_cache(maxsize=50_000)
def is_place_phrase(name: str) -> bool:
    """Whether folded words are a place, a paper, a firm or a club that looks like a person's name."""
    return name in _place_phrases()


@lru_cache(maxsize=50_000)
def is_place(word: str) -> bool:
    """Whether a folded word is a country, a large town, or an adjective or ending of such."""
    return word in _places() or country_code(word) is not None or bool(_PLACE.fullmatch(word))


@lru_cache(maxsize=50_000)
def is_common(word: str) -> bool:
    """Whether a folded word is an ordinary one by its letters, or by an ending that names do not have."""
    return is_ordinary(word) or word in BODIES or _COMMON.fullmatch(word) is not None


@lru_cache(maxsize=50_000)
def is_demonym(word: str) -> bool:
    """Whether a word has the ending of "Japanese", "Spanish", "Australian"."""
    return word in _ADJECTIVES.split() or bool(_DEMONYM.fullmatch(word))


@lru_cache(maxsize=50_000)
def is_role(word: str) -> bool:
    """Whether a word in lower case names what somebody is or does: "striker", "all-rounder", "economist"."""
    return word in ROLES or (word not in _NOT_AGENTS and bool(_AGENT.fullmatch(word)))
