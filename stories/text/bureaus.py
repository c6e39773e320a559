"""Cities that papers have correspondents in, as English, German, French, Spanish and Italian pages call them: behind
"Our staff reporter," such a name says where the story was filed, and not by whom."""

from __future__ import annotations

from stories.text.names import fold

_CITIES = (
    "Abu Dhabi, Abuja, Accra, Addis Ababa, Addis Abeba, Algiers, Algier, Alger, Argel, Almaty, Amman, Amsterdam, "
    "Ankara, Athens, Athen, Athènes, Atenas, Atene, Atlanta, Baghdad, Bagdad, Baku, Bangalore, Bengaluru, Bangkok, "
    "Barcelona, Beijing, Peking, Pékin, Pekín, Pechino, Beirut, Beyrouth, Belgrade, Belgrad, Berlin, Berlín, "
    "Berlino, Bern, Bogotá, Boston, Brasília, Bratislava, Brussels, Brüssel, Bruxelles, Bruselas, Bucharest, "
    "Bukarest, Budapest, Buenos Aires, Cairo, Kairo, Le Caire, El Cairo, Il Cairo, Canberra, Cape Town, Kapstadt, "
    "Caracas, Chennai, Chicago, Colombo, Copenhagen, Kopenhagen, Dakar, Damascus, Damaskus, Dhaka, Doha, Dubai, "
    "Dublin, Frankfurt, Geneva, Genf, Genève, Ginebra, Ginevra, Guangzhou, Hanoi, Harare, Havana, Havanna, La "
    "Habana, Helsinki, Ho Chi Minh City, Hong Kong, Hongkong, Houston, Hyderabad, Islamabad, Istanbul, Jakarta, "
    "Jerusalem, Jérusalem, Gerusalemme, Johannesburg, Kabul, Kampala, Karachi, Kathmandu, Khartoum, Kyiv, Kiew, "
    "Kiev, Kigali, Kinshasa, Kolkata, Kuala Lumpur, Kuwait City, Lagos, Lahore, Lima, Lisbon, Lissabon, Lisbonne, "
    "Lisboa, London, Londres, Londra, Los Angeles, Macau, Madrid, Manila, Melbourne, Mexico City, Mexiko-Stadt, "
    "Ciudad de México, Miami, Milan, Mailand, Milano, Minsk, Mogadishu, Montreal, Moscow, Moskau, Moscou, Moscú, "
    "Mosca, Mumbai, Munich, München, Nairobi, New Delhi, Neu-Delhi, Nueva Delhi, Nuova Delhi, New York, Nueva York, "
    "Nicosia, Osaka, Oslo, Ottawa, Paris, París, Parigi, Phnom Penh, Port-au-Prince, Prague, Prag, Praga, Pretoria, "
    "Pristina, Pyongyang, Quito, Rabat, Ramallah, Riga, Rio de Janeiro, Riyadh, Riad, Rome, Rom, Roma, San "
    "Francisco, Santiago de Chile, São Paulo, Sarajevo, Seoul, Seúl, Séoul, Shanghai, Shenzhen, Singapore, "
    "Singapur, Singapour, Skopje, Sofia, Stockholm, Strasbourg, Straßburg, Sydney, Taipei, Taipeh, Tallinn, "
    "Tashkent, Tbilisi, Tiflis, Tehran, Teheran, Téhéran, Tel Aviv, The Hague, Den Haag, La Haye, La Haya, Tirana, "
    "Tokyo, Tokio, Toronto, Tripoli, Tunis, Ulaanbaatar, Vancouver, Vienna, Wien, Vienne, Viena, Vientiane, "
    "Vilnius, Warsaw, Warschau, Varsovie, Varsovia, Varsavia, Washington, Washington DC, Wellington, Windhoek, "
    "Yangon, Zagreb, Zürich, Zurich"
)
_FOLDED = frozenset(map(fold, _CITIES.split(", ")))
_LONGEST = max(map(len, _FOLDED))


def is_bureau(name: str) -> bool:
    """Whether a name is that of such a city, and of nobody who writes."""
    return len(name) <= _LONGEST + 2 and fold(name) in _FOLDED


__all__ = ["is_bureau"]
