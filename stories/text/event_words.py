"""The words that events are called by, and a look at whether a name is made of one."""

from __future__ import annotations

import re

_DISASTERS = (
    """blast blasts explosion explosions bombing bombings bomb attack attacks shooting shootings stabbing assault raid
    raids massacre anschlag anschläge bombenanschlag schießerei attentat attentats fusillade atentado atentados
    explosión tiroteo attentato esplosione sparatoria explosão tiroteio aanslag ontploffing merénylet robbanás
    爆発 爆破 銃撃 爆炸 枪击 폭발 폭탄 총격""",
    """quake quakes earthquake earthquakes tremor tremors aftershock aftershocks tsunami tsunamis erdbeben nachbeben
    séisme séismes terremoto terremotos sismo sismos aardbeving földrengés 地震 津波 海啸 海嘯 지진 쓰나미""",
    """fire fires blaze inferno wildfire wildfires bushfire bushfires waldbrand waldbrände großbrand incendie incendies
    incendio incendios incendi incêndio incêndios bosbrand natuurbrand erdőtűz tűzvész 火災 火事 山火事 火灾 山火
    화재 산불""",
    """crash crashes collision collisions derailment derailments accident accidents wreck plane-crash absturz
    flugzeugabsturz zugunglück entgleisung déraillement accidente accidentes descarrilamiento schianto deragliamento
    acidente descarrilamento treinramp baleset 墜落 脱線 坠毁 墜毀 车祸 車禍 추락 탈선""",
    """shipwreck shipwrecks sinking sinkings wreck capsize capsized capsizes capsizing schiffsunglück schiffbruch
    naufrage naufrages naufragio naufragios naufrágio schipbreuk hajótörés 沈没 転覆 沉船 침몰 전복""",
    """flood floods flooding storm storms hurricane hurricanes typhoon typhoons cyclone cyclones tornado tornadoes
    landslide landslides mudslide mudslides rockslide mudflow hochwasser überschwemmung überschwemmungen unwetter
    orkan erdrutsch taifun hurrikan zyklon inondation inondations crue crues tempête ouragan typhon inundación
    inundaciones tormenta huracán tifón ciclón alluvione alluvioni inondazione inondazioni uragano ciclone frana
    inundação inundações enchente enchentes furacão overstroming overstromingen orkaan árvíz földcsuszamlás
    洪水 台風 豪雨 土砂崩れ 竜巻 台风 颱風 暴雨 滑坡 홍수 태풍 폭우 산사태""",
    "avalanche avalanches snowslide lawine lawinen lawinenunglück alud aludes valanga valanghe lavina 雪崩 눈사태",
    """eruption eruptions volcano vulkanausbruch éruption éruptions erupción erupciones eruzione eruzioni erupção
    vulkaanuitbarsting vulkánkitörés 噴火 火山爆发 火山爆發 화산 분화""",
    """collapse collapses dam-break dam-burst dam-breach dam-failure dam-collapse dambreak dammbruch einsturz
    effondrement derrumbe derrumbes crollo crolli desabamento instorting dambreuk gátszakadás 決壊 崩落 倒塌 溃坝
    潰壩 붕괴""",
    "stampede stampedes massenpanik bousculade estampida 雑踏事故 踩踏 압사",
)
"""Sorts of events in which people come to harm."""
DISASTERS = frozenset(word for words in _DISASTERS for word in words.split() if word.isascii())
"""Their words in plain letters."""
FAMILIES = (
    """talk talks meeting meetings summit dialogue negotiation negotiations conference discussions consultations session
    sessions forum 2+2 two-plus-two 会談 協議 会合 交渉 サミット 首脳会談 gespräche treffen gipfel réunion sommet
    reunión cumbre""",
    "visit visits trip tour journey travel stop stopover 訪問 訪日 訪米 訪中 besuch reise visite voyage visita",
    "election elections vote poll polls ballot referendum 選挙 wahl élection elección",
    "hearing hearings trial 公聴会",
    "ceremony anniversary commemoration inauguration funeral 式典",
    "deal agreement sale purchase takeover acquisition merger bid treaty pact accord 合意 協定",
    "exercise exercises drill drills manoeuvres maneuvers 演習",
    "launch test tests 発射",
    "concert festival match game games tournament match race",
    "strike strikes walkout protest march rally",
    *_DISASTERS,
)
"""Words for one sort of event each."""
_OTHERS = """day days night week weekend year deadline date opening closing start end round stage phase final finals
    semifinal semifinals quarterfinal quarterfinals playoff playoffs cup olympics championship championships marathon
    derby expo fair fairs exhibition show gala parade procession vigil service funeral wedding birthday holiday holidays
    christmas easter ramadan premiere screening debate debates inquest verdict ruling sentencing budget referendums
    runoff primary primaries caucus congress convention assembly workshop seminar lecture briefing press gathering
    demonstration demonstrations riot riots curfew ceasefire truce raid eruption eclipse evacuation rescue incident
    disaster outage blackout tour tours event events schedule agenda timeline calendar update latest today yesterday
    tomorrow""".split()
_WORDS = frozenset((*(word for words in FAMILIES for word in words.split()), *_OTHERS))
_FORMED = re.compile(r"[a-z]{3,}(?:tions?|ments?|athons?|iversary)")
_WORD = re.compile(r"[\w+-]+")


def holds_event(name: str) -> bool:
    """Whether a word of what reads as a name is one for a happening, or for a day of one: "Harbour Talks", "Election
    Day", "Registration"."""
    words = _WORD.findall(name.casefold())
    return any(word in _WORDS or _FORMED.fullmatch(word) for word in words)
