import pytest

from stories.text.addresses import BadAddress, domain_of, domains_of, host_of, normalize_address, spells_host


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("HTTPS://News.Example.com:443/a/b?utm_source=x&id=3#top", "https://news.example.com/a/b?id=3"),
        ("http://example.com/a?b=2&a=1&fbclid=77", "http://example.com/a?a=1&b=2"),
        ("  https://example.com/story ", "https://example.com/story"),
        ("https://example.com/#!/story/3", "https://example.com/#!/story/3"),
    ],
)
def test_one_spelling_of_an_address(given: str, kept: str) -> None:
    assert normalize_address(given) == kept
    assert normalize_address(kept) == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (
            "https://quay.example/show.php?campaign_id=1234&utm_source=x",
            "https://quay.example/show.php?campaign_id=1234",
        ),
        ("https://quay.example/view?Cid=77&b=2", "https://quay.example/view?Cid=77&b=2"),
        ("https://quay.example/photos/?gallery=12", "https://quay.example/photos/?gallery=12"),
        (
            "https://quay.example/search?keyword=F%C3%A4hre&page=2",
            "https://quay.example/search?keyword=F%C3%A4hre&page=2",
        ),
        ("https://quay.example?uid=1234", "https://quay.example/?uid=1234"),
        ("https://quay.example/show.php?id=1234&campaign_id=9", "https://quay.example/show.php?id=1234"),
        ("https://quay.example/ferry-stands-still?campaign_id=1234", "https://quay.example/ferry-stands-still"),
        ("https://quay.example/news/1234567?cid=55", "https://quay.example/news/1234567"),
        ("https://quay.example/show.php?campaign_id=spring", "https://quay.example/show.php"),
        ("https://quay.example/show.php?utm_campaign=12&mc_eid=34&ref=56", "https://quay.example/show.php"),
    ],
)
def test_the_key_of_a_page_is_no_mark_of_a_campaign(given: str, kept: str) -> None:
    assert normalize_address(given) == kept
    assert normalize_address(kept) == kept


def test_pages_that_such_a_key_tells_apart_are_apart() -> None:
    one, other = (normalize_address(f"https://quay.example/show.php?campaign_id={n}") for n in (1, 2))
    assert one != other


@pytest.mark.parametrize(
    "bad", ["", "story", "ftp://a.b/c", "javascript:alert(1)", "http://[::1", "http://local/x", "http://a b.c/"]
)
def test_what_is_no_address_is_refused_with_a_sentence(bad: str) -> None:
    with pytest.raises(BadAddress) as refused:
        normalize_address(bad)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("host", ["localhost", "intranet", "[::1]", "localhost:8000"])
def test_a_server_of_ones_own_network_is_called_that_and_no_wrong_address(host: str) -> None:
    with pytest.raises(BadAddress, match="is not the name of a server that everybody can reach"):
        normalize_address(f"http://{host}/feed.xml")


def test_a_very_long_address_is_refused() -> None:
    with pytest.raises(BadAddress, match="longer than"):
        normalize_address("https://example.com/" + "a" * 3000)


def test_domains_most_specific_first() -> None:
    assert host_of("https://www.bbc.co.uk/news") == "bbc.co.uk"
    assert domain_of("https://news.bbc.co.uk/1") == "bbc.co.uk"
    assert domains_of("https://japannews.yomiuri.co.jp/politics/") == ["japannews.yomiuri.co.jp", "yomiuri.co.jp"]
    assert domain_of("not an address") is None
    assert domains_of("") == []


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Levant Daily", "https://levantdaily.example/politics/1"),
        ("Levant Daily", "https://www.levant-daily.example/"),
        ("The Guardian", "https://www.theguardian.com/uk"),
        ("Guardian", "https://theguardian.com/"),
        ("Süddeutsche", "https://sueddeutsche.de/a"),
        ("L'Écho du Sahel", "https://lechodusahel.example/"),
        ("Japan News", "https://japannews.yomiuri.co.jp/politics/"),
        ("BBC", "https://bbc.co.uk/news"),
        ("Harbour Times", "https://sport.harbourtimes.example/derby"),
        ("BBC", "https://sport.bbc.co.uk/"),
        ("Alice", "https://alice.substack.com/"),
        ("Levantine", "https://levantine.wordpress.com/"),
        ("Levantine", "https://levantine.blogspot.com/"),
    ],
)
def test_a_host_that_spells_a_name(name: str, address: str) -> None:
    assert spells_host(name, address)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Levant Daily", "https://levantweekly.example/"),
        ("Levant", "https://levantdaily.example/"),
        ("News", "https://news.example/"),
        ("Blog", "https://blog.example.com/"),
        ("Substack", "https://alice.substack.com/"),
        ("WordPress", "https://alice.wordpress.com/"),
        ("Sport", "https://sport.harbourtimes.example/derby"),
        ("Wirtschaft", "https://wirtschaft.hafenbote.example/"),
        ("The", "https://the.example/"),
        ("", "https://levantdaily.example/"),
        ("Levant Daily", ""),
        ("Levant Daily", "no address"),
    ],
)
def test_a_host_that_spells_another_name_or_none(name: str, address: str) -> None:
    assert not spells_host(name, address)


@pytest.mark.parametrize(
    "page",
    [
        "https://paper.example/article/4321",
        "https://paper.example/2026/11/27/quake.html",
        "https://paper.example/world/quake",
        "https://paper.example/a?id=42",
    ],
)
def test_the_mark_of_a_letter_is_no_part_of_an_address_that_names_its_page(page: str) -> None:
    for mark in ("campaign_id=190", "reference=twitter_2", "cid=mail_27"):
        assert normalize_address(f"{page}{'&' if '?' in page else '?'}{mark}") == page


def test_the_key_of_a_program_stays() -> None:
    for page in ("https://paper.example/show.php?cid=190", "https://paper.example/gallery/?gallery=27"):
        assert normalize_address(page) == page


@pytest.mark.parametrize("folder", ["v3/", "paper24/", "web20/desk/", "2025/", "2025/10/", "20251014/", "99/"])
@pytest.mark.parametrize("program", ["view.php?cid=", "articles.do?eid=", "desk.aspx?uid=", "show_news_story.php?cid="])
def test_a_number_in_a_folder_does_not_stand_for_the_page_of_a_key(folder: str, program: str) -> None:
    one, other = (f"https://quay.example/{folder}{program}{key}" for key in (6120, 6121))
    assert (normalize_address(one), normalize_address(other)) == (one, other)


@pytest.mark.parametrize(
    "page",
    [
        "https://quay.example/article/61204/view.php",
        "https://quay.example/story-6120.php",
        "https://quay.example/2025/10/14/ferry/index.php",
        "https://quay.example/desk/the-night-ferry-ends.php",
    ],
)
def test_a_path_with_the_number_of_its_page_needs_no_key(page: str) -> None:
    assert normalize_address(f"{page}?cid=mail_27") == page
