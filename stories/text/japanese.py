"""Japanese names in Latin letters: one form for Hepburn, Kunrei (ISO 3602), and what keyboards and passports make.

Hepburn writes Shinji, Chizu, Tsuji, Fujii, Hepburn of old also Honma as Homma; Kunrei Sinzi, Tizu, Tuzi, Huzii. A long
o or u is a macron, nothing, "ou" and "oo" where kana are copied, "oh" in passports (Ohno).
"""

from __future__ import annotations

import re
from functools import lru_cache

_MORA = re.compile(
    r"(?:(?:[kgsztdnhbpmrwjfy]|[kgnhbpmrsztjd]y|sh|ch|ts|dz|kk|ss|tt|pp|ssh|tch|cch|tts|[kpst]{2}y)?[aiueo]h?"
    r"|n(?![aiueoy])|m(?=[bpm]))+"
)
_LAST = frozenset("aiueonhm")
_LONG = re.compile(r"ou|oo|oh(?![aiueo])|uu|uh(?![aiueo])")
_SPELT = (
    (re.compile(r"m(?=[bpm])"), "n"),
    (re.compile(r"tch|cch"), "tty"),
    (re.compile(r"ssh"), "ssy"),
    (re.compile(r"sh"), "sy"),
    (re.compile(r"ch"), "ty"),
    (re.compile(r"tsu"), "tu"),
    (re.compile(r"jy?"), "zy"),
    (re.compile(r"dz?u"), "zu"),
    (re.compile(r"dy?(?=i)|dy"), "zy"),
    (re.compile(r"(?<=[szt])yi"), "i"),
    (re.compile(r"fu"), "hu"),
)


def is_romaji(word: str) -> bool:
    """Whether a folded word consists of Japanese syllables."""
    return word[-1:] in _LAST and _MORA.fullmatch(word) is not None


def short_vowels(letters: str) -> str:
    """Without what romanisation adds for a long vowel."""
    return _LONG.sub(lambda match: match[0][0], letters)


@lru_cache(maxsize=20_000)
def romaji_form(word: str) -> str:
    """What the ways of spelling one Japanese word have in common: Shinji, Sinzi; Kōmura, Koumura, Kohmura."""
    for printed, plain in _SPELT:
        word = printed.sub(plain, word)
    return short_vowels(word)


_FAMILY_ENDS = re.compile(
    r".+(?:yama|kawa|gawa|mura|moto|shima|jima|saki|zaki|guchi|uchi|hara|bara|wara|hashi|bashi|hayashi|zawa|sawa|tani"
    r"|dani|naka|shita|tsuka|zuka|(?<=[aiueo])oka|nishi|mizu|numa|mori|kubo|gaki|matsu|da|no|be|ba|ga|gi|do)"
)
_GIVEN_ENDS = re.compile(
    r".+(?:ko|hiko|suke|ro|rou|zo|zou|ru|nobu|hiro|masa|kazu|toshi|nori|taka|yuki|nichi|uichi|oichi|iichi|ji|nae|mie"
    r"|rie|kie|chie|kae)"
)


def leans_to_family(word: str) -> int:
    """1 for a folded Japanese word that ends as family names mostly do (places: -yama, -da, -moto), -1 for one that
    ends as given names do (-hiko, -ko, -zo), 0 where the ending tells nothing (-ta, -o, -mi). One word may deceive:
    only several names together tell how a list is printed."""
    if _FAMILY_ENDS.fullmatch(word):
        return 1
    return -1 if _GIVEN_ENDS.fullmatch(word) else 0


_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}  # fmt: skip
_MORAE = {kana: onset + vowel for onset, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)} | {
    "や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ん": "n", "ゔ": "vu",
}  # fmt: skip
_MORAE |= {"し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu"}
_SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}


def kana_in_latin(text: str) -> str:
    """A word in hiragana or katakana in Latin letters (Hepburn, long vowels as in kana: compare by `romaji_form`); ""
    where it holds anything else."""
    found = ""
    doubled = False
    for letter in text:
        kana = chr(ord(letter) - 0x60) if "\u30a1" <= letter <= "\u30f6" else letter
        if kana == "っ":
            doubled = True
        elif kana == "ー":
            found += found[-1:]
        elif kana in _SMALL:
            small = _SMALL[kana]
            found = found[:-1] + (small[-1] if found[-3:] in ("shi", "chi") or found[-2:] == "ji" else small)
        elif kana in _MORAE:
            mora = _MORAE[kana]
            found += ("t" if mora[0] == "c" else mora[0]) + mora if doubled else mora
            doubled = False
        else:
            return ""
    return found


