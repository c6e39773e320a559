"""What editors write: its few marks, on the public page and in the files; and what a story says of itself there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from stories.dossiers import content_of
from stories.export import page_of, render
from stories.export.markdown import prose_markdown
from stories.export.prose import plain, runs_of
from stories.models import Dossier, Story
from stories.templatetags.prose import plain_prose, prose
from tests.dossiers.builders import make
from tests.factories import NOW

LINK = 'href="https://a.example/x?b=1&amp;c=2" rel="noopener noreferrer external"'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("In all **47** were hurt.", "In all <strong>47</strong> were hurt."),
        ("So *they* say, and _we_ too.", "So <em>they</em> say, and <em>we</em> too."),
        ("**Not *now*, later**", "<strong>Not <em>now</em>, later</strong>"),
        ("See [the **report**](https://a.example/x?b=1&c=2).", f"See <a {LINK}>the <strong>report</strong></a>."),
        ("At https://a.example/_x_/*y* and _here_", "At https://a.example/_x_/*y* and <em>here</em>"),
        ("**فتحت** المدينة, **開いた**。", "<strong>فتحت</strong> المدينة, <strong>開いた</strong>。"),
        ("2 * 3 * 4 and a ** b", "2 * 3 * 4 and a ** b"),
        ("snake_case_name and 5*4*3", "snake_case_name and 5*4*3"),
        ("**open and *shut", "**open and *shut"),
        ("[x](javascript:alert(1)) [y](//b.example)", "[x](javascript:alert(1)) [y](//b.example)"),
        ("**<b>&</b>**", "<strong>&lt;b&gt;&amp;&lt;/b&gt;</strong>"),
        ('[a](https://b.example/"onclick=1)', "[a](https://b.example/&quot;onclick=1)"),
    ],
)
def test_the_marks_of_a_paragraph(text: str, shown: str) -> None:
    assert prose(text) == shown


@given(st.text(alphabet="ab *_[]()<&h\\:/.", max_size=60))
def test_nothing_but_marks_is_lost_and_no_text_is_markup(text: str) -> None:
    left = plain(text)
    at = 0
    for letter in text:
        at += at < len(left) and letter == left[at]
    assert at == len(left)
    if left.strip():
        assert lxml_html.fromstring(f"<p>{prose(text)}</p>").text_content() == left


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("In all **47** were hurt.", "In all **47** were hurt."),
        ("**47** and *more* of [it](https://a.example/x)", "**47** and *more* of [it](<https://a.example/x>)"),
        ("1. **a** - b # c", "1\\. **a** - b \\# c"),
        ("**a** - b", "**a** - b"),
        ("2 * 3", "2 \\* 3"),
        ("**a *b* c**", "**a _b_ c**"),
        ("**see [it](https://a.example/x) now**", "**see** [**it**](<https://a.example/x>) **now**"),
        ("[see **this** now](https://a.example/x)", "[see **this** now](<https://a.example/x>)"),
    ],
)
def test_the_marks_stay_marks_in_markdown(text: str, markdown: str) -> None:
    assert prose_markdown(text) == markdown


def test_marks_are_left_away_where_text_alone_is_shown() -> None:
    assert plain_prose("In all **47** were [hurt](https://a.example).") == "In all 47 were hurt."
    assert [run.text for run in runs_of("")] == []


@pytest.mark.django_db
class TestAStoryInADossier:
    def content(self, *, dek: str, body: str) -> dict:
        made = make(note="It says **47**, *no more*.")
        Story.objects.filter(pk=made.story.pk).update(dek=dek, body=body)
        dossier = Dossier.objects.get(pk=made.dossier.pk)
        return content_of(dossier, number=1, at=NOW, reviewer=made.desk.reviewer)

    @pytest.mark.parametrize(
        ("dek", "body", "summary"),
        [
            ("Two days of rain closed\nthe road.", "It rained.", "Two days of rain closed the road."),
            ("", "PORT AVEN, May 3 (Wireline) - It rained for two days. Then it stopped.", "It rained for two days."),
            ("", "Es regnete zwei Tage. Dann nicht mehr.", "Es regnete zwei Tage."),
            ("", "港は二日間閉じた。雨がやんだ。", "港は二日間閉じた。"),
            ("", "أغلق الميناء يومين. ثم فتح.", "أغلق الميناء يومين."),
            ("", "", ""),
        ],
    )
    def test_its_dek_or_its_first_sentence_stands_below_outlet_and_date(
        self, dek: str, body: str, summary: str
    ) -> None:
        content = self.content(dek=dek, body=body)
        [source] = [one for one in content["sources"] if one["summary"] == summary]
        shown = page_of(content)
        item = next(item for part in shown.parts for item in part.items if item.kind == "story")
        assert item.source is not None
        assert (item.source.summary, item.source.by != "") == (summary, True)
        tree = lxml_html.fromstring(render(content, "html").body.decode())
        [head] = tree.xpath(f"//h3[@id='{item.anchor}']")
        told = [one.text_content() for one in head.itersiblings()][:2]
        assert item.source.by in told[0]
        assert str(item.source.published.year) in told[0]
        if summary:
            assert told[1] == summary
            assert head.getnext().getnext().get("dir") == "auto"
            assert summary in render(content, "markdown").body.decode()
        assert source["number"] == item.source.number

    def test_notes_are_printed_without_their_stars(self) -> None:
        content = self.content(dek="", body="")
        page = render(content, "html").body.decode()
        assert "It says <strong>47</strong>, <em>no more</em>." in page
        assert "It says **47**, *no more*." in render(content, "markdown").body.decode()

    def test_an_edition_of_before_has_no_summary(self) -> None:
        content = self.content(dek="A dek.", body="")
        for source in content["sources"]:
            del source["summary"]
        assert {source.summary for source in page_of(content).sources} == {""}
