"""Media types by which recordings and archives of the web call a page, a feed or a document."""

import re

_PAGE_TYPES = re.compile(
    r"text/html|application/xhtml|text/plain|application/pdf|(?:application|text)/(?:rss|atom|rdf|feed)?\+?xml\b|"
    r"application/feed\+json|multipart/related|message/rfc822|application/vnd\.openxml",
    re.IGNORECASE,
)


def is_page_type(media_type: str) -> bool:
    """Whether something of this media type (parameters may follow) can be read as a page; pictures and so on cannot."""
    return _PAGE_TYPES.match(media_type) is not None
