"""Capitals and their clocks: ISO 3166-1 code -> the capital as news pages call it, and its time zone.

The zones are those of the tz database (its file zone1970.tab); where a country has several, that of the capital.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

_CAPITALS = """
AE Abu_Dhabi Asia/Dubai|AF Kabul Asia/Kabul|AL Tirana Europe/Tirane|AM Yerevan Asia/Yerevan|AO Luanda Africa/Luanda
AR Buenos_Aires America/Argentina/Buenos_Aires|AT Vienna Europe/Vienna|AU Canberra Australia/Sydney|AZ Baku Asia/Baku
BA Sarajevo Europe/Sarajevo|BD Dhaka Asia/Dhaka|BE Brussels Europe/Brussels|BG Sofia Europe/Sofia|BH Manama Asia/Bahrain
BN Bandar_Seri_Begawan Asia/Brunei|BO La_Paz America/La_Paz|BR Brasilia America/Sao_Paulo|BT Thimphu Asia/Thimphu
BY Minsk Europe/Minsk|CA Ottawa America/Toronto|CD Kinshasa Africa/Kinshasa|CH Bern Europe/Zurich
CL Santiago America/Santiago|CN Beijing Asia/Shanghai|CO Bogota America/Bogota|CU Havana America/Havana
CY Nicosia Asia/Nicosia|CZ Prague Europe/Prague|DE Berlin Europe/Berlin|DK Copenhagen Europe/Copenhagen
DZ Algiers Africa/Algiers|EC Quito America/Guayaquil|EE Tallinn Europe/Tallinn|EG Cairo Africa/Cairo
ES Madrid Europe/Madrid|ET Addis_Ababa Africa/Addis_Ababa|FI Helsinki Europe/Helsinki|FR Paris Europe/Paris
GB London Europe/London|GE Tbilisi Asia/Tbilisi|GH Accra Africa/Accra|GR Athens Europe/Athens
HK Hong_Kong Asia/Hong_Kong|HR Zagreb Europe/Zagreb|HU Budapest Europe/Budapest|ID Jakarta Asia/Jakarta
IE Dublin Europe/Dublin|IL Jerusalem Asia/Jerusalem|IN New_Delhi Asia/Kolkata|IQ Baghdad Asia/Baghdad
IR Tehran Asia/Tehran|IS Reykjavik Atlantic/Reykjavik|IT Rome Europe/Rome|JO Amman Asia/Amman|JP Tokyo Asia/Tokyo
KE Nairobi Africa/Nairobi|KG Bishkek Asia/Bishkek|KH Phnom_Penh Asia/Phnom_Penh|KP Pyongyang Asia/Pyongyang
KR Seoul Asia/Seoul|KW Kuwait_City Asia/Kuwait|KZ Astana Asia/Almaty|LA Vientiane Asia/Vientiane
LB Beirut Asia/Beirut|LK Colombo Asia/Colombo|LT Vilnius Europe/Vilnius|LU Luxembourg Europe/Luxembourg
LV Riga Europe/Riga|LY Tripoli Africa/Tripoli|MA Rabat Africa/Casablanca|MD Chisinau Europe/Chisinau
ME Podgorica Europe/Podgorica|MK Skopje Europe/Skopje|MM Naypyidaw Asia/Yangon|MN Ulaanbaatar Asia/Ulaanbaatar
MT Valletta Europe/Malta|MX Mexico_City America/Mexico_City|MY Kuala_Lumpur Asia/Kuala_Lumpur
NG Abuja Africa/Lagos|NL Amsterdam Europe/Amsterdam|NO Oslo Europe/Oslo|NP Kathmandu Asia/Kathmandu
NZ Wellington Pacific/Auckland|OM Muscat Asia/Muscat|PE Lima America/Lima|PH Manila Asia/Manila
PK Islamabad Asia/Karachi|PL Warsaw Europe/Warsaw|PT Lisbon Europe/Lisbon|QA Doha Asia/Qatar
RO Bucharest Europe/Bucharest|RS Belgrade Europe/Belgrade|RU Moscow Europe/Moscow|RW Kigali Africa/Kigali
SA Riyadh Asia/Riyadh|SD Khartoum Africa/Khartoum|SE Stockholm Europe/Stockholm|SG Singapore Asia/Singapore
SI Ljubljana Europe/Ljubljana|SK Bratislava Europe/Bratislava|SN Dakar Africa/Dakar|SY Damascus Asia/Damascus
TH Bangkok Asia/Bangkok|TN Tunis Africa/Tunis|TR Ankara Europe/Istanbul|TW Taipei Asia/Taipei
TZ Dodoma Africa/Dar_es_Salaam|UA Kyiv Europe/Kyiv|UG Kampala Africa/Kampala|US Washington America/New_York
UY Montevideo America/Montevideo|UZ Tashkent Asia/Tashkent|VE Caracas America/Caracas|VN Hanoi Asia/Ho_Chi_Minh
YE Sanaa Asia/Aden|ZA Pretoria Africa/Johannesburg|ZM Lusaka Africa/Lusaka|ZW Harare Africa/Harare
"""
_TABLE = {
    code: (capital.replace("_", " "), zone)
    for code, capital, zone in (entry.split() for entry in _CAPITALS.replace("\n", "|").split("|") if entry)
}
_OTHER_NAMES = {"kiev": "UA", "peking": "CN", "washington dc": "US", "washington, d.c.": "US", "delhi": "IN"}
_CODES = {capital.casefold(): code for code, (capital, _) in _TABLE.items()} | _OTHER_NAMES


def capital_of(code: str) -> tuple[str, ZoneInfo] | None:
    """The capital of a country and its clock; None where it is not known here."""
    held = _TABLE.get(code)
    return (held[0], ZoneInfo(held[1])) if held else None


def country_of_capital(name: str) -> str | None:
    """The code of the country whose capital this is, as governments are called by theirs; None for other words."""
    return _CODES.get(name.casefold())
