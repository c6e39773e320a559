"""Dates of pages that count from the capture: in lists, beside the headline, in text without markup."""

from datetime import datetime

import pytest

from stories.extraction import Clipping, read_page

CAPTURED = datetime.fromisoformat("2025-05-18T12:00:00+00:00")
STUBS = (
    ("Fähre zwischen den Inseln steht still", "Niemand am Hafen weiß, wie lange die Schiffe liegen bleiben müssen."),
    ("Der Hafen bekommt drei neue Kräne", "Die Kräne sind die größten der ganzen Küste und kommen aus dem Ausland."),
    ("Stadt stimmt über Hafenkredit ab", "Am Sonntag entscheiden die Wähler über den Kredit für das neue Becken."),
    ("Fischer fordern Hilfe vom Land", "Nach dem langen Winter fehlt vielen das Geld für neue Netze."),
    ("Neuer Leuchtturm geht ans Netz", "Das Licht reicht dreißig Seemeilen weit hinaus auf die offene See."),
)
STAMPS = (
    "vor 2 Tagen",
    "gestern, 22:40",
    "heute, 09:15 Uhr",
    "Von Anna Weber · vor 3 Tagen",
    "Wirtschaft | vor 5 Tagen",
)
DATES = ("2025-05-16", "2025-05-17T22:40:00+02:00", "2025-05-18T09:15:00+02:00", "2025-05-15", "2025-05-13")
TEXTS = (
    "Die Fähre zwischen den beiden Inseln fährt seit Montag nicht mehr, und niemand am Hafen wusste, wie lange.",
    "Ein Sprecher der Reederei sagte, dass die Maschine des älteren Schiffes in der Nacht ausgefallen sei.",
    "Die Bürgermeisterin nannte die Lage auf der kleinen Insel ernst, denn dort gibt es kein Krankenhaus.",
)


def article(stamp: str, *, below: str = "") -> Clipping:
    texts = "".join(f"<p>{text}</p>" for text in TEXTS)
    raw = f"""<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{STUBS[0][0]}</title></head>
    <body><article><h1>{STUBS[0][0]}</h1>{stamp}{texts}</article>{below}</body></html>"""
    (clipping,) = read_page(raw.encode(), captured_at=CAPTURED).clippings
    return clipping


def test_the_cards_of_a_list() -> None:
    cards = "".join(
        f'<article><h3><a href="/politik/story-{number}-{head.lower().replace(" ", "-")}">{head}</a></h3>'
        f"<p>{dek}</p><p>{stamp}</p></article>"
        for number, ((head, dek), stamp) in enumerate(zip(STUBS, STAMPS, strict=True))
    )
    raw = (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"></head><body><h1>Politik</h1>{cards}</body></html>'
    )
    reading = read_page(raw.encode(), captured_at=CAPTURED, url="https://quay.example/politik")
    assert [clipping.headline for clipping in reading.clippings] == [head for head, _ in STUBS]
    assert [clipping.published for clipping in reading.clippings] == list(DATES)
    assert {clipping.published_basis for clipping in reading.clippings} == {"relative to capture"}
    assert [clipping.byline for clipping in reading.clippings] == [(), (), (), ("Anna Weber",), ()]


@pytest.mark.parametrize("stamp", ["vor {} Stunden", "{} hours ago", "1{} May 2025", "1{}.05.2025", "2025-05-1{}"])
@pytest.mark.parametrize("order", ["head stamp dek", "head dek stamp"])
def test_stamps_of_one_kind_make_no_live_blog_of_a_list(stamp: str, order: str) -> None:
    items = []
    for number, (head, dek) in enumerate(
        [*STUBS, *((f"Erneut: {head}", f"{dek} Mehr dazu.") for head, dek in STUBS[:3])]
    ):
        parts = {"head": head, "dek": dek, "stamp": stamp.format(number + 1)}
        items.append("\n\n".join(parts[name] for name in order.split()))
    reading = read_page("\n\n".join(["Politik", *items]).encode(), captured_at=CAPTURED)
    assert (reading.kind, len(reading.clippings)) == ("index", 8)
    assert all(clipping.published for clipping in reading.clippings)
    assert [clipping.headline for clipping in reading.clippings][:5] == [head for head, _ in STUBS]


