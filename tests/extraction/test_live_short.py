"""Live blogs with entries of one sentence: each keeps its time and heading, whatever its language and its place."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from stories.extraction import Reading, read_page

Post = tuple[str, str, str]
CRICKET = (
    "Wexley v Oakham live: third day of the final",
    "The last match of the season goes into its third day.",
    (
        ("12:40", "Rain stops play", "The umpires took the players off."),
        (
            "12:15",
            "Fifty",
            "Hale reaches fifty with a drive, and the crowd in the stand rises to him for the first time.",
        ),
        ("11:58", "Wicket", "Orme is caught at slip."),
        ("11:30", "Toss", "Wexley chose to bat."),
        ("11:05", "Good morning", "Welcome to the third day."),
    ),
)
FLOOD = (
    "Hochwasser an der Aller im Liveticker",
    "Nach drei Tagen Regen steigt das Wasser.",
    (
        ("14.32 Uhr", "Straße gesperrt", "Die Polizei sperrt die Uferstraße."),
        ("14.10 Uhr", "Pegel steigt", "Der Pegel steht bei sechs Metern und zwanzig, sagte ein Sprecher des Kreises."),
        ("13.45 Uhr", "Schule schließt", "Die Kinder gehen heim."),
        ("13.02 Uhr", "Krisenstab tagt", "Der Krisenstab kommt zusammen."),
    ),
)
MATCH = (
    "En direct : Brennes - Lorain, la finale",
    "La finale se joue ce soir.",
    (
        ("18h40", "C'est fini", "Brennes gagne deux à un."),
        ("18h22", "But de Lorain", "Lorain marque de la tête sur un corner de Diallo, et le stade explose de joie."),
        ("18h05", "Carton jaune", "Petit est averti."),
        ("17h48", "Reprise", "Le jeu reprend."),
    ),
)
CUP = (
    "【速報】市長杯決勝 緑ケ丘対港南",
    "決勝の様子をお伝えします。",
    (
        ("午後2時32分", "試合終了", "緑ケ丘が勝ちました。"),
        ("午後2時10分", "同点", "後半の早い時間に同点に追いつきました。"),
        ("午後1時48分", "警告", "主将が警告を受けました。"),
        ("午後1時30分", "開始", "試合が始まりました。"),
    ),
)
BLOGS = {"en": CRICKET, "de": FLOOD, "fr": MATCH, "ja": CUP}
ORDERS = {
    "newest first": lambda posts: posts,
    "newest last": lambda posts: posts[::-1],
    "an old one on top": lambda posts: (posts[-2], *posts[:-2], posts[-1]),
}
BOX = "<div>{}</div>"


def marked(title: str, intro: str, posts: tuple[Post, ...], box: str = BOX, order: str = "time head text") -> bytes:
    shown = ""
    for time, head, text in posts:
        parts = {"time": f"<p>{time}</p>", "head": f"<h3>{head}</h3>", "text": f"<p>{text}</p>"}
        shown += box.format("".join(parts[name] for name in order.split()))
    return (
        f"<html><head><title>{title}</title></head><body><nav><a href='/'>Home</a></nav><main><h1>{title}</h1>"
        f"<p>{intro}</p>{shown}</main><footer>© 2025 Quay Example</footer></body></html>"
    ).encode()


def plain(title: str, intro: str, posts: tuple[Post, ...], order: str = "time head text") -> bytes:
    parts = [dict(zip(("time", "head", "text"), post, strict=True)) for post in posts]
    shown = [part[name] for part in parts for name in order.split()]
    return "\n\n".join([title, intro, *shown, "© 2025 Quay Example"]).encode()


def in_order(body: str, posts: tuple[Post, ...], order: str = "time head text") -> bool:
    parts = [dict(zip(("time", "head", "text"), post, strict=True)) for post in posts]
    places = [body.find("\n\n".join(part[name] for name in order.split())) for part in parts]
    return -1 not in places and all(one < two for one, two in pairwise(places))


def is_live(reading: Reading, title: str) -> bool:
    return (reading.kind, len(reading.clippings), reading.clippings[0].headline) == ("live", 1, title)


@pytest.mark.parametrize("shift", ORDERS)
@pytest.mark.parametrize("order", ["time head text", "head time text", "head text time"])
@pytest.mark.parametrize("language", BLOGS)
def test_a_short_entry_keeps_its_time_and_heading(language: str, order: str, shift: str) -> None:
    title, intro, posts = BLOGS[language]
    posts = ORDERS[shift](posts)
    for raw in (marked(title, intro, posts, order=order), plain(title, intro, posts, order)):
        reading = read_page(raw)
        assert is_live(reading, title)
        assert in_order(reading.clippings[0].body, posts, order)
    # the short intro stays with the story, and no entry's text is its dek
    assert all(text not in (reading.clippings[0].dek or "") for _, _, text in posts)


@pytest.mark.parametrize("box", ['<section class="live-entry">{}</section>', '<li itemprop="liveBlogUpdate">{}</li>'])
@pytest.mark.parametrize("language", BLOGS)
def test_a_short_post_that_the_markup_marks_keeps_its_time(language: str, box: str) -> None:
    title, intro, posts = BLOGS[language]
    reading = read_page(marked(title, intro, posts, box))
    assert is_live(reading, title)
    assert in_order(reading.clippings[0].body, posts)


@pytest.mark.parametrize("language", BLOGS)
def test_a_post_of_a_time_and_a_heading_only_is_there(language: str) -> None:
    title, intro, posts = BLOGS[language]
    posts = (posts[0], (posts[1][0], posts[1][1], ""), *posts[2:])
    reading = read_page(plain(title, intro, posts).replace(b"\n\n\n\n", b"\n\n"))
    assert is_live(reading, title)
    assert f"{posts[0][2]}\n\n{posts[1][0]}\n\n{posts[1][1]}\n\n{posts[2][0]}" in reading.clippings[0].body


@pytest.mark.parametrize("between", [" ", ": ", " - "])
def test_a_heading_on_the_line_of_its_time_stays_there(between: str) -> None:
    title, intro, posts = CRICKET
    shown = "".join(f"<div><h3>{time}{between}{head}</h3><p>{text}</p></div>" for time, head, text in posts)
    reading = read_page(f"<html><body><h1>{title}</h1><p>{intro}</p>{shown}</body></html>".encode())
    assert is_live(reading, title)
    for time, head, text in posts:
        assert f"{time}{between}{head}\n\n{text}" in reading.clippings[0].body


STORMS = {
    "sv": (
        "Stormen Test – följ utvecklingen direkt",
        "Uppdaterad 27 november 2026 18.45",
        ("Kl 18.40", "Kl 18.05", "Kl 17.32"),
        ("Färjan ligger still", "Skolan stänger", "Vattnet stiger"),
        "Vakten i hamnen sade att vattnet steg och att ingen fick gå ut på kajen.",
    ),
    "id": (
        "Badai Uji: laporan langsung dari pelabuhan",
        "Diperbarui 27 November 2026, 18.45 WIB",
        ("18.40 WIB", "18.05 WIB", "17.32 WIB"),
        ("Feri berhenti", "Sekolah diliburkan", "Air naik"),
        "Penjaga pelabuhan mengatakan air terus naik dan tidak ada yang boleh ke dermaga.",
    ),
    "tr": (
        "Deneme fırtınası: canlı gelişmeler",
        "Güncelleme: 27 Kasım 2026 18:45",
        ("18:40", "18:05", "17:32"),
        ("Feribot durdu", "Okul kapandı", "Su yükseliyor"),
        "Liman görevlisi suyun yükseldiğini ve kimsenin iskeleye çıkamayacağını söyledi.",
    ),
    "el": (
        "Καταιγίδα Δοκιμή: λεπτό προς λεπτό",
        "Τελευταία ενημέρωση 27 Νοεμβρίου 2026, 18:45",
        ("18:40", "18:05", "17:32"),
        ("Το πλοίο μένει δεμένο", "Κλείνει το σχολείο", "Ανεβαίνει το νερό"),
        "Ο φύλακας του λιμανιού είπε ότι το νερό ανεβαίνει και ότι κανείς δεν πάει στην προβλήτα.",
    ),
}


@pytest.mark.parametrize("order", ["time head text", "time text"])
@pytest.mark.parametrize("between", [" ", "\n\n"], ids=["one line", "two lines"])
@pytest.mark.parametrize("language", STORMS)
def test_the_time_of_the_page_above_the_entries_is_none_of_theirs(language: str, between: str, order: str) -> None:
    title, updated, times, heads, text = STORMS[language]
    posts = [
        (time, head, f"{text[:-1]}, {number}.") for number, (time, head) in enumerate(zip(times, heads, strict=True))
    ]
    shown = [
        f"{time}{between}{head}\n\n{told}" if "head" in order else f"{time}\n\n{told}" for time, head, told in posts
    ]
    for raw in (
        "\n\n".join([title, updated, *shown]),
        f"<html lang='{language}'><body><h1>{title}</h1><p>{updated}</p>"
        + "".join(f"<p>{line}</p>" for line in "\n\n".join(shown).split("\n\n"))
        + "</body></html>",
    ):
        reading = read_page(raw.encode())
        assert is_live(reading, title)
        clipping = reading.clippings[0]
        assert (clipping.body, (clipping.published or "")[:16]) == ("\n\n".join(shown), "2026-11-27T18:45")


def test_a_live_blog_below_the_menus_of_a_copied_page() -> None:
    title, intro, posts = FLOOD
    menu = "\n".join(
        f"  • {word}" for word in "Politik Sport Kultur Reise Geld Wetter Video Rätsel Briefe Archiv".split()
    )
    body = plain(title, intro, posts).decode()
    reading = read_page(f"{menu}\n\n{body}\n\n{menu}".encode())
    assert is_live(reading, title)
    assert in_order(reading.clippings[0].body, posts)


LEAD = (
    "The council of Port Linden met on Tuesday evening to vote on the plan for the harbour, which has waited for years."
)


def test_what_readers_write_below_a_story_is_no_live_blog() -> None:
    said = "\n\n".join(
        f"reader{number} says:\n\nMay 18, 2025 at {number}:34 am\n\nI was there in the hall in round {number} of it."
        for number in range(1, 10)
    )
    reading = read_page(
        f"Council votes on the harbour\n\n{LEAD}\n\n{LEAD}\n\n9 responses to this story\n\n{said}".encode()
    )
    assert reading.kind != "live"


def test_chapters_with_numbers_are_no_live_blog() -> None:
    chapters = "\n\n".join(f"1.{number} Part\n\n{LEAD} It was item {number}." for number in range(10, 19))
    assert read_page(f"Report of the committee on the harbour\n\n{chapters}".encode()).kind != "live"


def test_a_list_of_headlines_under_times_is_no_live_blog() -> None:
    heads = ("Ferry back on the quay", "Mayor to speak at noon", "Fog over the sound", "Prices of fuel rise again")
    rows = "\n\n".join(f"{18 - number}:05\n\n{head}" for number, head in enumerate(heads * 2))
    assert read_page(f"Latest from the harbour\n\n{LEAD}\n\n{rows}".encode()).kind != "live"


ARTICLES = {
    "ar": (
        "صندوق الاستثمار المباشر يفتح مكتبا",
        "قال متحدث باسم المجلس إن المكتب الجديد في المرفأ سيفتح أبوابه في الشهر المقبل بعد سنوات من الانتظار.",
        "التعليقات",
        "هذا خبر جيد للمدينة ولأهلها الذين ينتظرون عملا منذ سنوات.",
    ),
    "zh": (
        "网络直播平台开始收费",
        "市政府周二公布新的办法，要求各平台在两个月之内完成整改，并且公布主播的姓名。",
        "网友评论 (4)",
        "早就应该这样了，希望这一次真的能够做到，不要又是一阵风。",
    ),
    "ko": (
        "실시간 검색어 순위 폐지",
        "시의회는 화요일 저녁 회의에서 검색어 순위를 없애는 방안을 놓고 다시 표결을 하기로 했다.",
        "댓글 4개",
        "진작 없앴어야 할 것을 이제야 없애는 것 같다고 생각한다.",
    ),
    "tr": (
        "Canlı yayın kuralları değişti",
        "Belediye meclisi salı günü yapılan toplantıda limandaki yayınlar için yeni kurallar koydu.",
        "Yorumlar",
        "Ben de oradaydım ve çok uzun bir akşamdı doğrusu.",
    ),
    "en": ("Shipyard gets a new ticker symbol", LEAD, "4 comments", "I was there in the hall, and it was very long."),
    "a concert": ("Freya Holm live: a night at the quay", LEAD, "Comments", "I was there, and it was very long."),
}


@pytest.mark.parametrize("marked_up", [False, True], ids=["text", "HTML"])
@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
def test_comments_under_times_make_no_story_live_whatever_its_headline(
    article: tuple[str, str, str, str], marked_up: bool
) -> None:
    title, text, heads, said = article
    rows = [title, "2026-06-18 10:20", text, text + text, heads]
    for number in range(4):
        rows += [f"Lim {number}", f"2026-06-18 {11 + number}:31", said]
    raw = "\n\n".join(rows)
    if marked_up:
        raw = f"<html><body><h1>{title}</h1>" + "".join(f"<p>{row}</p>" for row in rows[1:]) + "</body></html>"
    reading = read_page(raw.encode())
    assert reading.kind != "live"
    assert (reading.clippings[0].published or "").startswith("2026-06-18")
    assert text in reading.clippings[0].body


TITLES = (
    "مباشر من المرفأ القديم",
    "حريق كبير في المرفأ القديم | مباشر",
    "【直播】旧码头的大火",
    "直播：旧码头的大火",
    "[실시간] 낡은 부두의 불",
    "Feuer am alten Kai: Ticker",
    "Ticker: Feuer am alten Kai",
    "Feuer am alten Kai im Ticker",
    "旧桟橋の火事（ライブ）",
)


@pytest.mark.parametrize("title", TITLES)
def test_a_word_that_stands_apart_calls_a_page_live(title: str) -> None:
    reading = read_page(plain(title, *FLOOD[1:]))
    assert is_live(reading, title)


@pytest.mark.parametrize("count", ["12 comments", "Comments (12)", "Kommentare 12"])
def test_how_many_comments_there_are_above_a_live_blog_ends_nothing(count: str) -> None:
    title, intro, posts = FLOOD
    for shown in (f"{intro}\n\n{count}", f"{count}\n\n{intro}"):
        reading = read_page(plain(title, shown, posts))
        assert is_live(reading, title)
        assert in_order(reading.clippings[0].body, posts)


def test_an_entry_may_speak_of_comments_and_readers_may_write_below_a_live_blog() -> None:
    title, intro, posts = CRICKET
    posts = (posts[0], (posts[1][0], "Comments from the captain", posts[1][2]), *posts[2:])
    readers = "\n\n".join(
        f"Reader {number}\n\n10:{number}4\n\nI was there in round {number} of it." for number in range(5)
    )
    for heads in ("Comments", "5 Comments", "Comments (5)"):
        page = plain(title, intro, posts).decode().replace("© 2025 Quay Example", f"{heads}\n\n{readers}")
        reading = read_page(page.encode())
        assert is_live(reading, title)
        assert in_order(reading.clippings[0].body, posts)


@pytest.mark.parametrize("updated", ["", "Updated 6 minutes ago\n"])
@pytest.mark.parametrize("day", ["Wed 4 Mar 2026 17.42 GMT", "Mar 4, 2026, 5:42 p.m. GMT"])
def test_authors_and_key_events_may_stand_between_the_pages_time_and_the_entries(updated: str, day: str) -> None:
    page = f"""Live
Storm Berta live: ferries stay in port as the islands lose their power
Rolling coverage of the storm as it crosses the sound
{updated}Lars Molen (now) and Ida Brink (earlier)
{day}
Key events
17.30 Lighthouse loses its roof
15.10 All ferries cancelled
17.42 GMT
Soldiers sent to the pier
The harbour master, Jon Brask, said fifty soldiers had been sent to the pier to fill sandbags.
17.30 GMT
Lighthouse loses its roof
Nobody was in the lighthouse when its roof came down, the coast guard said on Wednesday.
16.05 GMT
Thanks, Ida. The weather office has extended its red warning until three in the morning.
15.10 GMT
All ferries cancelled
The company has cancelled all crossings. "No captain would sail in this," its chief said.
"""
    (clipping,) = read_page(page.encode(), captured_at=datetime(2026, 3, 4, 18, tzinfo=UTC)).clippings
    assert (clipping.published or "")[:10] == "2026-03-04"
    assert "Mar" not in clipping.body
