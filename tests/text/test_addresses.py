import pytest

from stories.text.addresses import BadAddress, domain_of, domains_of, host_of, normalize_address


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
