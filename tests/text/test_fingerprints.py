import random

from stories.text.fingerprints import BANDS, BINS, band_keys, exact_fingerprint, overlap, shared_words, sketch

WORDS = [f"word{number}" for number in range(4000)]


def made(seed: int, count: int = 300) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def test_case_and_marks_do_not_make_another_text() -> None:
    assert exact_fingerprint("The talks, it said, are “off”.") == exact_fingerprint("the TALKS it said are off")
    assert exact_fingerprint("the talks are off") != exact_fingerprint("the talks are on")


def test_a_sketch_has_its_size_and_keys_fit_a_database() -> None:
    keys = band_keys(sketch(made(1)))
    assert len(sketch(made(1))) == BINS
    assert len(keys) == BANDS
    assert all(0 <= key < 2**63 for key in keys)


def test_near_copies_share_a_key_and_strangers_do_not() -> None:
    text = made(2)
    words = text.split()
    for place in range(0, len(words), 60):
        words[place] = "changed"
    changed = " ".join(words)
    assert set(band_keys(sketch(text))) & set(band_keys(sketch(changed)))
    strangers = [set(band_keys(sketch(made(seed)))) for seed in range(10, 40)]
    assert not any(set(band_keys(sketch(text))) & keys for keys in strangers)


def test_overlap_of_a_copy_an_excerpt_and_a_stranger() -> None:
    text = made(3)
    excerpt = " ".join(text.split()[:100])
    assert overlap(text, text) == 1.0
    assert overlap(text, excerpt) == 1.0
    assert overlap(text, made(4)) < 0.05


def test_nothing_has_no_sketch_and_overlaps_with_nothing() -> None:
    assert sketch(" … ") == ()
    assert band_keys(()) == []
    assert overlap("", "words") == 0.0


def test_a_script_without_spaces_is_compared_by_its_characters() -> None:
    text = "日本とアメリカは新しい協定に署名した。来月から発効する見通しだ。"
    assert overlap(text, text + "詳細は明らかにされていない。") == 1.0


def test_headlines_share_words_in_whatever_order_and_case() -> None:
    assert shared_words("When the tides turn", "The tides turn when the moon does") == 1.0
    assert shared_words("Storm sinks four trawlers", "Four lambs born") == 1 / 3
    assert shared_words("島への船が止まる", "船が島で止まった") == 5 / 8
    assert shared_words("", "Four lambs born") == shared_words("!", "?") == 0.0