def test_a_list_without_markup() -> None:
    items = "\n\n".join(f"{head}\n\n{stamp}\n\n{dek}" for (head, dek), stamp in zip(STUBS, STAMPS, strict=True))
    reading = read_page(f"Politik\n\n{items}\n".encode(), captured_at=CAPTURED)
    told = {clipping.headline: clipping.published for clipping in reading.clippings}
    assert told == dict(zip([head for head, _ in STUBS], [*DATES[:4], None], strict=True))


@pytest.mark.parametrize(
    ("stamp", "value", "byline"),
    [
        ("<p>vor 2 Tagen</p>", "2025-05-16", ()),
        ("<p>Stand: gestern, 22:40 Uhr</p>", "2025-05-17T22:40:00+02:00", ()),
        ("<p>Von Anna Weber, gestern, 22:40 Uhr</p>", "2025-05-17T22:40:00+02:00", ("Anna Weber",)),
        ('<p class="byline">Von Anna Weber vor 2 Tagen</p>', "2025-05-16", ("Anna Weber",)),
        ('<p>Von <a rel="author" href="/w">Anna Weber</a> | vor 2 Tagen</p>', "2025-05-16", ("Anna Weber",)),
    ],
)
def test_beside_the_headline(stamp: str, value: str, byline: tuple[str, ...]) -> None:
    clipping = article(stamp)
    assert (clipping.published, clipping.published_basis) == (value, "relative to capture")
    assert clipping.byline == byline
    assert clipping.body == "\n\n".join(TEXTS)


def test_running_text_that_speaks_of_yesterday_dates_nothing() -> None:
    clipping = article("<p>Seit gestern fährt auf der ganzen Strecke kein Schiff mehr</p>")
    assert clipping.published is None


def test_a_day_from_elsewhere_on_the_page_gives_way() -> None:
    below = "<footer><p>Die Seite besteht seit dem 3. Mai 2019.</p></footer>"
    assert article("<p>vor 2 Tagen</p>", below=below).published == "2025-05-16"
    assert article("", below=below).published == "2019-05-03"


def test_text_without_markup() -> None:
    raw = "\n\n".join((STUBS[0][0], "Von Anna Weber, gestern, 22:40 Uhr", *TEXTS))
    (clipping,) = read_page(raw.encode(), captured_at=CAPTURED).clippings
    assert (clipping.headline, clipping.byline) == (STUBS[0][0], ("Anna Weber",))
    assert (clipping.published, clipping.published_basis) == ("2025-05-17T22:40:00+02:00", "relative to capture")


def test_a_day_that_a_machine_wrote_is_believed_of_an_old_page() -> None:
    below = '<div data-day="2019-05-03">Die Fähre ist auch am 3. Mai 2019 nicht gefahren.</div>'
    assert article("<p>vor 2 Tagen</p>", below=below).published == "2019-05-03"


@pytest.mark.parametrize("rubric", ["Vor 25 Jahren", "Gestern", "Heute", "Vor 25 Jahren | Mauerfall"])
@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
def test_a_rubric_dates_nothing(rubric: str, above: bool) -> None:
    head = (rubric, STUBS[0][0]) if above else (STUBS[0][0], rubric)
    (clipping,) = read_page("\n\n".join((*head, *TEXTS)).encode(), captured_at=CAPTURED).clippings
    assert (clipping.headline, clipping.body) == (STUBS[0][0], "\n\n".join(TEXTS))
    assert (clipping.published, clipping.published_basis) == (None, None)
    if above and "|" not in rubric:
        assert clipping.kicker == rubric


@pytest.mark.parametrize("rubric", ["Vor 25 Jahren", "Gestern"])
def test_nor_does_one_in_markup(rubric: str) -> None:
    clipping = article(f"<p>{rubric}</p>")
    assert (clipping.published, clipping.body) == (None, "\n\n".join(TEXTS))


@pytest.mark.parametrize("stamp", ["Yarım saat önce", "Son güncelleme: yarım saat önce", "YARIM SAAT ÖNCE"])
def test_a_page_that_counts_in_turkish_is_read(stamp: str) -> None:
    raw = "\n\n".join((STUBS[0][0], stamp, *TEXTS))
    (clipping,) = read_page(raw.encode(), captured_at=CAPTURED).clippings
    assert clipping.headline == STUBS[0][0]
