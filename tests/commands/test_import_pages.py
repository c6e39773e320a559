"""`import_pages`: files, folders, standard input; bad input named, the rest done; one JSON document."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from stories.extraction.ahead import Attempt
from stories.ingest import accept, accept_capture, discard_capture, receive_page, store
from stories.ingest.packages import Incoming
from stories.ingest.readings import key_of, load_reading
from stories.management.commands.import_pages import MOST_BYTES, _grouped, _Page
from stories.models import Capture, Link, Story
from stories.models.sorting import TooManyInOneSecond
from stories.vocabulary import CaptureState
from tests.commands.conftest import Run
from tests.factories import OutletFactory, UserFactory
from tests.ingest.pages import ADDRESS, OTHERS, PARAGRAPHS, TWO, article, hashtag, write

pytestmark = pytest.mark.django_db
SUMMARY = ("captures", "new", "updated", "unchanged", "unreadable", "stories")
WHEN = ("--captured-at", "2025-06-28T12:00:00+09:00")


def summary(document: dict[str, Any]) -> tuple[int, ...]:
    return tuple(document[name] for name in SUMMARY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pages, four stories, one of them in a folder of its own; and a hidden file."""
    write(tmp_path / "pages", a=article(), b=hashtag(*TWO))
    write(tmp_path / "pages" / "more", c=article("Museum of maps opens a new wing", OTHERS))
    (tmp_path / "pages" / ".hidden").write_bytes(b"never read")
    return tmp_path / "pages"


def test_a_folder_is_imported_and_a_second_run_finds_nothing_new(run: Run, folder: Path) -> None:
    first = run("import_pages", str(folder), *WHEN, "--json")
    assert (first.status, summary(first.document)) == (0, (3, 4, 0, 0, 0, 4))
    assert [(Path(page["path"]).name, page["outcome"], page["reason"]) for page in first.document["pages"]] == [
        ("a.txt", "new", None),
        ("b.txt", "new", None),
        ("c.txt", "new", None),
    ]
    stories = [pk for page in first.document["pages"] for pk in page["stories"]]
    assert stories == list(Story.objects.order_by("pk").values_list("pk", flat=True))
    second = run("import_pages", str(folder), *WHEN, "--json")
    assert (second.status, summary(second.document)) == (0, (3, 0, 0, 4, 0, 4))
    assert [page["stories"] for page in second.document["pages"]] == [
        page["stories"] for page in first.document["pages"]
    ]


def test_the_words_of_the_summary(run: Run, folder: Path) -> None:
    result = run("import_pages", str(folder), *WHEN)
    assert result.out == "captures 3, new 4, updated 0, unchanged 0, unreadable 0, stories 4\n"
    assert result.err.splitlines() == [
        f"Imported 1 of 3: {folder}/a.txt: new",
        f"Imported 2 of 3: {folder}/b.txt: new",
        f"Imported 3 of 3: {folder}/more/c.txt: new",
    ]


def test_a_page_that_waits_for_a_decision_is_counted_and_said(run: Run, folder: Path) -> None:
    waiting = receive_page((folder / "b.txt").read_bytes(), editor=None, now=timezone.now(), name="b.txt")
    aside = receive_page((folder / "a.txt").read_bytes(), editor=None, now=timezone.now(), name="a.txt")
    discard_capture(aside, reason="not ours", editor=UserFactory(), now=timezone.now())
    result = run("import_pages", str(folder), *WHEN, "--json")
    assert (result.status, summary(result.document)) == (0, (3, 1, 0, 0, 0, 1))
    assert (result.document["waiting"], result.document["set_aside"]) == (1, 1)
    told = [(page["outcome"], page["stories"], page["reason"]) for page in result.document["pages"]]
    assert told == [("set aside", [], None), ("waiting", [], None), ("new", [Story.objects.get().pk], None)]
    said = run("import_pages", str(folder), *WHEN)
    counts, *sentences = said.out.splitlines()
    assert counts == "captures 3, new 0, updated 0, unchanged 1, unreadable 0, stories 1, waiting 1, set aside 1"
    assert sentences == [
        "1 page was here already and waits on the capture desk for a decision: it was left as it is.",
        "1 page was here already and was set aside by an editor: it was left as it is.",
    ]
    waiting.refresh_from_db()
    assert waiting.state == CaptureState.WAITING


def test_a_page_of_which_one_story_is_decided_waits_and_its_story_is_unchanged(run: Run, folder: Path) -> None:
    capture = receive_page((folder / "b.txt").read_bytes(), editor=None, now=timezone.now(), name="b.txt")
    first = key_of(load_reading(capture.reading.text, capture.reading.edited).clippings[0])
    accept_capture(capture, editor=None, now=timezone.now(), only=[first])
    document = run("import_pages", str(folder / "b.txt"), *WHEN, "--json").document
    assert (summary(document), document["waiting"], document["set_aside"]) == ((1, 0, 0, 1, 0, 1), 1, 0)
    assert [page["outcome"] for page in document["pages"]] == ["waiting"]


