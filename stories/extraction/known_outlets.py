"""Outlets and agencies of the world by name, domain and the labels they print on their own pages.

Plain data, so that a page can be told whose it is. `OUTLETS`: one outlet a line, parted by "|": name; domains; other
names; labels that stand on that outlet's pages only (a series title, the head of its own rank list).
"""

from functools import cache

from stories.text.addresses import domains_of
from stories.text.names import fold

OUTLETS = """
Reuters|reuters.com|Thomson Reuters; ロイター; ロイター通信
Associated Press|apnews.com|AP; The Associated Press; AP News
Agence France-Presse|afp.com|AFP; AFP時事; AFP＝時事; AFP=時事
Kyodo News|kyodonews.net english.kyodonews.net|Kyodo; Kyodo News Agency; 共同通信; 共同通信社
Jiji Press|jiji.com jen.jiji.com|Jiji; 時事通信; 時事通信社
Yonhap|yna.co.kr en.yna.co.kr|Yonhap News Agency; Yonhap News; 聯合ニュース; 연합뉴스
Xinhua|xinhuanet.com news.cn|Xinhua News Agency; 新華社; 新华社
Bloomberg|bloomberg.com|Bloomberg News
dpa|dpa.com dpa-international.com|Deutsche Presse-Agentur
ANSA|ansa.it|Agenzia ANSA
EFE|efe.com|Agencia EFE
TASS|tass.com tass.ru|ITAR-TASS; タス通信
Interfax|interfax.com interfax.ru|
RIA Novosti|ria.ru|
Anadolu Agency|aa.com.tr|Anadolu; AA
Press Trust of India|ptinews.com|PTI
Asian News International|aninews.in|ANI
Indo-Asian News Service|ians.in|IANS
Press Association|pa.media|PA Media; PA
Australian Associated Press|aap.com.au|AAP
The Canadian Press|thecanadianpress.com|Canadian Press
United Press International|upi.com|UPI
Bernama|bernama.com|
Antara|antaranews.com en.antaranews.com|Antara News
Vietnam News Agency|vnanet.vn en.vietnamplus.vn|VNA; VietnamPlus
Central News Agency|focustaiwan.tw cna.com.tw|Focus Taiwan
Ukrinform|ukrinform.net ukrinform.ua|
Interfax-Ukraine|interfax.com.ua|
IRNA|irna.ir en.irna.ir|Islamic Republic News Agency
Saudi Press Agency|spa.gov.sa|SPA
KCNA|kcna.kp|Korean Central News Agency
States News Service|statesnews.com|
The New York Times|nytimes.com|New York Times; NYT; NYTimes.com
The Washington Post|washingtonpost.com|Washington Post; WaPo
The Wall Street Journal|wsj.com|Wall Street Journal; WSJ
Los Angeles Times|latimes.com|LA Times
USA Today|usatoday.com|USA TODAY
Chicago Tribune|chicagotribune.com|
The Boston Globe|bostonglobe.com|Boston Globe
San Francisco Chronicle|sfchronicle.com|
The Seattle Times|seattletimes.com|Seattle Times
The Dallas Morning News|dallasnews.com|
Houston Chronicle|houstonchronicle.com|
Miami Herald|miamiherald.com|
The Philadelphia Inquirer|inquirer.com|
Star Tribune|startribune.com|
New York Post|nypost.com|
New York Daily News|nydailynews.com|
Newsday|newsday.com|
The Atlantic|theatlantic.com|
The New Yorker|newyorker.com|
Time|time.com|TIME Magazine
Newsweek|newsweek.com|
The Nation|thenation.com|
National Review|nationalreview.com|
Foreign Affairs|foreignaffairs.com|
Foreign Policy|foreignpolicy.com|
The Diplomat|thediplomat.com|
War on the Rocks|warontherocks.com|
Defense News|defensenews.com|
Stars and Stripes|stripes.com|
Politico|politico.com politico.eu|POLITICO
Axios|axios.com|
The Hill|thehill.com|
Roll Call|rollcall.com|
Semafor|semafor.com|
Vox|vox.com|
Slate|slate.com|
Salon|salon.com|
Mother Jones|motherjones.com|
The Daily Beast|thedailybeast.com|Daily Beast
HuffPost|huffpost.com huffingtonpost.com|Huffington Post; The Huffington Post
BuzzFeed News|buzzfeednews.com|
Breitbart|breitbart.com|Breitbart News
The Daily Caller|dailycaller.com|Daily Caller
Washington Examiner|washingtonexaminer.com|
The Washington Times|washingtontimes.com|Washington Times
The Christian Science Monitor|csmonitor.com|Christian Science Monitor
The Epoch Times|theepochtimes.com|Epoch Times
GZERO Media|gzeromedia.com|GZERO; GZERO World; GZERO Daily|GZERO World Clips; GZERO World with Ian Bremmer; GZERO Europe
Business Insider|businessinsider.com|
CNBC|cnbc.com|
MarketWatch|marketwatch.com|
Forbes|forbes.com|
Fortune|fortune.com|
Barron's|barrons.com|
ProPublica|propublica.org|
NPR|npr.org|National Public Radio
PBS|pbs.org|PBS NewsHour
CNN|cnn.com edition.cnn.com|Cable News Network
Fox News|foxnews.com|FOX News
Fox Business|foxbusiness.com|
MSNBC|msnbc.com|
NBC News|nbcnews.com|NBC
CBS News|cbsnews.com|CBS
ABC News|abcnews.go.com abcnews.com|
Voice of America|voanews.com|VOA
Radio Free Asia|rfa.org|RFA
Radio Free Europe/Radio Liberty|rferl.org|RFE/RL
BBC|bbc.com bbc.co.uk|BBC News
The Guardian|theguardian.com guardian.co.uk|Guardian
Financial Times|ft.com|FT; The Financial Times
The Times|thetimes.co.uk thetimes.com|The Times of London; The Sunday Times
The Telegraph|telegraph.co.uk|The Daily Telegraph; Daily Telegraph
The Independent|independent.co.uk the-independent.com|
Daily Mail|dailymail.co.uk|MailOnline
The Sun|thesun.co.uk|
Daily Mirror|mirror.co.uk|The Mirror
Daily Express|express.co.uk|
Evening Standard|standard.co.uk|
Sky News|news.sky.com|
ITV News|itv.com|
The Economist|economist.com|
The Spectator|spectator.co.uk|
New Statesman|newstatesman.com|
The Irish Times|irishtimes.com|Irish Times
Irish Independent|independent.ie|
RTÉ|rte.ie|RTE
The Globe and Mail|theglobeandmail.com|Globe and Mail
Toronto Star|thestar.com|
National Post|nationalpost.com|
CBC News|cbc.ca|CBC
CTV News|ctvnews.ca|
Global News|globalnews.ca|
La Presse|lapresse.ca|
The Sydney Morning Herald|smh.com.au|Sydney Morning Herald
The Age|theage.com.au|
The Australian|theaustralian.com.au|
Australian Financial Review|afr.com|AFR
ABC (Australia)|abc.net.au|ABC News Australia
SBS News|sbs.com.au|
The New Zealand Herald|nzherald.co.nz|NZ Herald
Radio New Zealand|rnz.co.nz|RNZ
Stuff|stuff.co.nz|
The Japan Times|japantimes.co.jp|Japan Times
The Japan News|japannews.yomiuri.co.jp the-japan-news.com|Japan News|JN ACCESS RANKING
Yomiuri Shimbun|yomiuri.co.jp|The Yomiuri Shimbun; 読売新聞
Asahi Shimbun|asahi.com|The Asahi Shimbun; 朝日新聞
Mainichi Shimbun|mainichi.jp|The Mainichi; Mainichi; 毎日新聞
Nikkei|nikkei.com|The Nikkei; 日本経済新聞
Nikkei Asia|asia.nikkei.com|Nikkei Asian Review
Sankei Shimbun|sankei.com japan-forward.com|Sankei; 産経新聞
Japan Forward|japan-forward.com|JAPAN Forward
Tokyo Shimbun|tokyo-np.co.jp|東京新聞
NHK|nhk.or.jp nhk.jp|NHK World; NHK WORLD-JAPAN
Nippon.com|nippon.com|
Japan Today|japantoday.com|
Tokyo Weekender|tokyoweekender.com|
The Korea Herald|koreaherald.com|Korea Herald
The Korea Times|koreatimes.co.kr|Korea Times
Korea JoongAng Daily|koreajoongangdaily.joins.com|JoongAng Daily
The Chosun Ilbo|chosun.com|Chosun Ilbo; 조선일보
The Dong-A Ilbo|donga.com|Dong-A Ilbo
The Hankyoreh|hani.co.kr english.hani.co.kr|Hankyoreh
South China Morning Post|scmp.com|SCMP
Hong Kong Free Press|hongkongfp.com|HKFP
The Standard|thestandard.com.hk|
China Daily|chinadaily.com.cn|
Global Times|globaltimes.cn|
People's Daily|people.com.cn en.people.cn|人民日报
CGTN|cgtn.com|
Caixin|caixinglobal.com caixin.com|Caixin Global
Sixth Tone|sixthtone.com|
Taipei Times|taipeitimes.com|
Taiwan News|taiwannews.com.tw|
The Straits Times|straitstimes.com|Straits Times
CNA|channelnewsasia.com|Channel NewsAsia; Channel News Asia
The Business Times|businesstimes.com.sg|
TODAY|todayonline.com|
Malay Mail|malaymail.com|The Malay Mail
The Star|thestar.com.my|
New Straits Times|nst.com.my|
Malaysiakini|malaysiakini.com|
Free Malaysia Today|freemalaysiatoday.com|FMT
The Jakarta Post|thejakartapost.com|Jakarta Post
Jakarta Globe|jakartaglobe.id|
Kompas|kompas.com|
Bangkok Post|bangkokpost.com|
The Nation Thailand|nationthailand.com|
Philippine Daily Inquirer|inquirer.net|Inquirer.net
The Philippine Star|philstar.com|Philstar
Rappler|rappler.com|
Manila Bulletin|mb.com.ph|
GMA News|gmanetwork.com|
VnExpress|vnexpress.net|
The Phnom Penh Post|phnompenhpost.com|
The Irrawaddy|irrawaddy.com|
The Times of India|timesofindia.indiatimes.com indiatimes.com|Times of India; TOI
Hindustan Times|hindustantimes.com|
The Hindu|thehindu.com|
The Indian Express|indianexpress.com|Indian Express
The Economic Times|economictimes.indiatimes.com|Economic Times
Mint|livemint.com|Livemint
NDTV|ndtv.com|
The Print|theprint.in|ThePrint
The Wire|thewire.in|
Firstpost|firstpost.com|
India Today|indiatoday.in|
Dawn|dawn.com|
The Express Tribune|tribune.com.pk|
The News International|thenews.com.pk|
The Daily Star|thedailystar.net|
Daily Mirror (Sri Lanka)|dailymirror.lk|
The Kathmandu Post|kathmandupost.com|
Arab News|arabnews.com arabnews.jp|
Asharq Al-Awsat|aawsat.com english.aawsat.com|
Al Jazeera|aljazeera.com aljazeera.net|Aljazeera
Al Arabiya|alarabiya.net english.alarabiya.net|Al Arabiya English
The National|thenationalnews.com|The National (UAE)
Gulf News|gulfnews.com|
Khaleej Times|khaleejtimes.com|
Al-Monitor|al-monitor.com|
Middle East Eye|middleeasteye.net|
Haaretz|haaretz.com|
The Jerusalem Post|jpost.com|Jerusalem Post
The Times of Israel|timesofisrael.com|Times of Israel
Ynet|ynetnews.com ynet.co.il|Ynetnews
Tehran Times|tehrantimes.com|
Press TV|presstv.ir|
Hürriyet Daily News|hurriyetdailynews.com|Hurriyet Daily News
Daily Sabah|dailysabah.com|
Ahram Online|english.ahram.org.eg|Al-Ahram
L'Orient Today|today.lorientlejour.com lorientlejour.com|L'Orient-Le Jour
Daily Nation|nation.africa|Nation Africa
The East African|theeastafrican.co.ke|
The Standard (Kenya)|standardmedia.co.ke|
Mail & Guardian|mg.co.za|
News24|news24.com|
Daily Maverick|dailymaverick.co.za|
Premium Times|premiumtimesng.com|
The Punch|punchng.com|Punch Newspapers
Vanguard|vanguardngr.com|
AllAfrica|allafrica.com|
Le Monde|lemonde.fr|
Le Figaro|lefigaro.fr|
Libération|liberation.fr|
Les Echos|lesechos.fr|
France 24|france24.com|
RFI|rfi.fr|Radio France Internationale
Euronews|euronews.com|
Der Spiegel|spiegel.de|Spiegel
Die Zeit|zeit.de|ZEIT ONLINE
Frankfurter Allgemeine Zeitung|faz.net|FAZ
Süddeutsche Zeitung|sueddeutsche.de|SZ
Die Welt|welt.de|WELT
Bild|bild.de|
Handelsblatt|handelsblatt.com|
Der Tagesspiegel|tagesspiegel.de|
taz|taz.de|die tageszeitung
Deutsche Welle|dw.com|DW
Tagesschau|tagesschau.de|
Der Standard|derstandard.at|
Neue Zürcher Zeitung|nzz.ch|NZZ
Swissinfo|swissinfo.ch|
El País|elpais.com|
El Mundo|elmundo.es|
La Vanguardia|lavanguardia.com|
ABC (Spain)|abc.es|
Corriere della Sera|corriere.it|
la Repubblica|repubblica.it|
La Stampa|lastampa.it|
Il Sole 24 Ore|ilsole24ore.com|
Público|publico.pt|
De Telegraaf|telegraaf.nl|
NRC|nrc.nl|NRC Handelsblad
de Volkskrant|volkskrant.nl|
De Standaard|standaard.be|
Le Soir|lesoir.be|
The Brussels Times|brusselstimes.com|
Dagens Nyheter|dn.se|
Svenska Dagbladet|svd.se|
Aftenposten|aftenposten.no|
VG|vg.no|Verdens Gang
Politiken|politiken.dk|
Berlingske|berlingske.dk|
Helsingin Sanomat|hs.fi|
Yle|yle.fi|
Gazeta Wyborcza|wyborcza.pl|
Rzeczpospolita|rp.pl|
Kyiv Independent|kyivindependent.com|The Kyiv Independent
Ukrainska Pravda|pravda.com.ua|
The Moscow Times|themoscowtimes.com|Moscow Times
Meduza|meduza.io|
Kommersant|kommersant.ru|
RT|rt.com|Russia Today
Folha de S.Paulo|folha.uol.com.br|Folha
O Globo|oglobo.globo.com|
Estadão|estadao.com.br|O Estado de S. Paulo
Clarín|clarin.com|
La Nación|lanacion.com.ar|
El Universal|eluniversal.com.mx|
Reforma|reforma.com|
El Tiempo|eltiempo.com|
El Comercio|elcomercio.pe|
El Mercurio|emol.com|
MercoPress|mercopress.com|
"""

