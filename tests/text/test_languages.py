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
        ("1 2 3", None),
        ("", None),
    ],
)
def test_the_language_of_a_sentence(text: str, language: str | None) -> None:
    assert language_of(text) == language
