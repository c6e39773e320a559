"""What a name printed in Latin letters may be in its own: Korean, Chinese, Japanese, and out of Cyrillic letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text.chinese import chinese_readings
from stories.text.japanese import is_romaji, romaji_form
from stories.text.korean import korean_readings
from stories.text.romanised import readings_of, same_reading
from stories.text.slavic import in_latin, looks_greek, looks_slavic, slavic_form


@pytest.mark.parametrize(
    ("family", "given_name", "hangul"),
    [
        ("hong", ("gil", "dong"), ["홍", "길", "동"]),
        ("park", ("moon", "kyu"), ["박", "문", "규"]),
        ("lee", ("sangmin",), ["이", "상", "민"]),
        ("ri", ("su", "il"), ["이", "수", "일"]),
        ("woo", ("hee",), ["우", "희"]),
    ],
)
def test_a_korean_name_read_in_one_way(family, given_name, hangul):
    assert [sorted(one) for one in korean_readings(family, given_name)] == [[one] for one in hangul]


def test_what_is_spelt_alike_in_korean_is_a_set():
    assert korean_readings("chang", ("sung", "duk")) == (
        frozenset("장"),
        frozenset("성숭승"),
        frozenset("덕득"),
    )


@pytest.mark.parametrize(
    ("family", "given_name"),
    [("smith", ("moon", "kyu")), ("kim", ("carlos",)), ("kim", ()), ("kim", ("a", "b", "c")), ("hong", ("stefan",))],
)
def test_what_can_be_no_korean_name(family, given_name):
    assert korean_readings(family, given_name) == ()


@pytest.mark.parametrize(
    ("pinyin", "printed"),
    [
        ("zhang", "chang"), ("qiu", "chiu"), ("xu", "hsu"), ("cai", "tsai"), ("zeng", "tseng"), ("xie", "hsieh"),
        ("guo", "kuo"), ("duo", "to"), ("he", "ho"), ("zhi", "chih"), ("shi", "shih"), ("ri", "jih"), ("zi", "tzu"),
        ("si", "ssu"), ("yan", "yen"), ("you", "yu"), ("yong", "yung"), ("ye", "yeh"), ("qun", "chun"),
        ("xue", "hsueh"), ("rong", "jung"), ("gui", "kuei"), ("xiong", "hsiung"), ("er", "erh"),
        ("zhong", "jhong"), ("qian", "cian"), ("xiu", "siou"), ("zhi", "jhih"), ("wen", "wun"), ("ju", "jyu"),
        ("xiao", "shiau"), ("qiu", "chiou"), ("zhi", "jr"), ("xu", "shiu"),
    ],
)  # fmt: skip
def test_a_syllable_in_the_older_ways_of_spelling_chinese(pinyin, printed):
    ways = chinese_readings(("ma", printed))
    assert any(pinyin in given_name for _, given_name in ways)


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        ("Hong Duck-gil", "Hong Duk-gil", True),
        ("Duk-gil Hong", "Hong Duk Gil", True),
        ("홍문규", "Hong Moon-kyu", True),
        ("홍 문규", "Moon-kyu Hong", True),
        ("림수일", "Im Su-il", True),
        ("Hong Chul-soo", "Hong Cheol-soo", False),
        ("Park Minho", "Pak Minho", False),
        ("Lee Ying-jie", "Li Ying-jie", True),
        ("Hsu Ying-jie", "Xu Yingjie", True),
        ("Hong Kyung-wha", "Hong Kyeong-hwa", True),
        ("Hong Hyeong-ouk", "Hong Hyeong-wook", True),
        ("Hong Jeoung-ae", "Hong Jeong-ae", True),
        ("Chang Hsiao-ming", "Zhang Xiaoming", False),
        ("Li Na", "Lee Na", False),
    ],
)
def test_two_printings_of_one_name(one, other, sure):
    found = same_reading(readings_of(one), readings_of(other))
    assert found is not None
    assert found == same_reading(readings_of(other), readings_of(one))
    assert found[1] is sure


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hong Sung-min", "Hong Jung-min"),
        ("홍문규", "Hong Min-kyu"),
        ("Zhang Xiaoming", "Jiang Xiaoming"),
        ("Ada Quay", "Ada Quai"),
        ("Alan Lee", "Alan Li"),
        ("김", "Kim"),
    ],
)
def test_printings_that_no_one_name_has(one, other):
    assert same_reading(readings_of(one), readings_of(other)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("shinji", "sinzi"), ("tsuchiya", "tutiya"), ("fujii", "huzii"), ("kohmura", "koumura"), ("homma", "honma"),
        ("kambe", "kanbe"), ("yuuko", "yuko"), ("etchu", "ettyu"), ("joji", "zyozi"), ("kazuo", "kazuo"),
        ("issho", "issyo"),
    ],
)  # fmt: skip
def test_one_japanese_word(one, other):
    assert is_romaji(one)
    assert is_romaji(other)
    assert romaji_form(one) == romaji_form(other)


@pytest.mark.parametrize(
    ("one", "other"), [("kato", "sato"), ("ono", "onu"), ("niida", "nida"), ("tsuji", "suji"), ("keiko", "kiko")]
)
def test_two_japanese_words(one, other):
    assert romaji_form(one) != romaji_form(other)


@pytest.mark.parametrize(
    "printed",
    [
        "yuriy yury jurij iurii yuri юрий юрій",
        "andriy andrii andrij андрій",
        "tymoshchenko timoshchenko tymoschtschenko тимощенко",
        "vasilyev vasiliev васильев",
        "belovskiy belovsky belovskij belowski беловский",
        "zhukov zukov жуков",
        "umerov umierov умєров",
        "pyotr petr пётр",
    ],
)
def test_one_word_out_of_cyrillic_letters(printed):
    assert len({slavic_form(word) for word in printed.split()}) == 1


def test_what_looks_like_a_name_out_of_cyrillic_or_greek_letters():
    assert all(map(looks_slavic, "borisov zelenskyi kravchuk petrenko yuriy denys sergey volodymyr".split()))
    assert not any(map(looks_slavic, "smyth henry harvey maria anna denis martin ko liv".split()))
    assert looks_greek("papadopoulou")
    assert not looks_greek("smith")
    assert in_latin("παπαδοπουλου") == "papadopoulou"
    assert in_latin("жуков") == "zhukov"


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_are_read(one, other):
    assert same_reading(readings_of(one), readings_of(other)) == same_reading(readings_of(other), readings_of(one))
    slavic_form(one)
    romaji_form(other)
