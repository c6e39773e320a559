"""Where a wrapped link leads, read from the address alone."""

import base64
import json
from urllib.parse import quote

import pytest

from stories.text import link_targets
from stories.text.link_targets import target_of
from stories.text.story_addresses import is_wrapper, story_address

STORY = "https://www.quay-letter.example/2026/02/11/crane-strike-enters-its-second-week"
SHORT = "https://quay-letter.example/news/port-deal"


def key(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


SPEECH = json.dumps({"u": 7, "e": f"{STORY}?utm_source=mail"})
WRAPPED = {
    "a parameter": f"https://count.mailer.example/c/443?url={quote(STORY, safe='')}&h=1a2b",
    "a parameter as it is": f"https://count.mailer.example/?q={STORY}",
    "encoded twice": f"https://count.mailer.example/go?to={quote(quote(STORY, safe=''), safe='')}",
    "under any name": f"https://count.mailer.example/f/a/Zx9Kq2Lw8Ty4Bn6~~/AAQ?zz={quote(STORY, safe='')}",
    "below a word for letters": f"https://quay-letter.example/newsletter/click?u={quote(STORY, safe='')}",
    "one step of the path": f"https://mail.host.example/L0/{quote(STORY, safe='')}/1/0100018-0000/Yk3=42",
    "one step, its colon as it is": f"https://mail.host.example/L0/{quote(STORY, safe=':')}/1/0100018-0000",
    "the rest of the path": f"https://copies.example/web/20260212063000/{STORY}",
    "the rest, slashes folded": f"https://copies.example/web/20260212063000/{STORY.replace('//', '/')}",
    "base64 in the path": f"https://link.mailer.example/click/3842.233/{key(STORY)}/5f1bB3a2",
    "base64 in a parameter": f"https://link.mailer.example/t?x={key(STORY)}",
    "data in base64": f"https://letters.example/redirect/2/{key(SPEECH)}",
    "a mailbox's guard": f"https://eur05.safelinks.guard.example/?url={quote(STORY, safe='')}&data=05%7C02&reserved=0",
    "dashes for signs": "https://guard.example/v2/url?u=" + quote(STORY, safe="").replace("-", "%2D")
    .replace("%2F", "/").replace("/", "_").replace("%", "-") + "&d=DwMF",
    "between underlines": f"https://guard.example/v3/__{STORY}__;!!Bt8RZUm9aw!abc$",
    "a guard around a counter": "https://eur05.safelinks.guard.example/?url="
    + quote(f"https://count.mailer.example/c?u={quote(STORY, safe='')}", safe=""),
    "a copy for phones": f"https://www.google.com/amp/s/{STORY.removeprefix('https://')}",
    "a host for copies": f"https://quay--letter-example.cdn.ampproject.org/c/s/{STORY.removeprefix('https://')}",
}  # fmt: skip


@pytest.mark.parametrize("link", WRAPPED.values(), ids=WRAPPED)
def test_a_wrapped_link_leads_to_the_page_that_its_address_carries(link: str) -> None:
    assert story_address(target_of(link)) == STORY


def test_signs_that_stand_behind_the_address_are_put_back() -> None:
    link = f"https://guard.example/v3/__{SHORT}*live?id=12345*2__;{key('#!')}!!Bt8RZUm9aw!abc$"
    assert target_of(link) == f"{SHORT}#live?id=12345!2"
    shortened = f"https://guard.example/v3/__{SHORT}**A__;{key('##')}!!Bt8$"
    assert target_of(shortened) == shortened


KEPT = {
    "a number alone": "https://click.mailer.example/?qs=00000029f0a1b2c3",
    "a story that names where its reader was": f"{STORY}?ref={quote(SHORT, safe='')}",
    "a story with a headline for a path": f"https://a.example/the-crane-strike-explained?from={quote(STORY, safe='')}",
    "sharing": f"https://social.example/sharer/sharer.php?u={quote(STORY, safe='')}",
    "signing in": f"https://quay-letter.example/login?next={quote(STORY, safe='')}",
    "ordering": f"https://quay-letter.example/newsletters/sign-up?back={quote(STORY, safe='')}",
    "an advertisement": f"https://ads.example/aclk?adurl={quote(STORY, safe='')}",
    "a front page inside": "https://count.mailer.example/c?url=https%3A%2F%2Fquay-letter.example%2F",
    "a picture inside": "https://count.mailer.example/c?url=https%3A%2F%2Fquay-letter.example%2Fcrane.jpg",
    "another scheme inside": "https://count.mailer.example/c?url=javascript%3Aalert%281%29",
    "no address at all": "mailto:desk@quay-letter.example?body=https://quay-letter.example/news/port-deal",
    "a broken one": "https://[quay/?url=https://quay-letter.example/news/port-deal",
    "a broken one inside": "https://count.mailer.example/c?url=https%3A%2F%2F%5Bquay%2Fnews",
    "base64 of no address": f"https://link.mailer.example/t/{key('there is no address in these words')}",
}


@pytest.mark.parametrize("link", KEPT.values(), ids=KEPT)
def test_a_link_that_carries_no_story_or_is_one_stays(link: str) -> None:
    assert target_of(link) == link


def test_wrappings_without_an_end_are_given_up() -> None:
    link = STORY
    for _ in range(9):
        link = f"https://count.mailer.example/c?u={quote(link, safe='')}"
    assert target_of(link).startswith("https://count.mailer.example/")


@pytest.mark.parametrize("tail", ["nl=today&emc=edit_77", "CMP=letter", "_hsenc=p2AN&_hsmi=88", "cmpid=a&from=mail"])
def test_what_counts_readers_of_a_letter_is_no_part_of_an_address(tail: str) -> None:
    assert story_address(f"{SHORT}?{tail}") == SHORT
    assert story_address(f"{SHORT}?id=123&{tail}") == f"{SHORT}?id=123"


def test_the_query_behind_an_address_in_a_path_is_its_own_unless_it_carries_another() -> None:
    archived = "https://copies.example/web/20260212063000/https://quay-letter.example/show.php"
    assert target_of(f"{archived}?id=1234567") == "https://quay-letter.example/show.php?id=1234567"
    away = quote("https://ads.example/aclk?x=1", safe="")
    assert target_of(f"{archived}?back={away}") == "https://quay-letter.example/show.php"


COUNTED = "http://a.example/click/"
ENDLESS = {
    "paths with queries that carry paths": (COUNTED * 3 + "?u=") * 40 + "http://a.example/",
    "encoded ones": "".join(f"{COUNTED * 3}?u={quote(COUNTED * number, safe='')}&v=" for number in range(1, 11)),
    "steps that are addresses": COUNTED + "/".join(quote(f"{COUNTED}{number}", safe="") for number in range(70)),
    "parameters that are addresses": COUNTED + "?" + "&".join(f"u={quote(COUNTED * 2)}{n}" for n in range(40)),
    "base64 of many": COUNTED + key(" ".join(f"http://a.example/login/{number}" for number in range(95))),
    "base64 in base64": COUNTED + "?u=" + key(COUNTED + "?u=" + key(" ".join([COUNTED + key(COUNTED * 9)] * 5))),
    "underlines that never close": COUNTED + "/v3/__http://a" * 250,
}


@pytest.mark.parametrize("link", ENDLESS.values(), ids=ENDLESS)
def test_a_link_that_carries_addresses_without_end_is_tried_a_set_number_of_times(
    link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []

    def read(address: str) -> bool:
        tries.append(address)
        return is_wrapper(address)

    monkeypatch.setattr(link_targets, "is_wrapper", read)
    monkeypatch.setattr(link_targets, "may_name_story", lambda address: False)
    assert 400 < len(link) < 4000
    assert target_of(link) == link
    assert 0 < len(tries) <= link_targets.MOST_TRIES
    assert len(set(tries)) == len(tries)


@pytest.mark.parametrize(
    "page",
    ["show?segment_id={}", "show.php?nl={}", "view?te={}", "index.php?from={}", "?nlid={}", "a/view?ncid=a{}&x=1"],
)
def test_a_name_that_may_be_a_storys_key_stays_where_nothing_else_names_the_story(page: str) -> None:
    one, other = (f"https://quay-letter.example/{page.format(number)}" for number in (1234, 77))
    assert (story_address(one), story_address(other)) == (one, other)


def test_such_a_name_falls_away_beside_a_name_in_words_or_a_key() -> None:
    assert story_address(f"{SHORT}?from=77&nl=1234") == SHORT
    assert (
        story_address("https://quay-letter.example/show.php?id=123&te=9")
        == "https://quay-letter.example/show.php?id=123"
    )
    assert story_address("https://quay-letter.example/view?from=mail") == "https://quay-letter.example/view"
