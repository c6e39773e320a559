"""How firms, offices, places and subjects end that begin as a person's name does: "Charles River Associates", "Will
County", "Christian Democrats", "岡山放送"."""

from __future__ import annotations

import re

from stories.text.names import fold

_ENDS = frozenset(
    "associates associate partners partnership jewelers jewellers brothers sons holdings holding group company "
    "companies corp corporation inc ltd llc llp plc gmbh ag spa srl bv ab oy industries motors airlines airways "
    "foods stores store pharmacy pharmaceuticals laboratories labs technologies systems solutions services "
    "consulting capital bank ventures investments securities insurance realty properties hotels hotel resort "
    "restaurant records studios pictures images productions entertainment media radio tv television broadcasting "
    "press news wire agency books publishers publishing verlag zeitung archive archives collection county council "
    "city town township district borough province region state states court government parliament senate congress "
    "ministry department office authority commission committee board bureau police force forces army navy corps "
    "guard party democrats republicans conservatives liberals socialists greens labour labor union unions "
    "federation association society foundation institute institution university college school academy library "
    "museum hospital centre center clinic trust fund theatre theater orchestra choir quartet trio band ensemble "
    "forest united rovers wanderers athletic fc afc cf sc rangers league cup championship championships olympics "
    "games open prix marathon festival awards award prize summit conference forum week month year prices rates rate "
    "markets market stocks bonds economy trade tariffs taxes tax budget inflation crisis war conflict attack "
    "attacks talks deal treaty sanctions election elections referendum vote campaign politics policy strike strikes "
    "protest protests riot riots trial scandal inquiry report reports review analysis opinion interview interviews "
    "speech change climate weather hurricane fire fires floods earthquake island islands ocean sea peninsula "
    "mountains canyon beach airport station stadium arena tower rights act bill updates live world europe africa "
    "asia america affairs health science technology sports sport football culture arts music film movies travel "
    "food style business finance dynasty dynasties empire republic ceasefire floods wars estate wave vote".split()
)
"""Last words, folded; those that are family names as well (Park, Hill, House, Hall, Day) are none."""
_IN_SCRIPT = re.compile(
    r"(?:社|放送局?|新聞|日報|新報|通信|テレビ|ラジオ|タイムス|商店|商会|学園|高校|中学|学校|大学|球団|役所|役場|神社|銀行|製[菓薬鉄鋼紙粉]|製作所|電[機器工力鉄]|自動車|[工産農林漁]業|商事|物産|証券|保険|不動産|建設|組合|食品|運輸|交通|鉄道|航空|出版|印刷|書店|工務店|研究所|事務所|"
    r"病院|医院|センター|クラブ|チーム|グループ|ホールディングス|大使館|美術館|図書館|博物館|"
    r"会議?|協会|党|署|庁|局|部|店|館|株式会社|公司|集团|集團|报|報|台|网|網|大学|大學|일보|신문|방송|뉴스|통신|그룹|은행|대학교?|협회)$"
)


def ends_as_houses(name: str) -> bool:
    """Whether a name ends as that of a firm, an office, a place or a subject does, whatever it begins with."""
    words = fold(name).split()
    return bool(words) and (words[-1] in _ENDS or _IN_SCRIPT.search(name.strip()) is not None)


__all__ = ["ends_as_houses"]
