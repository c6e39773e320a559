"""The words that events are called by, and a look at whether a name is made of one."""

from __future__ import annotations

import re

_DISASTERS = (
    """blast blasts explosion explosions bombing bombings bomb attack attacks shooting shootings stabbing assault raid
    raids massacre""",
    "quake quakes earthquake earthquakes tremor tremors aftershock",
    "fire fires blaze inferno wildfire wildfires",
    "crash crashes collision derailment accident wreck sinking",
    "flood floods flooding storm hurricane typhoon cyclone tornado landslide mudslide avalanche",
)
"""Sorts of events in which people come to harm."""
DISASTERS = frozenset(word for words in _DISASTERS for word in words.split())
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
