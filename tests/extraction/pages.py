"""Small made-up pages in the shapes that arrive, for the tests of this room."""

from stories.extraction import Reading, Unreadable, read_page


def read_or_reason(raw: bytes) -> Reading | str:
    """The reading of a page, or the reason it was refused for."""
    try:
        return read_page(raw)
    except Unreadable as refused:
        return refused.reason


TOPIC = """Skip to content
Search

Latest Stories

harbour policy

The mayor of Port Linden opens the new quay on May 3, 2024.
Analysis

Who pays for the deep harbour?

The city votes on Sunday on a loan for the harbour. Its banks are waiting.

A ferry is seen at the old pier in this handout photo of 2009
On the Water

Ferries stop for a second week

Crews and owners of the ferries have not met since the strike began. No talks are planned.

Could the strike end the ferry line?
On the Water

Could the strike end the ferry line?

A former captain answers the questions of readers. He sees little reason for hope.

Analysis

Cranes from abroad

Three cranes arrived on Friday. They are the largest on the coast.
"""

TAGGED = """logo
#

Latest news with #HarbourLoan

Voters approve the harbour loan
Voters approve the harbour loan

Reuters

timea day ago

  • Politics
  • Reuters

Voters approve the harbour loan

PORT LINDEN, May 4 (Reuters) - Voters approved the loan on Sunday, the city said. Turnout was low.

Why the loan was needed
Why the loan was needed

Linden Courier

time21-04-2024

  • Business
  • Linden Courier

Why the loan was needed

The harbour is too shallow for new ships. The council said so three times.

Cranes ordered for the new quay
Cranes ordered for the new quay

Malay Mail

time05-04-2024

  • Business
  • Malay Mail

Cranes ordered for the new quay

PORT LINDEN, April 5 — Three cranes were ordered on Friday. Delivery takes a month. — AFP

DOWNLOAD THE APP

Get Started Now: Download the App
The whole world in your pocket? Download Sevenfold app today from your store.
app-storeplay-store
"""

LONG = """Port Linden, Coast – The harbour of the city is to be made deeper, and work is to begin this summer.

What the Council Decided
Table of Contents
- 1. What the Council Decided
- 2. The Money
- 3. Frequently Asked Questions
- 4. A Second Look at the Ferries
The council decided with a majority of two votes that the harbour will be dredged to a depth of twelve metres.
The Money
The loan is to be paid back over thirty years, from the fees that ships pay when they use the new quay.
Did You Know? The first quay of the city was built of oak, and parts of it stand to this day under the fish market.
| Year | Ships | Fees |
|---|---|---|
| 2022 | 410 | 3 million |
| 2023 | 455 | 4 million |
The fees are expected to grow with the number of ships, as they did in each of the last four years.
Pro Tip: Follow the work at the harbour through the city's own reports.
Frequently Asked Questions
- When does the work begin? It begins in June.
- Who pays for it? The city takes a loan.
What do you think of the plan? Share your opinion in the comments below.
What will become of the ferries?
A Second Look at the Ferries of Port Linden
The ferries will use the old pier while the work goes on, and the company has agreed to pay for its repair.
* Winter: fewer ferries run, since fewer people cross to the islands in the dark months of the year.
The company expects losses in the first year and has asked the city for help with its costs, so far without an answ"""

TEASERS = """City to dredge its harbour

The mayor and the head of the port stand on the quay in Port Linden in January 2024.
The mayor and the head of the port stand on the quay in Port Linden in January 2024.
Ada Brook/POOL/Coast Images
The city of Port Linden will dredge its harbour this summer, its council decided after a debate of nine hours.

The work costs forty million and is paid with a loan, which the city will pay back from the fees of the port.

More from Coast Media

- YouTube

In a new film, our reporter follows the crew of a dredger for a week and finds that it sleeps very little.

A heron on a crane in the harbour of Port Linden, March 22, 2022.
Jo Reed/Pool via REUTERS/File Photo

Three herons: that is how many birds have made the cranes of the harbour their home in the last few years.
"""

RANKED = """"Politics" POPULAR ARTICLE
-
Ferries Stop for a Second Week
-
Cranes Ordered for the New Quay
Harbour Loan Approved by Voters; Council to Meet Again Soon

Mayor Ada Lind, right, shakes hands with the head of the port at City Hall in Port Linden on Tuesday.
14:34 JST, January 8, 2025
Mayor Ada Lind thanked the voters of Port Linden on Tuesday for approving the loan for the deep harbour.
She will meet the council again in the coming week, in order to settle who is to lead the work.
COAST ACCESS RANKING
-
Herons Nest on Cranes, Stop Work for a Day
-
Fish Market to Move for Two Years
"""

ARTICLE_HTML = """<!DOCTYPE html><html lang="en"><head><title>City to dredge its harbour | Linden Courier</title>
<meta property="og:site_name" content="Linden Courier"><meta property="og:type" content="article">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "City to dredge its harbour",
"datePublished": "2024-05-04T09:30:00+02:00", "author": [{"@type": "Person", "name": "Ada Brook"}]}</script></head>
<body>
<nav><a href="/">Home</a> <a href="/politics">Politics</a></nav>
<main><article><h1>City to dredge its harbour</h1><p class="by">By Ada Brook</p>
<figure><img src="x.jpg"><figcaption>The quay of Port Linden in January.</figcaption></figure>
<p>The city of Port Linden will dredge its harbour this summer, its council decided after a debate of nine hours.</p>
<p>The work costs forty million &amp; is paid with a loan, which the city will pay back from the fees of the port.</p>
<script>alert("never shown")</script>
<p>Crews of the ferries asked the council for a hearing, and the mayor promised that they would have one in June.</p>
</article></main>
<aside><h3>Most read</h3><ul><li>Herons nest on cranes</li><li>Fish market to move</li></ul></aside>
<footer>© 2024 Linden Courier. All rights reserved.</footer></body></html>"""
