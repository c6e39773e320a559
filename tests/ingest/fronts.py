"""Front pages and articles in HTML for tests, in words of our own."""

from collections.abc import Sequence

FRONT = "https://harbour-news.example/"
FERRY = "https://harbour-news.example/2025/01/08/ferry-between-the-islands-stops-running"
HEADLINE = "Ferry between the islands stops running"
NAMES = (
    (HEADLINE, FERRY),
    ("Museum of maps opens its new wing", "https://harbour-news.example/2025/01/07/museum-of-maps-opens-its-new-wing"),
    ("Mayor asks for a second hospital", "https://harbour-news.example/2025/01/07/mayor-asks-for-a-second-hospital"),
    ("Fishing fleet stays in port again", "https://harbour-news.example/2025/01/06/fishing-fleet-stays-in-port-again"),
    ("Coast guard finds a lost lighthouse key", "https://harbour-news.example/2025/01/06/coast-guard-finds-lost-key"),
    ("School choir sings on the pier", "https://harbour-news.example/2025/01/05/school-choir-sings-on-the-pier"),
)


def front(
    names: Sequence[tuple[str, str]] = NAMES, *, site: str = "Harbour News", deks: dict[str, str] | None = None
) -> bytes:
    """A front page: a menu, a card for each (headline, address), a foot."""
    cards = "".join(
        f'<div class="card"><h3><a href="{address}">{headline}</a></h3>'
        + (f"<p>{deks[headline]}</p>" if deks and headline in deks else "")
        + "</div>"
        for headline, address in names
    )
    return f"""<!doctype html><html lang="en"><head><title>{site}</title>
    <meta property="og:site_name" content="{site}"></head><body>
    <nav><a href="/world/">World</a> <a href="/about-us-and-our-islands-since-1902">About us</a></nav>
    <main>{cards}</main><footer><a href="/legal/terms-of-use-of-this-site">Terms of use of this site</a></footer>
    </body></html>""".encode()


def page(
    headline: str,
    paragraphs: Sequence[str],
    *,
    site: str = "Harbour News",
    day: str = "2025-01-08",
    canonical: str = "",
) -> bytes:
    """An article on a page of its own."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return f"""<!doctype html><html lang="en"><head><title>{headline} | {site}</title>
    <meta property="og:site_name" content="{site}"><meta property="og:type" content="article">
    <meta property="article:published_time" content="{day}T05:34:00+00:00">{link}</head><body>
    <nav><a href="/world/">World</a></nav><article><h1>{headline}</h1>{text}</article></body></html>""".encode()