_FAMILIES = frozenset(
    (
        "三上 三好 三宅 三島 三木 三村 三浦 三田 三輪 上原 上村 上田 上野 下村 下田 中井 中原 中尾 中山 "
        "中島 中川 中本 中村 中沢 中澤 中田 中西 中谷 中野 丸山 丸田 久保 久保田 久野 亀井 二宮 二村 "
        "五十嵐 井上 今井 今村 今野 仲村 伊藤 佐々木 佐久間 佐伯 佐竹 佐藤 佐野 依田 倉田 児島 児玉 八木 "
        "内山 内海 内田 内藤 出口 前原 前川 前田 加藤 北川 北村 北野 千田 千葉 原 原口 原島 原田 古川 "
        "古田 古谷 古賀 吉井 吉原 吉岡 吉川 吉本 吉村 吉沢 吉澤 吉田 吉野 向井 和田 土井 土居 土屋 土田 "
        "坂上 坂井 坂口 坂本 坂田 堀 堀内 堀口 堀川 堀江 堀田 堤 塚本 塚田 塩田 塩谷 増井 増田 大久保 "
        "大内 大原 大城 大場 大塚 大山 大島 大川 大平 大木 大村 大森 大橋 大沢 大澤 大石 大竹 大西 大谷 "
        "大野 天野 太田 奥山 奥村 奥田 安井 安倍 安田 安藤 安達 安部 安里 室井 宮下 宮内 宮原 宮城 宮崎 "
        "宮川 宮本 宮沢 宮澤 宮田 宮野 富永 富田 寺本 寺田 小倉 小出 小原 小坂 小宮 小山 小島 小川 小杉 "
        "小松 小松原 小林 小池 小沢 小泉 小澤 小田 小畑 小笠原 小菅 小西 小谷 小野 小野寺 尾崎 山下 山中 "
        "山元 山内 山口 山岡 山岸 山崎 山川 山形 山本 山村 山根 山田 山路 岡 岡崎 岡本 岡村 岡田 岡部 "
        "岡野 岩下 岩井 岩崎 岩本 岩瀬 岩田 岸 岸本 岸田 峰岸 島田 島袋 川上 川口 川合 川島 川崎 川本 "
        "川村 川瀬 川田 川端 工藤 市川 市村 平井 平山 平岡 平川 平松 平田 平良 平野 広瀬 庄司 廣瀬 後藤 "
        "徳永 志村 成田 戸塚 戸田 手塚 斉藤 斎藤 新井 新垣 新田 新谷 早坂 早川 星 星川 星野 曽根 有馬 "
        "服部 望月 木下 木原 木村 木田 本多 本橋 本田 本郷 本間 杉原 杉山 杉本 杉浦 杉田 村上 村井 村山 "
        "村松 村田 東條 東野 松下 松井 松原 松尾 松山 松岡 松崎 松川 松木 松本 松村 松永 松浦 松田 林 "
        "林田 柏木 柳 柳原 柳沢 柳田 柴田 栗原 栗田 根岸 根本 桂 桑原 桑田 桜井 桜田 梅原 梅本 梅田 "
        "梶原 森 森下 森山 森岡 森川 森本 森永 森田 森脇 植木 植村 植田 榊原 榎本 樋口 樋渡 横井 横尾 "
        "横山 横田 橋口 橋本 橋爪 橘 櫻井 正木 武井 武田 武藤 比嘉 水口 水島 水谷 水野 永井 永山 永田 "
        "永野 江口 江藤 池田 沢田 河原 河合 河村 河田 河野 泉 津田 浅井 浅田 浅野 浜口 浜田 浜野 深沢 "
        "深谷 清水 清野 渋谷 渡辺 渡邉 渡邊 渡部 湯浅 溝口 滝 滝川 滝沢 澤田 濱田 瀧 瀬戸 照屋 熊田 "
        "熊谷 片山 片岡 牧野 玉井 玉城 田上 田中 田代 田原 田口 田尻 田島 田崎 田村 田畑 田辺 甲斐 町山 "
        "町田 畑 畠山 白井 白川 白石 相川 相沢 相馬 矢島 矢部 矢野 知念 石井 石原 石塚 石山 石川 石橋 "
        "石田 石破 石黒 磯部 神保 神田 神谷 福井 福原 福岡 福島 福本 福永 福田 秋元 秋山 稲垣 稲葉 窪田 "
        "立花 竹下 竹中 竹内 竹田 笹川 篠原 米山 米田 細川 綿貫 羽田 脇田 臼井 花田 芳賀 若松 若林 荒井 "
        "荒川 荒木 荻野 菅 菅原 菅野 菊地 菊川 菊池 菊田 萩原 萩野 落合 藤井 藤原 藤岡 藤島 藤川 藤本 "
        "藤村 藤森 藤沢 藤田 藤野 西尾 西山 西岡 西川 西本 西村 西沢 西田 西脇 西野 諏訪 諸岡 谷 谷口 "
        "谷川 谷本 豊田 赤松 足立 辻 辻本 近藤 進藤 遠山 遠藤 酒井 里見 野上 野中 野口 野崎 野本 野村 "
        "野沢 野田 金井 金城 金子 金田 鈴木 鎌田 長井 長尾 長岡 長島 長沢 長田 長谷川 長野 門脇 関 関口 "
        "阿部 青山 青木 青柳 須田 須藤 須賀 飯塚 飯島 飯田 飯野 馬場 高井 高山 高島 高市 高木 高村 高松 "
        "高橋 高瀬 高田 高谷 高野 鳥居 鳩山 鷲尾 麻生 黒川 黒木 黒沢 黒田 齊藤 齋藤"
    ).split()
)
"""Some six hundred of the commonest family names as they are written; none that is a direction (東, 西)."""
_LONGEST_FAMILY = 3


def family_before(name: str) -> int:
    """How many characters of a name in Japanese letters are its family name, where that is among the commonest; 0 where
    none of them begins it, or nothing stands behind it."""
    return next((end for end in range(_LONGEST_FAMILY, 0, -1) if name[:end] in _FAMILIES and len(name) > end), 0)
