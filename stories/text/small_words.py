"""Words that tell nothing of what a text is about, by language: articles, pronouns, prepositions, what "says" is.

Two stories that share them share nothing. By language, since one's small word is another's noun ("die", "war", "son").
"""

from __future__ import annotations

from functools import cache

from stories.text.names import fold

_NORDIC = """och att det som den med har inte vid till från var han hon hans hennes dem dom denna detta dessa där här
när vi ni oss jag mig dig sig sin sitt sina vår vårt våra men eller om efter under över mot mellan utan också bara
redan nu då så än vad vem vilka vilken vilket hur varför kan kunde ska skulle vill ville måste får fick blir blev bli
vara är säger sade sa uppger svarar kallar enligt mer mest mycket många alla allt något några ingen inget andra annan
år dag dagen i på av för en ett de du man ju väl helt sedan innan medan både eftersom genom samt hos ikke jeg meg seg
hun deres dette disse være er ble blitt blive nå når hva hvem hvor hvorfor hvis mellom uten også bare fra til etter
over før siden sier siger sagde ifølge mye mange alle alt noe noen andre annen kunne skal vil må få fikk og at dere
nogen noget uden mellem hvad hvordan hvornår går igår idag imorgon någon länge aldrig alltid dock därför just lite"""
_WORDS = {
    "de": """der die das den dem des ein eine einen einem einer eines und oder aber doch denn sondern auch nur noch
    schon so wie als wenn weil dass daß ob damit um zu zum zur von vom mit bei beim nach vor aus auf an am in im ins
    ist sind war waren sei sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren hat haben hatte hatten wird
    werden wurde wurden worden kann können konnte soll sollen sollte will wollen muss müssen ich du er sie es wir man
    sich uns ihn ihm ihnen dies diese dieser dieses diesem diesen jene kein keine keinen nicht nichts mehr sehr viel
    viele alle alles andere anderen unter über gegen durch für ohne bis seit während zwischen wegen laut sagte sagt
    hier dort da dann jetzt nun wieder immer bereits etwa rund dabei dazu davon daran darauf darüber wo was wer welche
    jahr jahre jahren heute gestern morgen tag uhr mal ja nein gibt gab""",
    "fr": """le la les un une des du de au aux et ou mais donc or ni car que qui quoi dont où ce cet cette ces son sa
    ses leur leurs mon ma mes notre nos votre vos il elle ils elles on nous vous je se ne pas plus moins très tout
    toute tous toutes autre autres même être est sont était étaient sera été avoir ont avait avaient fait faire dit
    selon pour par sur sous dans en avec sans entre vers chez après avant depuis pendant lors comme si aussi encore
    déjà alors ainsi puis cela ça celui celle ceux celles ici là peu peut doit quand aucun aucune afin jour jours an
    ans année hier""",
    "es": """el la los las un una unos unas de del al y e o u pero sino que quien cual cuyo donde cuando como si no ni
    ya más menos muy todo toda todos todas otro otra otros otras mismo este esta estos estas ese esa eso esto aquel su
    sus mi tu nuestro se me te le les lo nos él ella ellos ellas yo es son era eran fue fueron será ser estar está
    están estaba ha han había haber hay hace hacer dijo dice según para por con sin sobre entre hasta desde hacia
    contra tras durante ante bajo también sólo solo aún así entonces luego después antes cada porque pues tan tanto
    aunque año años día días hoy ayer""",
    "it": """il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla
    dai in nel nella nei nelle con su sul sulla sui per tra fra e ed o ma che chi cui dove quando come se non né più
    meno molto tutto tutta tutti tutte altro altra altri altre stesso questo questa questi queste quello quella suo
    sua suoi loro si ci ne mi ti lui lei noi voi io è sono era erano stato stata stati essere ha hanno aveva avere
    detto dice secondo dopo prima durante contro senza anche solo ancora già poi così quindi però perché anno anni
    giorno giorni oggi ieri""",
    "pt": """o a os as um uma uns umas de do da dos das em no na nos nas ao aos à às e ou mas que quem qual onde
    quando como se não nem já mais menos muito todo toda todos todas outro outra outros outras mesmo este esta estes
    estas esse essa isso isto aquele seu sua seus suas ele ela eles elas eu nós me te lhe é são era eram foi foram
    será ser estar está estão estava tem têm tinha ter há disse diz segundo para por pelo pela com sem sobre entre até
    desde contra após durante também só ainda assim então depois antes cada porque ano anos dia dias hoje ontem""",
    "nl": """de het een en of maar want dat die dit deze wie wat waar wanneer hoe als dan niet geen wel al nog ook
    meer minder zeer veel alle alles andere zelf zijn is was waren wordt worden werd werden heeft hebben had hadden
    kan kunnen kon zal zullen zou zouden moet moeten ik je jij hij zij ze wij we jullie u hem haar hun ons onze zich
    men van in op aan te ten ter met bij door voor over uit om naar tot tegen onder tussen sinds tijdens volgens na
    zegt zei daar hier er toen nu weer jaar dag vandaag gisteren""",
    "pl": """i a w we z ze na do od po o u za pod nad przy przez dla bez między oraz albo lub ale lecz że żeby aby by
    jak jako gdy kiedy gdzie kto co który która które którzy których nie tak to ten ta te tego tej tych tym jest są
    był była było byli być będzie będą został została zostały ma mają on ona ono oni one jego jej ich się swój swoje
    już jeszcze tylko także również bardzo więcej przed podczas według powiedział powiedziała dodał rok roku lat dzień
    dni""",
    "tr": """ve ile veya ya da de ki mi bir bu şu o her bazı çok daha en az kadar gibi göre için sonra önce beri
    dolayı ama ancak fakat çünkü eğer ise değil var yok olan olarak oldu olduğu olduğunu olup etti eden ettiği edildi
    dedi söyledi açıkladı bildirdi ben sen biz siz onlar onun bunun bunu kendi hiç hem ne nasıl neden nerede şey yıl
    gün bugün dün üzerine üzerinde tarafından arasında içinde""",
    "id": """yang dan atau tetapi namun di ke dari pada untuk dengan oleh dalam antara tentang ini itu tersebut adalah
    ialah akan telah sudah belum masih sedang tidak bukan juga hanya lebih sangat para ada bisa dapat harus karena
    sehingga agar jika kalau ketika saat setelah sebelum sejak sampai hingga seperti sebagai secara bahwa kata ujar
    mengatakan menurut saya kami kita anda ia dia mereka nya satu orang tahun hari""",
    "fi": """ja tai mutta että kun jos niin kuin koska on oli ovat olivat olla ollut ei eivät en se ne hän he tämä
    nämä tuo joka jotka jonka mikä mitä kuka myös vain vielä jo nyt sitten enemmän kaikki muut itse sanoi sanoo mukaan
    jälkeen ennen kanssa vuonna vuotta päivä""",
    "hu": """a az és vagy de hogy ha mint mert nem sem is csak már még meg el ki fel le be egy ez azt ezt ezek azok
    aki ami amely akik volt van vannak lesz lett lenne ő ők én te mi után előtt között szerint alatt felett minden
    több mondta közölte év nap""",
    "cs": """a i v ve z ze s se si na do od po o u za pod nad při pro bez mezi nebo ale že aby jak jako když kde kdo
    co který která které kteří ne ano to ten ta tento tato je jsou byl byla bylo byli být bude budou má mají on ona
    oni jeho její jejich už ještě jen také velmi více před během podle řekl řekla uvedl rok roku let den dní""",
    "ro": """și sau dar că să în din de la pe cu fără pentru prin peste sub între după înainte nu mai foarte este sunt
    era au fost fi va vor a al ai ale un una unei unui lui ei lor el ea ele care ce cine unde când cum acest această
    acesta spus potrivit an ani""",
    "el": """ο η το οι τα του της των τον την τους τις ένας μία μια ένα και ή αλλά που ότι πως όταν αν να θα δεν μην
    με σε στο στη στην στον στους στις στα από για προς κατά μετά πριν χωρίς μεταξύ ως όπως πιο πολύ όλα όλοι αυτό
    αυτή αυτός αυτά μας σας είναι ήταν έχει έχουν είχε είπε δήλωσε σύμφωνα επίσης ακόμη ήδη μόνο χρόνια έτος ημέρα""",
    "ru": """и в во на с со к ко по о об от до из за под над при для без между у а но или что чтобы как когда где кто
    который которая которые которых если же бы ли не ни да это этот эта эти того его её их он она они мы вы я ты себя
    свой был была было были быть есть будет стал уже ещё только также более очень все всё после перед сказал сказала
    заявил сообщил словам год года лет день""",
    "uk": """і й та в у на з із зі до по про від за під над при для без між але або що щоб як коли де хто який яка які
    якщо не ні це цей ця ці того його її їх він вона вони ми ви я був була було були бути є буде вже ще тільки також
    більше дуже всі після перед сказав заявив повідомив рік року день""",
    "ar": """في من إلى على عن مع بعد قبل بين خلال منذ حتى أن إن أو ثم لكن لا لم لن ما هذا هذه ذلك تلك الذي التي الذين
    هو هي هم كان كانت قد كل أي غير أيضا قال قالت وقال عند حول ضد أكثر وفي ومن وعلى عام يوم""",
    "he": """של את על עם אל מן לא כן גם רק עוד כבר או אבל כי אם כאשר אשר זה זו זאת אלה הוא היא הם הן אני אנחנו היה
    היתה היו יהיה יש אין כל בין לפני אחרי אמר אמרה לפי יותר""",
}  # fmt: skip
_SAME = {"sv": "nordic", "da": "nordic", "no": "nordic", "nb": "nordic", "nn": "nordic", "bg": "ru", "sr": "ru"}


@cache
def small_words(language: str | None) -> frozenset[str]:
    """The small words of a language (ISO 639-1), folded; none of one that is not known here, nor of English, whose
    words are where they are used."""
    known = _SAME.get(language or "", language or "")
    return frozenset(map(fold, (_NORDIC if known == "nordic" else _WORDS.get(known, "")).split()))


@cache
def any_small_words() -> frozenset[str]:
    """Those of all languages as they are written, in small letters: for a few words whose language is not told."""
    return frozenset(" ".join((_NORDIC, *_WORDS.values())).split())
