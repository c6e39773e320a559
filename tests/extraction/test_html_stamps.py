"""The time of day at which an HTML page says that its story came out, printed or in `<time datetime>`."""

import pytest

from stories.extraction import Clipping, read_page

TEXTS = {
    "de": (
        "Die Fähre zwischen den beiden Inseln fährt seit Montag nicht mehr, und niemand am Hafen wusste, wie lange.",
        "Ein Sprecher der Reederei sagte, dass die Maschine des älteren Schiffes in der Nacht ausgefallen sei.",
        "Die Bürgermeisterin nannte die Lage auf der kleinen Insel ernst, denn dort gibt es kein Krankenhaus.",
    ),
    "en": (
        "The ferry between the two islands stopped running on Monday, and nobody at the harbour knew for how long.",
        "A spokesman of the company said that the engine of the older ship had failed during the night.",
        "The mayor called the situation a serious one for the smaller island, which has no hospital of its own.",
    ),
    "ja": (
        "二つの島を結ぶ渡し船は月曜日から止まっており、港の誰もいつまで続くのか答えられなかった。",
        "会社の広報担当者は、古い方の船の機関が夜のうちに壊れ、部品は本土から取り寄せなければならないと述べた。",
        "町長は、病院のない小さい島の住民にとって深刻な事態だとして、海上の救助隊が患者を運ぶと話した。",
    ),
}
HEADS = {"de": "Fähre zwischen den Inseln steht still", "en": "Ferry between the islands stands still",
         "ja": "島を結ぶ渡し船が運航を停止"}  # fmt: skip


def read(stamp: str, *, language: str = "de", head: str = "", above: str = "", url: str | None = None) -> Clipping:
    texts = "".join(f"<p>{text}</p>" for text in TEXTS[language])
    raw = f"""<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{HEADS[language]}</title>{head}
    </head><body>{above}<article><h1>{HEADS[language]}</h1>{stamp}{texts}</article></body></html>"""
    (clipping,) = read_page(raw.encode(), url=url).clippings
    assert clipping.headline == HEADS[language]
    return clipping


def when(clipping: Clipping) -> tuple[str | None, str | None, str | None]:
    return clipping.published, clipping.published_precision, clipping.published_basis


@pytest.mark.parametrize(
    ("language", "printed", "value"),
    [
        ("de", "27. Juni 2025, 18.30 Uhr", "2025-06-27T18:30:00+02:00"),
        ("ja", "2025年6月27日 午後6時30分", "2025-06-27T18:30:00+09:00"),
        ("ja", "2025年6月27日 18時30分", "2025-06-27T18:30:00+09:00"),
    ],
)
def test_a_printed_clock_is_kept(language: str, printed: str, value: str) -> None:
    clipping = read(f"<p>{printed}</p>", language=language)
    assert when(clipping) == (value, "minute", "absolute")
    assert printed not in clipping.body


def test_the_clock_of_a_site_is_that_of_its_country() -> None:
    clipping = read("<p>27 June 2025, 18:30</p>", language="en", url="https://quay.co.uk/islands/ferry-stands-still")
    assert when(clipping) == ("2025-06-27T18:30:00+01:00", "minute", "absolute")
    assert when(read("<p>27 June 2025, 18:30</p>", language="en"))[:2] == ("2025-06-27", "day")


def test_a_clock_gives_way_to_what_the_page_says_of_itself() -> None:
    head = '<meta property="article:published_time" content="2025-06-26T07:15:00+02:00">'
    assert when(read("<p>27. Juni 2025, 18.30 Uhr</p>", head=head)) == ("2025-06-26T07:15:00+02:00", "minute", "meta")