def test_copies_among_the_pages_are_linked(run: Run, folder: Path) -> None:
    run("import_pages", str(folder), *WHEN, "--json")
    pairs = [{link.source.headline, link.target.headline} for link in Link.objects.all()]
    assert {"Museum of maps opens a new wing"} in pairs
    assert Story.objects.count() == 4


def test_standard_input(run: Run) -> None:
    result = run("import_pages", "-", "--json", stdin=article())
    assert (result.status, result.document["pages"][0]["path"]) == (0, "-")
    assert Story.objects.get().headline == "Ferry between the islands stops running"


def test_the_same_address_with_new_text_updates(run: Run, tmp_path: Path) -> None:
    one, two = write(tmp_path, one=article(), two=article(paragraphs=PARAGRAPHS[:2]))
    run("import_pages", one, "--url", ADDRESS, *WHEN)
    result = run("import_pages", two, "--url", ADDRESS, *WHEN, "--json")
    assert (result.status, summary(result.document)) == (0, (1, 0, 1, 0, 0, 1))
    assert (Capture.objects.count(), Story.objects.get().earlier_texts.count()) == (2, 1)


def test_the_outlet_of_the_pages(run: Run, tmp_path: Path) -> None:
    OutletFactory(slug="island-courier", name="Island Courier")
    (path,) = write(tmp_path, one=article())
    assert run("import_pages", path, "--outlet", "island-courier").status == 0
    assert Story.objects.get().outlet.name == "Island Courier"  # type: ignore[union-attr]


def bad_pages(folder: Path) -> dict[str, str]:
    """Bad input of every kind between good pages; name -> words of the reason."""
    write(
        folder,
        a_good=article(),
        b_empty=b"",
        c_binary=bytes(range(256)) * 40,
        d_large=b"a" * (50 * 1024 * 1024),
        e_control=b"Ferry\x00\x01\x02\x03\x04\x05\x06" * 60,
        f_encoding="Ferry stops\n\nПаром остановился, и никто не знал почему.".encode("utf-16-le")[1:],
        g_storyless=b"Home\nAbout\nContact\n",
        h_good=hashtag(*TWO),
    )
    (folder / "i_nowhere.txt").symlink_to(folder / "not-there")
    os.mkfifo(folder / "j_pipe.txt")
    return {
        "b_empty": "empty",
        "c_binary": "",
        "d_large": "larger than 20 MB",
        "e_control": "control characters",
        "f_encoding": "",
        "g_storyless": "No story was found",
        "i_nowhere": "No such file",
        "j_pipe": "not a file",
    }


def test_bad_pages_are_named_and_everything_else_is_done(run: Run, tmp_path: Path) -> None:
    expected = bad_pages(tmp_path / "pages")
    result = run("import_pages", str(tmp_path / "pages"), *WHEN, "--json")
    assert result.status == 1
    reasons = {Path(page["path"]).stem: page["reason"] for page in result.document["pages"] if page["reason"]}
    assert reasons.keys() == expected.keys()
    for name, words in expected.items():
        assert words in reasons[name]
        assert reasons[name].endswith(".")
        assert f"{name}.txt: {reasons[name]}" in result.err
    assert summary(result.document) == (8, 3, 0, 0, 8, 3)
    kept = Capture.objects.filter(state=CaptureState.UNREADABLE)
    assert {capture.name.removesuffix(".txt") for capture in kept} == expected.keys() - {"i_nowhere", "j_pipe"}
    for capture in kept:
        assert len(store.get(capture.sha256)) == capture.size


def test_strict_stops_at_the_first_bad_page(run: Run, tmp_path: Path) -> None:
    paths = write(tmp_path, a=article(), b=b"", c=hashtag(*TWO))
    result = run("import_pages", *paths, "--strict", "--json")
    assert (result.status, [page["outcome"] for page in result.document["pages"]]) == (1, ["new", "unreadable"])
    assert Story.objects.count() == 1


