"""Menus, links past them and requests for consent in other languages than English: what is copied along with a story.

Whole short lines; a skip link ("Zum Inhalt springen") and a request for consent stand on almost every page.
"""

import re

_LONGEST, _LONGEST_ENTRY = 300, 70


def _whole(*patterns: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + r")\s*[:.!»›>…]*", re.IGNORECASE)


_SKIP = _whole(
    r"(?:skip|jump|go|continue) (?:directly )?(?:to|past) (?:the |main |page |article |site )*"
    r"(?:content|navigation|main|menu|article|text|footer|search)",
    r"(?:springe(?:n)? |direkt |weiter |gehe |sprung )?zu[mr] (?:haupt)?(?:inhalt|navigation|menü|suche|artikel)"
    r"(?: springen| wechseln| gehen)?",
    r"(?:aller|passer|accéder|sauter|se rendre) (?:directement )?(?:au|à la|à l[’'])\s?(?:contenu|menu|navigation|"
    r"recherche|article)(?: principale?)?",
    r"(?:ir|saltar|pasar|vaya|salta) (?:directamente )?al? (?:contenido|menú|navegación|contingut)(?: principal)?",
    r"(?:ir|pular|saltar|avançar|passar) (?:direta?mente )?para o (?:conteúdo|menu)(?: principal)?",
    r"(?:vai|salta|passa) (?:direttamente )?al (?:contenuto|menu)(?: principale)?",
    r"(?:ga |spring |direct |meteen )*naar (?:de )?(?:hoofd)?(?:inhoud|navigatie)(?: gaan)?",
    r"overslaan en naar de inhoud gaan",
    r"(?:hoppa|gå|hopp|spring|fortsätt) (?:direkt(?:e)? )?til(?:l)? (?:huvud|hoved|hovud)?(?:innehåll|indhold|innhold|"
    r"meny|menu)(?:et|en)?",
    r"(?:siirry|hyppää) (?:suoraan )?(?:pää)?(?:sisältöön|valikkoon)",
    r"(?:przejdź|przeskocz|idź) do (?:głównej |głównego )?(?:treści|nawigacji|menu|zawartości)(?: strony)?",
    r"(?:přejít|přeskočit|prejsť|preskočiť|skoč) (?:na|k|ku|rovnou na) (?:hlavní(?:mu)? |hlavný |hlavnému )?obsahu?",
    r"(?:ugrás|tovább|kihagyás) (?:a )?(?:fő)?tartalom(?:hoz|ra)|ugrás a tartalomhoz",
    r"(?:sari|salt|mergi|treci) (?:direct )?la (?:conținut|continut|meniu)(?:ul)?(?: principal)?",
    r"(?:ana )?(?:içeriğe|menüye) (?:geç|atla|git)(?:in|iniz)?",
    r"(?:preskoči|idi|skoči|pređi) na (?:glavni )?sadržaj|preskoči na vsebino",
    r"(?:μετάβαση|μεταβείτε|παράλειψη) (?:στο|προς το) (?:κύριο |κυρίως )?(?:περιεχόμενο|μενού)",
    r"(?:перейти|пропустить|перейти сразу) (?:к|и перейти к) (?:основному )?(?:содержанию|контенту|содержимому|меню)",
    r"(?:перейти |пропустити )?до (?:основного )?(?:вмісту|контенту|змісту)|към (?:основното )?съдържание(?:то)?",
    r"(?:langsung|lewati|loncat|lompat|langkau) ke (?:konten|isi|kandungan|menu)(?: utama)?",
    r"(?:chuyển|bỏ qua|đi|nhảy) (?:đến|tới|và đến) (?:phần )?nội dung(?: chính)?",
    r"(?:メイン|本文|主要)?\s?(?:の)?(?:コンテンツ|本文|内容|メニュー|ナビゲーション)(?:へ|に|まで)\s?(?:スキップ|移動|ジャンプ|進む)?(?:する)?",
    r"(?:본문|메인 ?(?:콘텐츠|메뉴)|콘텐츠|주메뉴|메뉴|컨텐츠)\s?(?:으로|로)?\s?(?:바로 ?가기|건너뛰기|이동)",
    r"跳(?:到|至|转到|轉到|转至|過到|过|過)?\s?(?:主要|主)?(?:内容|內容|正文|导航|導覽)(?:區|区)?",
    r"(?:انتقل|انتقال|الانتقال|تخط|تخطي|تخطى|التجاوز|تجاوز|اذهب) (?:إلى|الى) (?:المحتوى|القائمة)(?: الرئيسية?)?",
    r"(?:דלג|עבור|דילוג) ל(?:תוכן|תפריט)(?: העיקרי| הראשי)?|(?:پرش|رفتن) به (?:محتوا|محتوای اصلی)",
)
_MENU = _whole(
    r"startseite|accueil|página (?:inicial|de inicio)|strona główna|forside|forsiden|startsida|startsidan|etusivu|"
    r"ana ?sayfa|főoldal|hlavní strana|prima pagină|αρχική(?: σελίδα)?|главная(?: страница)?|головна|beranda|"
    r"trang chủ|ホーム|トップ(?:ページ)?|首页|首頁|الرئيسية|الصفحة الرئيسية|דף הבית|خانه",
    r"anmelden|einloggen|registrieren|se connecter|connexion|s[’']inscrire|iniciar sesión|inicia sesión|registrarse|"
    r"fazer login|accedi|inloggen|aanmelden|logga in|log(?:g)? in[dn]?|kirjaudu(?: sisään)?|zaloguj(?: się)?|"
    r"zarejestruj(?: się)?|"
    r"přihlásit(?: se)?|prihlásiť(?: sa)?|bejelentkezés|autentificare|giriş yap|üye ol|σύνδεση|войти|увійти|"
    r"ログイン|会員登録|新規登録|로그인|회원가입|登录|登入|注册|註冊|تسجيل الدخول",
)
_COUNTED = _whole(
    r"(?:(?:now )?(?:showing|displaying|viewing)|zeige|ergebnisse|treffer|affichage|mostrando|resultados|risultati)?"
    r":? ?"
    r"\d{1,5}\s?(?:[-–]|to|bis|à|a)\s?\d{1,5} (?:of|von|sur|de|di|van|av|af|z) (?:about )?\d[\d.,  ]*"
    r"(?: (?:results?|articles?|stories|items|ergebnisse(?:n)?|treffern?|résultats|"
    r"resultados|risultati|resultaten|wyników))?",
    r"(?:(?:previous|prev|zurück|précédent|anterior|‹|«|<) )?(?:(?:\d{1,3}|…|\.\.\.)\s+){2,}"
    r"(?:next(?: page)?|last|weiter|nächste|suivante?|siguiente|próxim[ao]|successiv[ao]|volgende|nästa|neste|następna|"
    r"sonraki|επόμενη|далее|次へ|下一页|下一頁|다음|التالي)",
    r"(?:sort(?:ed)? by|sortieren nach|sortiert nach|trier par|ordenar por|ordina per) .{1,60}",
)
"""How many results a search has, how they are sorted, and the row of their pages."""
_CONSENT = re.compile(
    r"\b(?:"
    r"wir (?:und unsere partner )?(?:verwenden|nutzen|setzen|verarbeiten|speichern)\b.{0,80}\b(?:cookies?|"
    r"(?:personenbezogene|ihre|deine) daten)|"
    r"nous (?:et nos (?:\d+ )?partenaires )?(?:utilisons|traitons|stockons|déposons)\b.{0,80}\b(?:cookies?|données)|"
    r"(?:utilizamos|usamos|tratamos|empleamos|utilizziamo|usiamo|trattiamo|folosim|prelucrăm)\b.{0,60}\b(?:cookies?(?:-uri)?|"
    r"datos personales|dados pessoais|dati personali|date(?:le)? personale)|"
    r"(?:wij|we) (?:gebruiken|plaatsen|verwerken)\b.{0,60}\b(?:cookies?|persoonsgegevens)|"
    r"(?:używamy|stosujemy|wykorzystujemy|przetwarzamy)\b.{0,60}\b(?:cookies?|ciasteczek|"
    r"dane osobowe|danych osobowych)|"
    r"vi (?:använder|behandlar|bruger|bruker|behandler)\b.{0,60}\b(?:cookies?|kakor|personuppgifter|"
    r"informasjonskapsler|person(?:oplysninger|opplysninger))|"
    r"(?:používáme|zpracováváme|používame|spracúvame)\b.{0,60}\b(?:cookies?|osobní údaje|osobné údaje)|"
    r"(?:çerez|kişisel veri)\w*\b.{0,60}\b(?:kullanıyoruz|kullanmaktayız|işliyoruz)|"
    r"(?:мы )?(?:используем|обрабатываем)\b.{0,60}(?:cookies?\b|куки|персональные данные)|"
    r"χρησιμοποιούμε\b.{0,60}\bcookies?)|"
    r"(?:クッキー|Cookie).{0,40}(?:使用|利用)し(?:てい)?ます|نستخدم ملفات تعريف الارتباط",
    re.IGNORECASE,
)
"""What a site says of itself to its readers: "we", "your data"."""
_PICTURE_WORDS = (
    "(?:foto(?:s|grafie|grafía|grafia|graf|ğraf|kredit|nachweis)?|photo(?:s|graph|graphie|graphy|graphe)?|bild(?:er|e|quelle|nachweis)?|"
    "images?|imagen|immagine|imagem|pictures?|kuva|kép|zdjęcie|ilustra(?:tion|ción|cja)|illustration|φωτο(?:γραφία)?|"
    "фото|снимка|写真|撮影|画像|사진|图片?|圖片?|صورة|تصوير|תמונה|צילום)"
)
_PICTURE = re.compile(
    rf"\W*(?:(?:©|\(c\)|copyright)\s*)?{_PICTURE_WORDS}(?: ?credits?| by| von| de| par)?\s*"
    r"(?:[:：＝]|\s©)\s*\S.{1,100}|"
    rf"(?:fot|foto|φωτο|рис|ill)\.\s?[^\W\d_].{{1,60}}|"
    rf"(?:©|\(c\)|copyright)\s*{_PICTURE_WORDS}\s+[^\W\d_].{{1,60}}",
    re.IGNORECASE,
)
_QUOTES = re.compile('["„“”«»「」]')


def names_picture(text: str) -> bool:
    """Whether a short line says whose a picture is ("© Foto: Kai Brömmel", "写真：…"): that is no line about rights in
    the page, and names no outlet."""
    return len(text) <= 140 and _PICTURE.fullmatch(text) is not None


def reason_abroad(text: str) -> str | None:
    """Why a line is left out that a page in another language than English has above or below its story: "navigation" or
    "legal"; None for text, also for what somebody is quoted with."""
    if len(text) > _LONGEST:
        return None
    if len(text) <= _LONGEST_ENTRY and any(one.fullmatch(text) for one in (_SKIP, _MENU, _COUNTED)):
        return "navigation"
    return "legal" if _CONSENT.search(text) and not _QUOTES.search(text) else None
