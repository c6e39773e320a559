"""Pages copied with their menus, links past these and requests for consent: none is headline, kicker or label."""

import pytest

from stories.extraction import read_page
from stories.extraction.furniture import reason_of

HEADLINE = "Ferry between the islands stays in port for a month"
TEXT = (
    "The ferry between the two islands will stay in port for a month, the company said on Monday after talks.\n"
    "Passengers who had waited since the early morning were sent home in the afternoon, and nobody told them why."
)
SKIPS = """Skip to main content|Jump to navigation|Zum Inhalt springen|Direkt zum Inhalt|Zur Navigation wechseln
Aller au contenu principal|Passer au contenu|Ir al contenido|Saltar al contenido principal|Pular para o conteúdo
Vai al contenuto|Ga naar de inhoud|Direct naar hoofdinhoud|Hoppa till innehåll|Gå til hovedindhold|Hopp til innhold
Siirry sisältöön|Przejdź do treści|Przejdź do głównej treści|Přejít k hlavnímu obsahu|Ugrás a tartalomra
Sari la conținutul principal|Ana içeriğe geç|İçeriğe atla|Μετάβαση στο περιεχόμενο|Перейти к содержанию
Перейти до вмісту|Към съдържанието|Langsung ke konten|Chuyển đến nội dung chính|本文へスキップ
メインコンテンツへ移動|コンテンツへスキップ|본문 바로가기|메인 콘텐츠로 건너뛰기|跳到主要内容|跳至内容|انتقل إلى المحتوى
تخطي إلى المحتوى الرئيسي|דלג לתוכן"""
CONSENTS = [
    "Liebe Leserin! Wir und unsere Partner verwenden Cookies und ähnliche Verfahren. Alle annehmen",
    "Nous et nos partenaires utilisons des cookies pour mesurer notre audience. Tout accepter",
    "Drogi Czytelniku! Informujemy, że przetwarzamy Twoje dane osobowe. Akceptuję",
    "Utilizamos cookies propias y de terceros para mejorar nuestros servicios. Aceptar",
    "このサイトではクッキーを使用しています。同意する",
]


@pytest.mark.parametrize("skip", [skip for row in SKIPS.splitlines() for skip in row.split("|")])
def test_a_link_past_the_menu_is_navigation(skip: str) -> None:
    assert reason_of(skip) == "navigation"


@pytest.mark.parametrize("line", CONSENTS)
def test_a_request_for_consent_is_no_headline(line: str) -> None:
    assert reason_of(line) == "legal"
    (clipping,) = read_page(f"{line}\n{HEADLINE}\nBy Anna Testwell\n9 October 2026\n{TEXT}\n".encode()).clippings
    assert clipping.headline == HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "Aller au travail à vélo : ce que change la loi",
        "Der Minister will zum Inhalt nichts sagen",
        "„Wir verarbeiten keine Cookies“, sagte der Sprecher",
        "Jak firmy wykorzystują nasze dane osobowe",
        "跳水冠军回到家乡",
    ],
)
def test_headlines_that_sound_alike_are_text(line: str) -> None:
    assert reason_of(line) is None


def kicker_of(*above: str) -> tuple[str | None, str | None]:
    page = "\n".join([*above, HEADLINE, "By Anna Testwell", "9 October 2026", TEXT])
    (clipping,) = read_page(page.encode()).clippings
    return clipping.headline, clipping.kicker


@pytest.mark.parametrize(
    "menu",
    [
        ("Startseite", "Lokales", "Meinung", "Sport"),
        ("Zum Inhalt springen", "Lokales", "Sport"),
        ("Islands", "Opinion", "Culture", "Weather", "Sport"),
        ("الرئيسية", "أخبار", "رياضة"),
    ],
)
def test_a_menu_of_lines_is_no_kicker(menu: tuple[str, ...]) -> None:
    assert kicker_of(*menu) == (HEADLINE, None)


@pytest.mark.parametrize(
    ("above", "kicker"),
    [
        (("Exclusive",), "Exclusive"),
        (("Islands", "Opinion", "Islands news", "Weather", "Opinion"), "Opinion"),
        (("Islands", "Weather", "Culture", "Sport", "", "Harbour"), "Harbour"),
        (("Startseite", "Lokales", "Meinung", "Sport", "Anmelden", "Verkehr"), "Verkehr"),
    ],
)
def test_a_label_that_stands_apart_from_the_menu_is_the_kicker(above: tuple[str, ...], kicker: str) -> None:
    assert kicker_of(*above) == (HEADLINE, kicker)


@pytest.mark.parametrize(
    "line",
    [
        "Showing 1-7 of 43 results",
        "Displaying 21 to 40 of 1,204 articles",
        "Ergebnisse 1–10 von 87 Treffern",
        "1 2 3 4 Next",
        "« 1 2 3 … 9 Weiter",
        "Sort by relevance | date",
        "Trier par date",
    ],
)
def test_what_counts_the_results_of_a_search_is_navigation(line: str) -> None:
    assert reason_of(line) == "navigation"


@pytest.mark.parametrize("line", ["3 of 4 islands have no doctor", "1-0 of the best", "7 8 9", "1 2 3 die of flu"])
def test_numbers_in_a_headline_count_no_results(line: str) -> None:
    assert reason_of(line) is None
