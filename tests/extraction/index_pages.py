"""Index pages as plain text, made from words of our own: a hashtag page of several papers, and a page of a topic.

What differs from page to page is what real pages differ in: outlets that nobody knows, and headlines that are numbers,
questions, quotations, one word, capitals or a whole paragraph long.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

WHO = "mayor council bakers ferry board farmers court bank museum school union judge senate minister coach".split()
DOES = "asks sells closes opens votes refuses praises loses finds builds wants blames fines delays repairs".split()
WHAT = "bridge loan harbour orchard tax library border railway budget forest stadium mill market treaty dam".split()
WHERE = "Larkfield,Port Linden,Ostervik,Mill Bay,the Upper Valley,Santa Clara del Rio,Nieuwdam,North Ridge".split(",")
OUTLETS = (
    "Larkfield Post,Ostervik Avis,The Valley Hill,Reuters,Linden Online News,Radio Nieuwdam,USA TODAY,Vox,CBN,"
    "New York Times - News,HotAir,BBC News,Guest Writer - Left,Ridge.com,ABC News (Online),De Dam,The Post,24 Horas"
).split(",")
SECTIONS = "Politics,Business,World,Education,Health,Economy And Jobs,Media Bias,Climate".split(",")
KICKERS = "Opinion,News,Analysis,What We're Watching,Hard Numbers,Video,Explainer,Quick Take".split(",")


@dataclass(frozen=True)
class Told:
    """A story that a page was made from."""

    headline: str
    outlet: str
    day: date
    body: str


class Maker:
    """Makes pages; the same seed makes the same page."""

    def __init__(self, seed: int) -> None:
        self.any = random.Random(seed)

    def _clause(self) -> str:
        words = [self.any.choice(stock) for stock in (WHO, DOES, WHAT)]
        return f"{words[0]} {words[1]} the {words[2]} in {self.any.choice(WHERE)}"

    def _sentence(self) -> str:
        first, second = self._clause(), self._clause()
        joint = self.any.choice([", and the", " because the", " while the", ", said a speaker; the"])
        return f"The {first}{joint} {second}."

    def headline(self) -> str:
        """One of the shapes that headlines have."""
        plain = self._clause()
        plain = plain[0].upper() + plain[1:]
        number = self.any.randint(2, 9800)
        return self.any.choice(
            [
                plain,
                f"{plain}, {self._clause()}",
                f"{number:,} people and one {self.any.choice(WHAT)}: {self._clause()}",
                f"Why does the {self._clause()}?",
                f"Who {self.any.choice(DOES)} the {self.any.choice(WHAT)}? And why now?",
                f"“We lost the {self.any.choice(WHAT)}”: {plain}",
                f"'{plain}'",
                plain.upper(),
                plain.title(),
                f"{plain} - then {self._clause()} and {self._clause()}, {self._clause()}",
                f"{plain}. Sad!",
                f"{plain}...",
                f"OPINION: {plain}",
                f"{self.any.choice(WHERE)} 2, {self.any.choice(WHERE)} 1",
            ]
        )

    def body(self, most: int) -> str:
        """A paragraph of up to so many sentences; some begin as an agency's or a columnist's do."""
        lead = self.any.choice(["", "", "", "PORT LINDEN (Reuters) - ", "Ida Brandt / Ostervik Avis ", "(CNN) - "])
        return lead + " ".join(self._sentence() for _ in range(self.any.randint(1, most)))

    def stories(self, most: int) -> list[Told]:
        """Five to nine stories, no two of one headline."""
        first = date(2012, 1, 3) + timedelta(days=self.any.randint(0, 4000))
        found: dict[str, Told] = {}
        while len(found) < 5 + self.any.randint(0, 4):
            headline = self.headline()
            day = first + timedelta(days=self.any.randint(0, 27))
            found.setdefault(headline, Told(headline, self.any.choice(OUTLETS), day, self.body(most)))
        return list(found.values())


def hashtag_page(seed: int) -> tuple[str, list[Told]]:
    """A page of a hashtag: each headline twice, its outlet, its day, bullets, the headline again and the text."""
    maker = Maker(seed)
    told = maker.stories(14)
    section = maker.any.choice(SECTIONS)
    parts = ["logo\n#", f"Latest news with #{section.replace(' ', '')}"]
    for one in told:
        parts += [f"{one.headline}\n{one.headline}", one.outlet, f"time{one.day:%d-%m-%Y}"]
        parts += [f"  • {section}\n  • {one.outlet}", one.headline, one.body]
    parts += [
        "DOWNLOAD THE APP",
        "Get Started Now: Download the App\nReady for news of every town? Download our app today.",
    ]
    return "\n\n".join([*parts, "app-storeplay-store", ""]), told


def topic_page(seed: int) -> tuple[str, list[Told]]:
    """A page of a topic: a kicker, a headline and a summary for each story."""
    maker = Maker(seed)
    told = maker.stories(2)
    parts = ["Skip to content\nSearch", "Latest Stories", maker.any.choice(SECTIONS).lower()]
    for one in told:
        parts += [maker.any.choice(KICKERS[:4] if seed % 2 else KICKERS), one.headline, one.body]
    return "\n\n".join([*parts, ""]), told