AGENCIES = """
Reuters; Associated Press; Agence France-Presse; Kyodo News; Jiji Press; Yonhap; Xinhua; Bloomberg; dpa; ANSA; EFE;
TASS; Interfax; RIA Novosti; Anadolu Agency; Press Trust of India; Asian News International; Indo-Asian News Service;
Press Association; Australian Associated Press; The Canadian Press; United Press International; Bernama; Antara;
Vietnam News Agency; Central News Agency; Ukrinform; Interfax-Ukraine; IRNA; Saudi Press Agency; KCNA;
States News Service
"""


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    rows = []
    for line in OUTLETS.strip().splitlines():
        name, domains, others, labels = ([*line.split("|"), ""])[:4]
        rows.append((name, tuple(domains.split()), _listed(others), _listed(labels)))
    return tuple(rows)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(";") if item.strip())


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, _domains, others, _labels in _rows():
        for spelling in (name, *others):
            found.setdefault(fold(spelling), name)
    return found


@cache
def _by_domain() -> dict[str, str]:
    return {domain: name for name, domains, _others, _labels in reversed(_rows()) for domain in domains}


@cache
def _by_label() -> dict[str, str]:
    return {fold(label): name for name, _domains, _others, labels in _rows() for label in labels}


@cache
def _agency_names() -> frozenset[str]:
    return frozenset(" ".join(AGENCIES.split()).split("; "))


def outlet_named(text: str) -> str | None:
    """The outlet's usual name where the whole text is one of its names, else None."""
    return _by_name().get(fold(text)) if len(text) <= 80 else None


def outlet_at(url: str) -> str | None:
    """The outlet whose domain an address lies under, most specific domain first, else None."""
    return next((_by_domain()[domain] for domain in domains_of(url) if domain in _by_domain()), None)


def outlet_labelled(text: str) -> str | None:
    """The outlet that alone prints this label on its pages, else None."""
    return _by_label().get(fold(text)) if len(text) <= 80 else None


def agency_named(text: str) -> str | None:
    """The news agency of that name ("AP", "Kyodo"), else None."""
    name = outlet_named(text)
    return name if name in _agency_names() else None
