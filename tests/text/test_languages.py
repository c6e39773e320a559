import pytest

from stories.text.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers met in Tokyo and said that the talks would go on in the autumn.", "en"),
        ("Die Minister trafen sich in Tokio und sagten, dass die Gespräche im Herbst weitergehen.", "de"),
        (
            "Les ministres se sont réunis à Tokyo et ont dit que les pourparlers se poursuivront dans les semaines.",
            "fr",
        ),
        ("両国の閣僚は東京で会談し、秋に協議を続けることで一致した。", "ja"),
        ("양국 장관은 도쿄에서 회담을 갖고 가을에 협의를 이어가기로 했다.", "ko"),
        ("两国部长在东京会晤，同意秋季继续磋商。", "zh"),
        ("Министры встретились в Токио и договорились продолжить переговоры осенью.", "ru"),
        (
            "Belediye başkanı köprünün salı sabahı açılacağını duyurdu. Yolun yarısının kapalı kaldığı bildirildi.",
            "tr",
        ),
        (
            "Sebanyak empat rumah rusak, kata kepala desa. Dua orang luka akibat pohon tumbang.",
            "id",
        ),
        ("A hídről őrzött képek közül három tűnt elő a gyűjtő lakásából.", "hu"),
        ("Erdoğan trifft Yıldırım: Treffen in Ankara zum Haushalt.", None),
        ("Wałęsa met Dvořák and Erdoğan for the first time.", "en"),
        ("1 2 3", None),
        ("", None),
    ],
)
def test_the_language_of_a_sentence(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_what_is_declared_counts_in_a_short_text_of_other_letters() -> None:
    """Small words of a neighbour ("si" and "di", "a" and "o") do not outweigh it."""
    assert language_of("Sungai meluap di Kota Baru, di dua desa", declared="id") == "id"
    assert language_of("Çatışma sonrası ateşkes: a-Tipi si di", declared="tr") == "tr"