MARKED = '<p><time datetime="{}">{}</time></p>'


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("2025-06-27T18:30:00+02:00", "2025-06-27T18:30:00+02:00"),
        ("2025-06-27T18:30:00+0200", "2025-06-27T18:30:00+02:00"),
        ("2025-06-27T16:30Z", "2025-06-27T16:30:00+00:00"),
        ("2025-06-27 18:30", "2025-06-27T18:30:00+02:00"),
    ],
)
@pytest.mark.parametrize("printed", ["27. Juni 2025", "27.06.2025"])
def test_the_markup_of_a_printed_day_gives_its_time(printed: str, said: str, value: str) -> None:
    assert when(read(MARKED.format(said, printed))) == (value, "minute", "meta")


@pytest.mark.parametrize("said", ["2025-06-27", "2025-06-27T18:30:00", "2025-06-27T25:30+02:00", "soon"])
def test_what_names_no_moment_leaves_the_day(said: str) -> None:
    assert when(read(MARKED.format(said, "27 June 2025"), language="en"))[:2] == ("2025-06-27", "day")


def test_the_markup_of_another_day_or_of_a_teaser_is_not_the_storys() -> None:
    other = MARKED.format("2025-06-29T08:00:00+02:00", "27. Juni 2025")
    assert when(read(other))[:2] == ("2025-06-27", "day")
    teaser = (
        '<div class="teaser"><a href="/x">Anderes</a> <time datetime="2025-06-27T08:00:00+02:00">Freitag</time></div>'
    )
    assert when(read("<p>27. Juni 2025</p>", above=teaser))[:2] == ("2025-06-27", "day")


def test_of_one_text_with_two_moments_the_one_marked_as_publication_counts() -> None:
    teaser = f"<div>{MARKED.format('2025-06-27T08:00:00+02:00', '27. Juni 2025')}</div>"
    assert when(read(MARKED.format("2025-06-27T18:30:00+02:00", "27. Juni 2025"), above=teaser))[1] == "day"
    own = '<p><time itemprop="datePublished" datetime="2025-06-27T18:30:00+02:00">27. Juni 2025</time></p>'
    assert when(read(own, above=teaser))[0] == "2025-06-27T18:30:00+02:00"


@pytest.mark.parametrize(
    "stamp",
    [
        MARKED.format("2025-06-27T18:30:00+02:00", "27. Juni 2025")
        + '<p>Aktualisiert: <time datetime="2025-06-28T09:05:00+02:00">28. Juni 2025</time></p>',
        "<p>27. Juni 2025, 18.30 Uhr</p><p>Aktualisiert: 28. Juni 2025, 9.05 Uhr</p>",
        "<p>Veröffentlicht: 27. Juni 2025, 18.30 Uhr, aktualisiert: 28. Juni 2025, 9.05 Uhr</p>",
    ],
    ids=["marked", "two lines", "one line"],
)
def test_when_it_was_changed_has_its_time(stamp: str) -> None:
    clipping = read(stamp)
    assert clipping.published == "2025-06-27T18:30:00+02:00"
    assert (clipping.updated, clipping.updated_precision) == ("2025-06-28T09:05:00+02:00", "minute")


def aside(said: str, text: str, box: str = "aside") -> str:
    return f'<{box}><a href="/x">Another story</a> <time datetime="{said}">{text}</time></{box}>'


@pytest.mark.parametrize("box", ["aside", "section"])
def test_a_day_inside_another_one_is_not_it(box: str) -> None:
    above = aside("2023-05-08T10:00:00+00:00", "8 May", box)
    clipping = read("<p>Updated 18 May 2025</p>", language="en", above=above)
    assert clipping.published == "2025-05-18"
    assert clipping.updated is None or clipping.updated.startswith("2025-05-18")


@pytest.mark.parametrize("box", ["aside", "section"])
def test_a_number_dates_no_story(box: str) -> None:
    above = aside("2023-05-08T10:00:00+00:00", "5", box)
    assert read("<p>25 comments</p>", language="en", above=above).published is None
    assert read("<p>5 comments</p>", language="en", above=above).published is None


