"""Where and by whom a story was filed, in brackets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text.datelines import dateline_end, place_in, place_of
from stories.text.filed import filed_alone, filed_at_end, filed_at_start


@pytest.mark.parametrize(
    ("printed", "place", "people", "others"),
    [
        ("【東京=山田太郎】", "東京", ("山田太郎",), ()),
        ("【ソウル＝佐藤花子】", "ソウル", ("佐藤花子",), ()),
        ("(ロンドン=鈴木一郎)", "ロンドン", ("鈴木一郎",), ()),
        ("（ロンドン＝鈴木一郎）", "ロンドン", ("鈴木一郎",), ()),
        ("【ワシントン=山田太郎、佐藤花子】", "ワシントン", ("山田太郎", "佐藤花子"), ()),
        ("［東京・大阪=山田太郎・佐藤花子］", "東京・大阪", ("山田太郎", "佐藤花子"), ()),
        ("【ソウル支局＝佐藤花子特派員】", "ソウル", ("佐藤花子",), ()),
        ("【ロンドン27日＝ジョアン・フェリエ】", "ロンドン", ("ジョアン・フェリエ",), ()),
        ("【北京=共同】", "北京", (), ("共同",)),
        ("【北京共同】", "北京", (), ("共同",)),
        ("【パリ=国際部】", "パリ", (), ("国際部",)),
        ("【聞き手=山田太郎】", None, ("山田太郎",), ()),
        ("【東京＝山田太郎、ソウル＝佐藤花子】", "東京・ソウル", ("山田太郎", "佐藤花子"), ()),
        ("（東京=山田太郎・ソウル=佐藤花子）", "東京・ソウル", ("山田太郎", "佐藤花子"), ()),
        ("【ソウル支局＝佐藤花子、東京本社＝山田太郎】", "ソウル・東京", ("佐藤花子", "山田太郎"), ()),
        (
            "【ワシントン＝山田太郎、北京＝佐藤花子、鈴木一郎】",
            "ワシントン・北京",
            ("山田太郎", "佐藤花子", "鈴木一郎"),
            (),
        ),
        ("【北京＝共同、東京＝山田太郎】", "北京・東京", ("山田太郎",), ("共同",)),
        ("（ロンドン＝ジャン＝ポール・フェリエ）", "ロンドン", ("ジャン＝ポール・フェリエ",), ()),
        ("（北京＝王小明、上海＝李建国）", "北京・上海", ("王小明", "李建国"), ()),
        ("(ワシントン 田中一郎、北京 鈴木花子)", "ワシントン・北京", ("田中一郎", "鈴木花子"), ()),
        ("（ワシントン　田中一郎記者・北京　鈴木花子特派員）", "ワシントン・北京", ("田中一郎", "鈴木花子"), ()),
        ("（ロンドン 鈴木一郎）", "ロンドン", ("鈴木一郎",), ()),
    ],
)
def test_brackets_name_place_and_people(
    printed: str, place: str | None, people: tuple[str, ...], others: tuple[str, ...]
) -> None:
    found = filed_at_start(f"{printed}政府は27日、船の運航を止めると発表した。")
    assert found is not None
    assert (found.place, found.people, found.others, found.end) == (place, people, others, len(printed))
    assert filed_alone(f" {printed} ") is not None
    assert place_of(printed) == place
    assert dateline_end(f"{printed}政府は") == len(printed)


def test_behind_the_last_sentence() -> None:
    text = "船の運航がいつ再開されるかは分からないと町長は話した。（ロンドン=鈴木一郎）"
    found = filed_at_end(text)
    assert found is not None
    assert (found.place, found.people, found.end) == ("ロンドン", ("鈴木一郎",), len(text))
    assert place_in(text) is None


@pytest.mark.parametrize("printed", ["（東京＝山田太郎、ソウル＝佐藤花子）", "（ソウル 佐藤花子、東京 山田太郎）"])
def test_several_places_behind_the_last_sentence(printed: str) -> None:
    found = filed_at_end(f"船の運航がいつ再開されるかは分からないと町長は話した。{printed}")
    assert found is not None
    assert set(found.people) == {"山田太郎", "佐藤花子"}


def test_a_reporter_behind_the_brackets_of_a_korean_agency() -> None:
    found = filed_at_start("(서울=연합뉴스) 김보람·이하늘 기자 = 두 섬을 잇는 배가 멈췄다.")
    assert found is not None
    assert (found.place, found.people, found.others) == ("서울", ("김보람", "이하늘"), ("연합뉴스",))


@pytest.mark.parametrize(
    "text",
    [
        "（写真=山田太郎）",
        "【撮影＝佐藤花子】",
        "（価格=十円）",
        "（価格=高騰中）",
        "（回答者=男性）",
        "(a=b)",
        "（1ドル=150円）",
        "【独自】政府は",
        "【速報】",
        "（佐藤 花子）",
        "（石川 慎一郎、山口 健太郎）",
        "（ソプラノ 佐藤花子、テノール 鈴木一郎）",
        "（東京 大阪 京都）",
        "（ロンドン 佐藤花子、監督 山田太郎）",
        "(Reuters) - The ferry",
        "【=】",
        "（",
        "",
    ],
)
def test_other_brackets_name_nobody(text: str) -> None:
    assert filed_at_start(text) is None
    assert filed_at_end(text) is None
    assert filed_alone(text) is None


@given(st.text(alphabet="【】（）()=＝、・山田太郎ソウル共同 서울기자a\n", max_size=120))
def test_any_text_can_be_asked(text: str) -> None:
    for found in (filed_at_start(text), filed_at_end(text)):
        assert found is None or (found.people or found.others)
    filed_alone(text)


@pytest.mark.parametrize(
    "printed",
    ["（監督＝是枝裕和）", "（主演＝山田太郎）", "（指揮＝佐藤花子）", "（カメラ＝鈴木一郎）", "（감독＝김보람）",
     "（人口＝約三万人）", "（小学館＝税別千円）", "（出所＝佐藤花子）", "（敬称略＝山田太郎）", "（社説＝佐藤花子）",
     "（主人公＝山田太郎）", "（定価=千円）"],
)  # fmt: skip
def test_credits_and_prices_behind_a_text_sign_nothing(printed: str) -> None:
    assert filed_at_end(f"船の運航がいつ再開されるかは分からないと町長は話した。{printed}") is None
    assert filed_alone(printed) is None


@pytest.mark.parametrize(
    "printed",
    ["（コーチ＝山田太郎）", "（ピアノ＝山田花子）", "（野球部＝山田太郎、鈴木一郎）", "（トヨタ＝豊田章男）",
     "（社長＝田中一郎）", "（理事長＝鈴木花子）", "（キャプテン＝佐藤花子）", "（日本ハム＝山田太郎）",
     "（柔道＝佐藤花子）", "（都市＝佐藤花子）", "（営業部＝山田太郎）", "（歌手＝佐藤花子）",
     "(출처=김문규)", "（제도＝김보람）"],
)  # fmt: skip
def test_nor_do_parts_clubs_and_firms(printed: str) -> None:
    assert filed_at_end(f"船の運航がいつ再開されるかは分からないと町長は話した。{printed}") is None
    assert filed_alone(printed) is None


@pytest.mark.parametrize(
    "printed",
    ["【社長＝田中一郎】", "【コーチ＝山田太郎】", "【ピアノ＝山田花子】", "【野球部＝山田太郎】",
     "【弁護士＝鈴木花子】", "【歌手＝佐藤花子】", "(출처=김문규)", "【プロデューサー＝佐藤花子】",
     "【首相＝山田太郎】", "【独自＝佐藤花子】",
     "【東京＝山田太郎、監督＝佐藤花子】", "【東京＝山田太郎、コーチ＝佐藤花子】"],
)  # fmt: skip
def test_offices_and_parts_are_no_places_where_a_text_begins_either(printed: str) -> None:
    found = filed_at_start(f"{printed}政府は27日、船の運航を止めると発表した。")
    assert found is None or "佐藤花子" not in found.people


@pytest.mark.parametrize(
    ("printed", "place"),
    [("【トリポリ＝佐藤花子】", "トリポリ"), ("【ボルドー＝佐藤花子】", "ボルドー"), ("【宇部＝佐藤花子】", "宇部"),
     ("【ルワンダ＝佐藤花子】", "ルワンダ"),
     ("【大館＝佐藤花子】", "大館"), ("(수원=김보람)", "수원"), ("(양양=김보람 기자)", "양양")],
)  # fmt: skip
def test_places_that_sound_so_stay(printed: str, place: str) -> None:
    found = filed_at_start(f"{printed} 政府は27日、船の運航を止めると発表した。")
    assert found is not None
    assert (found.place, len(found.people)) == (place, 1)


@pytest.mark.parametrize(
    "desk",
    [
        "東京社会部",
        "外信部",
        "運動部",
        "科学医療部",
        "政治部長",
        "경제부",
        "논설위원",
        "政治部",
        "編集委員",
        "論説委員",
        "社会部",
        "国際部",
    ],
)
def test_a_desk_before_the_name_is_no_place(desk: str) -> None:
    for found in (
        filed_at_end(f"船の運航は再開されると町長は話した。（{desk}＝佐藤花子）"),
        filed_alone(f"（{desk}＝佐藤花子）"),
    ):
        assert found is not None
        assert (found.place, found.people) == (None, ("佐藤花子",))


@pytest.mark.parametrize("place", ["東京", "那覇", "ナイロビ", "石巻市", "石垣島", "ワシントン・東京", "木更津"])
def test_a_correspondent_behind_the_text(place: str) -> None:
    found = filed_at_end(f"船の運航は再開されると町長は話した。（{place}＝佐藤花子記者）")
    assert found is not None
    assert (found.place, found.people) == (place, ("佐藤花子",))


@pytest.mark.parametrize(
    "printed",
    [
        "（パリ 五輪代表）",
        "（ソウル 市民団体）",
        "（ハノイ 首脳会談）",
        "（北京 冬季五輪）",
        "（パリ 日本大使館）",
        "（ロンドン 関税交渉）",
        "（ワシントン 林業団体）",
        "（パリ 森林火災）",
        "（ソウル 福島原発）",
        "（ロンドン 本田技研）",
        "（ハノイ 佐藤花子選手）",
        "（ハノイ 佐藤）",
        "（パリ 佐藤花子、ソウル 市民団体）",
    ],
)
def test_what_else_stands_behind_a_place_is_no_name(printed: str) -> None:
    assert filed_at_start(f"{printed}政府は27日、船の運航を止めると発表した。") is None
    assert filed_at_end(f"船の運航は再開されると町長は話した。{printed}") is None
    assert filed_alone(printed) is None


@pytest.mark.parametrize("printed", ["（パリ＝五輪代表）", "（ハノイ＝首脳会談）", "（ソウル=市民団体）"])
def test_nor_behind_the_sign(printed: str) -> None:
    assert filed_at_start(f"{printed}政府は27日、船の運航を止めると発表した。") is None


@pytest.mark.parametrize(
    "name", ["長谷川慎一郎", "佐々木はるか", "森太郎", "関慎一郎", "五十嵐恵", "齋藤ゆり子", "小林一"]
)
def test_family_names_of_one_to_three_characters(name: str) -> None:
    for found in (filed_at_start(f"（ハノイ {name}）政府は"), filed_alone(f"（ハノイ　{name}）")):
        assert found is not None
        assert (found.place, found.people) == ("ハノイ", (name,))


@pytest.mark.parametrize(
    "place",
    ["ウクライナ南部", "レバノン東部", "ソマリア中部", "シリア北西部", "ドンバス東部", "園部", "御所", "マリウポリ",
     "バフムト", "ジェニン", "ベンガジ"],
)  # fmt: skip
def test_parts_of_countries_and_towns_that_no_list_has_file_where_a_text_begins(place: str) -> None:
    found = filed_at_start(f"【{place}＝鈴木花子】政府は27日、船の運航を止めると発表した。")
    assert found is not None
    assert (found.place, found.people) == (place, ("鈴木花子",))


@pytest.mark.parametrize(
    "place", ["ウクライナ南部", "園部", "マリウポリ", "バフムト", "ジェニン", "ベンガジ", "アラスカ・ノーム"]
)
def test_and_behind_it(place: str) -> None:
    found = filed_at_end(f"船の運航がいつ再開されるかは分からないと町長は話した。（{place}＝鈴木花子）")
    assert found is not None
    assert (found.place, found.people) == (place, ("鈴木花子",))


@pytest.mark.parametrize(
    "printed",
    ["（ソフトバンク＝鈴木一郎）", "（ヤクルト＝鈴木一郎）", "（ポスター＝鈴木花子）", "（エッセー＝鈴木花子）",
     "（バフムト＝ザ・バンド）", "（マネジャー＝鈴木花子）",
     "（サッカー部＝鈴木一郎）", "（軽音楽部＝鈴木一郎）", "（本部＝鈴木一郎）"],
)  # fmt: skip
def test_clubs_firms_and_works_in_katakana_sign_nothing_there(printed: str) -> None:
    assert filed_at_end(f"船の運航がいつ再開されるかは分からないと町長は話した。{printed}") is None
