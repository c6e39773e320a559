import random
import time

import pytest

from stories.extraction import Unreadable, main_text, read_page, recompose
from stories.extraction import pages as reader
from stories.extraction.decoding import decode
from stories.extraction.east_asian import east_asian
from tests.extraction import pages


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "archive"),
        (b"\x89PNG\r\n", "picture"),
        (b"some\x00text with a null in it", "not text"),
        (b"\x01\x02\x03\x04 abc", "control characters"),
        (b"a" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
        (b"<?xml version='1.0'?><a><b>text</b></a>", "XML"),
        (b"*** --- ***", "no word"),
        (b"Home\nNews\nContact us\nPrivacy policy\n", "No story"),
        (
            b"404 Not Found\n\nThe page that you were looking for is not here, or it has been moved to another place.",
            "error page",
        ),
    ],
)
def test_what_is_no_page_is_refused_with_a_reason(raw: bytes, word: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_page(raw)
    assert word in refused.value.reason
    assert refused.value.reason.endswith(".")


def test_a_page_without_a_story_keeps_its_text() -> None:
    with pytest.raises(Unreadable) as refused:
        read_page(b"Home\nNews\nContact us\n")
    assert refused.value.text == "Home\nNews\nContact us\n"
    assert refused.value.media_type == "text/plain"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed(encoding: str) -> None:
    assert decode("Zürich wählt.".encode(encoding)).text == "Zürich wählt."


def test_a_declared_charset_is_believed() -> None:
    raw = '<html><meta charset="shift_jis"><body><p>日本の港</p>'.encode("shift_jis")
    assert "日本の港" in decode(raw).text


def test_another_charset_is_guessed() -> None:
    raw = ("Der Bürgermeister sagte, daß die Fähren künftig häufiger über den Fluß führen. " * 20).encode("cp1252")
    assert "Fähren künftig häufiger" in decode(raw).text


COPIED = {
    "ja": "本文へ移動\n南浜新聞\nログイン\n会員登録\nトップ\n速報\n経済\n渡し船、来春から減便　「足がなくなる」\n"
    "2026年3月4日 8時05分\n【南浜＝岡野梨花、戸沢健】\n印刷\nシェア\n"
    "南浜市は4日、渡し船を来春から減らすと発表した。\nPR\n(C)南浜新聞社",
    "ko": "본문 바로가기\n로그인\n"
    "나루터 배편 봄부터 줄어든다\n2026년 3월 4일\n남포시는 4일 배편을 줄인다고 밝혔다.\n(끝)",
    "zh": "跳到主要内容\n登录\n"
    "渡船明春减班\n2026年3月4日\n市政府4日表示，渡船的班次从明年春天起会减少，居民说没有人通知他们。",
    "zh-Hant": "跳到主要內容\n登入\n"
    "渡船明春減班\n2026年3月4日\n市政府4日表示，渡船的班次從明年春天起會減少，居民說沒有人通知他們。",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ja", "cp932"), ("ja", "euc_jp"), ("ja", "iso2022_jp"), ("ko", "cp949"), ("zh", "gb18030"),
        ("zh-Hant", "big5"), ("zh-Hant", "gb18030"),
    ],
)  # fmt: skip
def test_text_of_east_asia_is_known_by_what_comes_out(language: str, encoding: str) -> None:
    assert decode(COPIED[language].encode(encoding)).text == COPIED[language]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Ο δήμαρχος είπε ότι βρέθηκαν ρωγμές στη στέγη του κολυμβητηρίου.", "cp1253"),
        ("Мэр города заявил, что на крыше бассейна найдены трещины.", "koi8_r"),
        ("قال رئيس البلدية إن شقوقا ظهرت في سقف المسبح.", "cp1256"),
        ("Starosta oznámil, že střecha bazénu má trhliny a že se zavře.", "cp1250"),
    ],
)
def test_text_of_elsewhere_is_not_taken_for_east_asian(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_rubbish_is_no_text_of_east_asia() -> None:
    numbers = random.Random(4)
    for _ in range(300):
        raw = bytes(numbers.choice(range(0x81, 0xFF)) for _ in range(numbers.choice([20, 200, 2000])))
        assert east_asian(raw) is None


HOSTILE = {
    "one line of a megabyte": "word " * 200_000,
    "brackets": "(" * 300_000,
    "bars": "a | " * 100_000,
    "question marks": "?" * 300_000,
    "short lines": "\n".join(f"line {number}" for number in range(20_000)),
    "list heads": "\n".join(["Most read", "Related"] * 10_000),
    "questions": "FAQ\n" + "What is this?\n" * 20_000,
    "deep markup": "<html><body>" + "<div>" * 100_000 + "text" + "</div>" * 100_000,
    "many attributes": "<html><body><p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">text</p>",
    "open brackets": "<html><body>" + "<" * 300_000,
    "open scripts": "<html><body>" + "<script>" * 50_000,
    "nested tables": "<html><body>" + "<table><tr><td>" * 20_000 + "text",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_or_refused_soon(name: str) -> None:
    before = time.process_time()
    found = pages.read_or_reason(HOSTILE[name].encode())
    assert not isinstance(found, str) or found.endswith(".")
    assert time.process_time() - before < 15


def test_an_entity_of_the_page_itself_is_never_resolved() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    text = "The council met for nine hours &b; &c; today. " * 9
    page = f"{bomb}<html><body><h1>City to dredge its harbour</h1><p>{text}</p>"
    assert "boom" not in read_page(page.encode()).clippings[0].body


def test_a_page_too_large_to_be_looked_at_as_a_whole_keeps_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main_text, "_LARGEST", 1_000)
    days = [
        f"The council met on day {day} and put off its vote on the new ferry until next spring." for day in range(9)
    ]
    menu = "<nav>" + "<p>All that happened in the harbour this week, told in one letter.</p>" * 3 + "</nav>"
    body = "".join(f"<p>{day}</p>" for day in days)
    (clipping,) = read_page(f"<html><body>{menu}<h1>Ferry vote put off</h1>{body}</body></html>".encode()).clippings
    assert clipping.headline == "Ferry vote put off"
    assert clipping.body == "\n\n".join(days)


def test_more_lines_than_are_read_are_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_MOST_LINES", 10)
    days = [
        f"The council met on day {day} and put off its vote on the new ferry until next spring." for day in range(40)
    ]
    page = "Ferry vote put off\n\n" + "\n\n".join(days) + "\n"
    reading = read_page(page.encode())
    (clipping,) = reading.clippings
    assert clipping.body == "\n\n".join(days[:9])
    assert reading.text[reading.left_out[-1].start : reading.left_out[-1].end] == "\n\n".join(days[9:])
    assert "The page has 41 lines: the first 10 were read, the others are left out." in clipping.doubts
    assert recompose(reading, reading.blocks).clippings == reading.clippings