def test_what_a_box_of_other_stories_says_is_not_of_the_storys_own_line() -> None:
    above = aside("2025-06-27T08:00:00+02:00", "27. Juni 2025")
    assert when(read("<p>27. Juni 2025</p>", above=above))[:2] == ("2025-06-27", "day")
    own = MARKED.format("2025-06-27T18:30:00+02:00", "27. Juni 2025")
    assert when(read(own, above=above))[0] == "2025-06-27T18:30:00+02:00"


def test_a_day_without_a_year_is_not_that_of_another_year() -> None:
    above = aside("2023-06-27T08:00:00+02:00", "27. Juni", "section")
    assert read("<p>27. Juni 2025</p><p>Aktualisiert: 27. Juni 2025</p>", above=above).updated in (None, "2025-06-27")


def test_no_story_is_changed_before_it_came_out() -> None:
    changed = '<p>Updated: <time datetime="2025-06-26T09:05:00+02:00">26 June 2025</time></p>'
    head = '<meta property="article:published_time" content="2025-06-27T07:15:00+02:00">'
    clipping = read(changed, language="en", head=head)
    assert (clipping.published, clipping.updated) == ("2025-06-27T07:15:00+02:00", None)


def test_a_day_between_characters_without_spaces_has_its_time() -> None:
    stamp = '<p>公開<time datetime="2025-06-27T18:30:00+09:00">2025年6月27日</time></p>'
    assert when(read(stamp, language="ja"))[0] == "2025-06-27T18:30:00+09:00"


def test_letters_of_several_zones_are_read_at_home() -> None:
    clipping = read("<p>27 June 2025, 10:30 CST</p>", language="en", url="https://quay.com.cn/islands/ferry-stands")
    assert clipping.published == "2025-06-27T10:30:00+08:00"
    clipping = read("<p>27 June 2025, 10:30 IST</p>", language="en", url="https://quay.ie/islands/ferry-stands-still")
    assert clipping.published == "2025-06-27T10:30:00+01:00"


ARABIC = (
    "توقفت العبارة بين الجزيرتين عن العمل منذ يوم الإثنين ولم يعرف أحد في الميناء إلى متى سيستمر ذلك التوقف.",
    "وقال متحدث باسم الشركة إن محرك السفينة الأقدم تعطل خلال الليل وإن قطع الغيار يجب أن تأتي من البر الرئيسي.",
    "ووصفت رئيسة البلدية الوضع بأنه خطير على سكان الجزيرة الصغيرة التي لا يوجد فيها مستشفى خاص بها.",
)


@pytest.mark.parametrize("printed", ["18 مايو 2025", "الأحد ١٨ مايو ٢٠٢٥", "نشر في 18 أيار 2025"])
@pytest.mark.parametrize("html", [True, False], ids=["html", "text"])
def test_an_arabic_page_has_its_printed_day(printed: str, html: bool) -> None:
    head = "توقف العبارة بين الجزيرتين"
    lines = [head, printed, *ARABIC]
    raw = "\n\n".join(lines)
    if html:
        texts = "".join(f"<p>{text}</p>" for text in lines[1:])
        head_of_page = '<head><meta charset="utf-8"></head>'
        raw = f'<html lang="ar">{head_of_page}<body><article><h1>{head}</h1>{texts}</article></body></html>'
    (clipping,) = read_page(raw.encode()).clippings
    assert (clipping.headline, clipping.published, clipping.language) == (head, "2025-05-18", "ar")
    assert clipping.body == "\n\n".join(ARABIC)


def test_the_day_of_which_the_first_sentence_tells_is_not_that_of_publication() -> None:
    head = '<meta property="article:published_time" content="2026-11-24T08:00:00Z">'
    told = "<p>An engine failed on Monday 23 November 2026 and six people were hurt.</p>"
    assert when(read(told, language="en", head=head))[:2] == ("2026-11-24T08:00:00+00:00", "minute")
    printed = "<p>Published on Monday 23 November 2026 by the news desk of the paper.</p>"
    assert when(read(printed, language="en", head=head))[:2] == ("2026-11-23", "day")