def test_a_page_with_a_date_that_cannot_be_is_imported_with_a_doubt(run: Run, tmp_path: Path) -> None:
    (path,) = write(tmp_path, one=article(stamp="14:34 JST, February 31, 2025"))
    assert run("import_pages", path).status == 0
    assert any("31" in doubt for doubt in Story.objects.get().doubts)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "the following arguments are required: PATH"),
        (("PAGE", "--captured-at", "yesterday"), "“yesterday” is no time"),
        (("PAGE", "--outlet", "nobody"), "There is no outlet with the slug “nobody”."),
        (("PAGE", "--outlet", "nobody\udcff"), "There is no outlet with the slug"),
        (("PAGE", "--url", "ferry"), "“ferry” is not the address of a web page"),
        (("PAGE", "--url", "https://a.example/\udcff"), "is not the address of a web page"),
        (("PAGE", "PAGE", "--url", ADDRESS), "--url is the address of one page"),
        (("PAGE", "--nonsense"), "unrecognized arguments"),
    ],
)
def test_wrong_usage_is_status_2_and_imports_nothing(
    run: Run, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    (path,) = write(tmp_path, one=article())
    result = run("import_pages", *[path if word == "PAGE" else word for word in words])
    assert (result.status, result.out, Capture.objects.count()) == (2, "", 0)
    assert sentence in result.err


def test_a_file_whose_name_is_no_text(run: Run, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/ferry-\xff.txt")).write_bytes(article())
    result = run("import_pages", str(tmp_path), "--json")
    assert (result.status, Path(result.document["pages"][0]["path"]).name) == (0, "ferry-?.txt")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full to be out of space on")
def test_a_full_disk_is_a_sentence_and_the_old_state_stays(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = write(tmp_path, one=article(), two=hashtag(*TWO))
    run("import_pages", one)
    with monkeypatch.context() as full:
        full.setattr(store.tempfile, "mkstemp", lambda **_: (os.open("/dev/full", os.O_WRONLY), str(tmp_path / "x")))
        result = run("import_pages", one, two, "--json")
    assert (result.status, [page["outcome"] for page in result.document["pages"]]) == (1, ["unchanged", "unreadable"])
    assert result.document["pages"][1]["reason"] == "The page could not be kept: No space left on device."
    assert (Capture.objects.count(), Story.objects.count()) == (1, 1)
    assert run("import_pages", one, two).status == 0
    assert Story.objects.count() == 3


def test_the_five_real_pages(run: Run, shared: Path) -> None:
    first = run("import_pages", str(shared / "seeds"), *WHEN, "--json")
    texts = [page for page in first.document["pages"] if page["path"].endswith(".txt")]
    assert len(texts) == 5
    assert {page["outcome"] for page in texts} == {"new"}
    second = run("import_pages", str(shared / "seeds"), *WHEN, "--json")
    assert (second.document["new"], second.document["updated"]) == (0, 0)
    assert run("check_data").status == 0


def test_a_page_whose_bytes_cannot_be_kept_costs_no_other(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes are stored a page ahead, in another thread: its failure belongs to its own page."""
    put, full = store.put, (folder / "b.txt").read_bytes()

    def on_a_full_disk(raw: bytes) -> str:
        if raw == full:
            raise store.StoreFailed("The page could not be kept: No space left on device.")
        return put(raw)

    monkeypatch.setattr(store, "put", on_a_full_disk)
    result = run("import_pages", str(folder), *WHEN, "--json")
    assert [(Path(page["path"]).name, page["outcome"], page["reason"]) for page in result.document["pages"]] == [
        ("a.txt", "new", None),
        ("b.txt", "unreadable", "The page could not be kept: No space left on device."),
        ("c.txt", "new", None),
    ]
    assert Capture.objects.count() == 2


def test_a_strict_stop_leaves_no_bytes_of_the_pages_after_it(run: Run, tmp_path: Path) -> None:
    pages = write(tmp_path / "pages", a=article(), c=article("Museum of maps opens a new wing", OTHERS))
    (tmp_path / "pages" / "b.txt").write_bytes(b"\x00\x01\x02" * 40)
    assert pages
    result = run("import_pages", str(tmp_path / "pages"), *WHEN, "--strict", "--json")
    assert [Path(page["path"]).name for page in result.document["pages"]] == ["a.txt", "b.txt"]
    assert list(store.ownerless()) == []


def test_a_page_that_cannot_be_stored_costs_none_of_those_that_come_in_with_it(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_from = accept.made_from

    def crowded(piece: Any, *rest: Any, **told: Any) -> Story:
        if piece.clipping.headline.startswith("Ferry"):
            raise TooManyInOneSecond("There is no room in this second.")
        return made_from(piece, *rest, **told)

    monkeypatch.setattr(accept, "made_from", crowded)
    result = run("import_pages", str(folder), *WHEN, "--json")
    assert [(page["outcome"], page["reason"]) for page in result.document["pages"]] == [
        ("unreadable", "There is no room in this second."),
        ("unreadable", "There is no room in this second."),
        ("new", None),
    ]
    assert [story.headline for story in Story.objects.all()] == ["Museum of maps opens a new wing"]


def test_which_pages_share_a_transaction_does_not_rest_on_what_is_known(tmp_path: Path) -> None:
    sizes = [10] * 9 + [MOST_BYTES - 5, 10, 10, 3 * MOST_BYTES, 10]
    found = [_Page(str(at), Incoming(bytes([at]) * size)) for at, size in enumerate(sizes)]
    found.insert(4, _Page("refused", Incoming(None, reason="It cannot be opened.")))
    fresh = [(page, Attempt() if page.found.content else None) for page in found]
    known = [(page, None) for page in found]
    groups = [[[ready.page.path for ready in group] for group in _grouped(pages)] for pages in (fresh, known)]
    assert groups[0] == groups[1]
    assert groups[0] == [
        ["0", "1", "2", "3", "refused", "4", "5", "6"],
        ["7", "8"],
        ["9"],
        ["10", "11"],
        ["12"],
        ["13"],
    ]
