"""Which names are forms of one person's name, and which are two people's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.linking.same_name import Likeness, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Takeda Shigeru", "Shigeru Takeda"),
        ("Takeda, Shigeru", "Shigeru Takeda"),
        ("Shigeru Takeda", "Shigeru Takēda"),
        ("Tarō Kōmura", "Tarou Koumura"),
        ("Lee Sang-min", "Sangmin Lee"),
        ("P.J. Brandt", "P. J. Brandt"),
        ("Meir Ben-Tov", "Meir Ben Tov"),
        ("Carl Oakes Jr.", "Carl Oakes, Jr."),
        ("Charles IV", "Charles IV of Ruritania"),
        ("Pablo Lind", "Pablo Lind (politician)"),
        ("Seán O’Toole", "Sean O'Toole"),
        ("Shinji Homma", "Sinzi Honma"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Kohmura Tsutomu", "Tutomu Kōmura"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one) is Likeness.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Janet T. Oakes", "Janet Oakes"),
        ("Charles J. “Chuck” Oakes", "Chuck Oakes"),
        ("H. Morgan Oakes", "Morgan Oakes"),
        ("Jared F. Oakes", "Jared Forrest Oakes"),
        ("Kim Duck-gil", "Kim Duk-gil"),
        ("김문규", "Kim Moon-kyu"),
        ("Lee Ying-jie", "Li Ying-jie"),
        ("Sergey Shoigin", "Sergei Shoygin"),
        ("Yuriy Petrenko", "Юрій Петренко"),
        ("Volodymyr Petrenko", "Vladimir Petrenko"),
        ("Boris Petrovich Belov", "Boris Belov"),
        ("Chrysa Papadopoulou", "Chrisa Papadopoulou"),
        ("Carl Oakes, Baron Oakes of Tarn", "Carl John Oakes, Lord Oakes"),
        ("Bob Oakes, Baron Oakes of Tarn", "Robert Oakes, Baron Oakes of Tarn"),
        ("Moshe Harbourtal", "Mosheh Ḥarbourṭal"),
        ("Fatima Tall", "Fāṭimah Tall"),
        ("Umar Saadi", "ʿUmar Saʿadī"),
    ],
)
def test_likely_forms(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one) is Likeness.LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jim Oakes", "James Oakes"),
        ("Bob Oakes", "Robert E. Oakes"),
        ("Omar Ali", "Umar Ali"),
        ("Toni Lind", "Tony Lind"),
        ("Mohammed Oakes", "Muhammad Oakes"),
        ("Arif Mohammed Oakes", "Arif Mohammad Oakes"),
    ],
)
def test_common_forms_of_a_given_name(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one) is Likeness.FORM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sara Lind", "Sarah Lind"),
        ("Mosheh Lind", "Moshe Lind"),
        ("Noʿah Lind", "Noah Lind"),
        ("Fāṭimah Tall", "Fatim Tall"),
        ("Ṭariq Lind", "Tarik Lind"),
    ],
)
def test_a_silent_letter_is_no_spelling_but_in_a_transliteration(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one) < Likeness.LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Oakes", "John Quincy Oakes"),
        ("Carl Oakes", "Carl Oakes Jr."),
        ("Oakes", "Carl Oakes"),
        ("Henry Scott", "Scott Henry"),
        ("S. Takeda", "Shigeru Takeda"),
        ("Kim Chul-soo", "Kim Cheol-soo"),
        ("Chang Hsiao-ming", "Zhang Xiaoming"),
        ("Ramesh Choudhary", "Ramesh Chaudhary"),
        ("Satya Deo Lal", "Satyadev Lal"),
        ("Bhupenbhai Lal", "Bhupen Lal"),
        ("RCP Lal", "Ramchandra Prasad Lal"),
        ("Maria Antonia Oakes", "Toni Oakes"),
        ("Ana Lind Oakes", "Ana Lind"),
        ("Carl Oakes, Baron Oakes of Tarn", "Carl John Oakes, Baron Oakes of Dale"),
        ("Brian Kaminski", "Bryan Kaminski"),
        ("Terry Casanova", "Teri Casanova"),
        ("Brian Ellis", "Bryan Ellis"),
        ("Junko Hatori", "Junko Hattori"),
        ("Hiroaki Kono", "Hiroaki Konno"),
        ("Kenji Yamasaki", "Kenji Yamazaki"),
    ],
)
def test_a_post_must_say_so(one: str, other: str) -> None:
    assert likeness(one, other) in (Likeness.LOOSE, Likeness.FAINT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Carl Oakes Jr.", "Carl Oakes Sr."),
        ("Charles III", "Charles IV"),
        ("George H. W. Oakes", "George W. Oakes"),
        ("Mary Oakes", "Tom Oakes"),
        ("Carl Oakes", "Carl Lind"),
        ("Kim Sung-min", "Kim Jung-min"),
        ("김문규", "Kim Min-kyu"),
        ("Zhang Xiaoming", "Jiang Xiaoming"),
        ("Yuriy Petrenko", "Юрій Павленко"),
        ("RCP Lal", "Prasad Chandra Lal"),
        ("武田茂", "武田茂雄"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.OTHER


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one)
    if one.strip():
        assert likeness(one, one) is Likeness.SAME
