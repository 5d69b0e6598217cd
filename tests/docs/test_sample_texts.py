"""The sample texts are our own, of the recommended lengths, and agree with their posts."""

import json
import re
import tomllib
from pathlib import Path

import pytest

import pprnet_site
from pprnet.citations import completeness, format_references
from pprnet.formats.archive_page import read_archive
from pprnet.formats.json.csl import from_csl
from pprnet.text import folded_words
from pprnet.vocab import research_type_by_label, topic_by_label

FOLDER = Path(pprnet_site.__file__).parent / "sample"
SAMPLE = tomllib.loads((FOLDER / "summaries.toml").read_text(encoding="utf-8"))
SUMMARIES = {summary["key"]: summary for summary in SAMPLE["summary"]}
CITATIONS = {
    item["id"]: item for item in json.loads((FOLDER / "citations.json").read_text(encoding="utf-8"))
}
RUN = 8
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
IN_WORDS = {"two": "2", "eight": "8", "forty": "40"}

every = pytest.mark.parametrize("summary", SUMMARIES.values(), ids=SUMMARIES)


@pytest.fixture(scope="module")
def page(shared_data):
    file = shared_data / "archive/pprnet_blog_page.txt"
    return file.read_text(encoding="utf-8")


def texts(value):
    """Return every text of a summary."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, bool):
        return []
    inner = value.values() if isinstance(value, dict) else value
    return [text for each in inner for text in texts(each)]


def numbers(text):
    return {number.strip(",").replace(",", "") for number in NUMBER.findall(text)}


def spelled_numbers(text):
    return {IN_WORDS[word] for word in folded_words(text) if word in IN_WORDS}


def eight_word_runs(text, length=RUN):
    said = folded_words(text)
    return {tuple(said[at : at + length]) for at in range(len(said) - length + 1)}


def own_texts(summary):
    contained = {name: value for name, value in summary.items() if name not in ("topics", "record")}
    return texts(contained)


def test_there_are_six_and_four_have_a_citation():
    assert len(SAMPLE["summary"]) == len(SUMMARIES) == 6
    assert sorted(s["record"] for s in SUMMARIES.values() if "record" in s) == sorted(CITATIONS)
    assert len(CITATIONS) == 4
    assert SAMPLE["author"] == "Sample text"
    assert SAMPLE["certainty"] == "not appraised"


@every
def test_lengths_are_as_recommended(summary):
    assert 220 <= len(summary["summary"].split()) <= 340
    assert 80 <= len(summary["implications"].split()) <= 140


@every
def test_every_part_is_there_and_terms_are_in_the_vocabulary(summary):
    for part in ("title", "bottom_line", "in_practice", "limits", "for_whom", "teaser_clause"):
        assert summary[part].strip()
    assert summary["title"].endswith("?")
    assert all(topic_by_label(label).label == label for label in summary["topics"])
    assert research_type_by_label(summary["research_type"]).label == summary["research_type"]
    for fact in summary["key_facts"]:
        assert fact["label"]
        assert fact["value"]
        assert set(fact) <= {"label", "value", "note", "source", "computed", "is_figure"}


def test_no_run_of_eight_words_is_copied(page):
    taken = eight_word_runs(page)
    for key, summary in SUMMARIES.items():
        for text in own_texts(summary):
            assert not eight_word_runs(text) & taken, key


def test_every_number_is_on_the_page_or_computed(page):
    posts = {str(post.month): post for post in read_archive(page, name="page").posts}
    for key, summary in SUMMARIES.items():
        contained, allowed = numbers_of(summary, posts[summary["month"]])
        assert contained <= allowed, key


def numbers_of(summary, post):
    """Return the numbers in a summary, and those that it may contain."""
    printed = f"{post.summary} {post.implications}"
    stated = numbers(printed) | spelled_numbers(printed)
    computed = numbers(
        " ".join(f"{fact['computed']} {fact['value']} {fact['label']}"
                 for fact in summary["key_facts"] if "computed" in fact)
    )  # fmt: skip
    contained = {
        key: value
        for key, value in summary.items()
        if key not in ("month", "record", "key", "told_from")
    }
    values = " ".join(fact["value"] for fact in summary["key_facts"])
    return numbers(" ".join(texts(contained))) | spelled_numbers(values), stated | computed


@pytest.mark.parametrize("item", CITATIONS.values(), ids=CITATIONS)
def test_citations_are_complete_for_apa(item):
    assert completeness(item) == ()


def test_citations_agree_with_the_page_but_for_spelling(page):
    printed = {str(post.month): post.citation for post in read_archive(page, name="page").posts}
    for summary in SUMMARIES.values():
        found = printed[summary["month"]]
        if "record" not in summary:
            assert found is None
            continue
        ours = from_csl(CITATIONS[summary["record"]])
        same = ("volume", "pages", "article_number", "doi", "issued")
        assert [getattr(ours, name) for name in same] == [getattr(found, name) for name in same]
        assert folded_words(ours.title) == folded_words(found.title)
        assert [a.given for a in ours.authors] == [a.given for a in found.authors]


def test_the_sources_print_as_apa_prints_them():
    done = [each.text for each in format_references(list(CITATIONS.values()))]
    assert done[0] == (
        "Wampold, B. E., & Flückiger, C. (2023). The alliance in mental health care: "
        "Conceptualization, evidence and clinical applications. World Psychiatry, 22, 25–41. "
        "https://doi.org/10.1002/wps.21035"
    )
    assert "Frontiers in Psychology, 10, Article 347." in done[1]
    assert done[2].endswith("Clinical Psychology & Psychotherapy. https://doi.org/10.1002/cpp.2521")
    assert done[3].startswith("Timulak, L., & Keogh, D. (2017).")


def test_the_computed_correlation_is_right():
    from math import asin, pi

    assert round(0.5 + asin(0.29) / pi, 3) == 0.594


def test_the_library_is_the_one_that_may_be_shipped(shared_folder):
    name = "Oud_2018.works.jsonl.gz"
    assert (FOLDER / name).read_bytes() == (shared_folder / "screening" / name).read_bytes()
    assert "CC0 1.0" in (FOLDER / "LICENCE.md").read_text(encoding="utf-8")
