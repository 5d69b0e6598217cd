"""Questions as readers ask them, and what they find."""

import pytest

from pprnet.errors import InputError
from pprnet.search import Facets, SearchDocument, SearchIndex, SearchQuery


def document(key, **fields):
    year = fields.pop("year", 2020)
    return SearchDocument(key=key, year=year, month_ordinal=year * 12, **fields)


DOCUMENTS = [
    document(
        "rupture",
        title="Mending a break in the alliance",
        summary="An invented text on ruptures. Therapists who noticed them could repair them.",
        authors="Flückiger, C.",
        topics=("alliance", "therapist-factors"),
        types=("narrative-review",),
        group="reviews-and-guidance",
        year=2023,
    ),
    document(
        "homework",
        title="Between the sessions",
        summary="An invented text on tasks that clients take home.",
        topics=("adherence",),
        types=("randomised-trial",),
        group="trials",
        year=2020,
    ),
    document(
        "screen",
        title="Through a screen",
        bottom_line="The alliance was rated well.",
        implications="Ask about privacy. C++ is no topic: a 5:1 ratio is \"quoted\" here.",
        topics=("alliance",),
        types=("randomised-trial", "cohort-study"),
        group="trials",
        year=2020,
    ),
    document(
        "panic",
        title="Panic and therapy for panic",
        summary="L'alliance thérapeutique et le trouble panique.",
        topics=("anxiety",),
        types=("meta-analysis",),
        group="reviews-of-studies",
        year=2021,
        language="fr",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def index():
    return SearchIndex.build(DOCUMENTS)


def keys(results):
    return [hit.key for hit in results.hits]


FOUND = [
    ("alliance rupture", "rupture"),
    ("ruptured alliances", "rupture"),
    ("Fluckiger", "rupture"),
    ("FLÜCKIGER", "rupture"),
    ("Flu\u0308ckiger", "rupture"),
    ("adherance", "homework"),
    ("homework compliance", "homework"),
    ("adhésion au traitement", "homework"),
    ("randomized trials of tasks", "homework"),
    ("What helps clients at home?", "homework"),
    ("privacy", "screen"),
    ("panic", "panic"),
    ("trouble paniqué", "panic"),
    ("l’attaque de panique", "panic"),
    ('"trouble panique"', "panic"),
    ('the "rated well', "screen"),
]


@pytest.mark.parametrize(("text", "first"), FOUND)
def test_what_comes_first(index, text, first):
    results = index.search(SearchQuery(text))
    assert keys(results)[0] == first
    assert not results.suggestion


def test_words_are_joined_by_or_and_a_phrase_must_be_there(index):
    assert index.search(SearchQuery("privacy panic")).total == 2
    assert set(keys(index.search(SearchQuery('"the alliance"')))) == {"rupture", "screen"}
    assert index.search(SearchQuery('"alliance the"')).total == 0


def test_no_text_gives_all_from_new_to_old(index):
    everything = index.search(SearchQuery(""))
    assert keys(everything) == ["rupture", "panic", "homework", "screen"]
    assert everything.total_without_filters == everything.total == len(index) == 4
    assert all(hit.snippets == () for hit in everything.hits)


def test_newest_first_on_request(index):
    assert keys(index.search(SearchQuery("panic alliance", order="newest"))) == [
        "rupture",
        "panic",
        "screen",
    ]


PUNCTUATION = [
    *('"', '""', "'", "AND", "OR NOT", "a:b", "title:", "*", "(", ")", "-", "[1 TO 2]", "\\"),
    *("^2", "~", "/x/", "“", "\x00", "\ud800"),
]


@pytest.mark.parametrize("text", PUNCTUATION)
def test_punctuation_is_no_syntax(index, text):
    index.search(SearchQuery(text))
    assert index.search(SearchQuery(f"privacy {text}")).total >= 1


def test_a_typo_is_corrected_only_when_nothing_is_found(index):
    results = index.search(SearchQuery("privasy"))
    assert (results.suggestion, keys(results)) == ("privacy", ["screen"])
    assert index.search(SearchQuery("privasy panic")).suggestion == ""
    assert index.search(SearchQuery("Flukiger")).suggestion == "flückiger"


def test_an_unknown_word_finds_nothing(index):
    results = index.search(SearchQuery("zzzzqqqq"))
    assert (results.total, results.suggestion, results.counts) == (0, "", Facets())


def test_values_of_one_filter_widen_and_several_filters_narrow(index):
    def total(**filters):
        return index.search(SearchQuery(**filters)).total

    assert total(topics=("alliance",)) == 2
    assert total(topics=("alliance", "anxiety")) == 3
    assert total(topics=("alliance",), years=(2020,)) == 1
    assert total(topics=("alliance",), years=(2020, 2023), groups=("trials",)) == 1
    assert total(types=("cohort-study", "meta-analysis")) == 2
    assert total(topics=("no-such-topic",)) == 0
    assert total(topics=("\ud800",)) == 0


def test_counts_leave_out_their_own_filter(index):
    results = index.search(SearchQuery("alliance", topics=("alliance",), years=(2020,)))
    assert results.total == 1
    assert results.counts.years == {2020: 1, 2023: 1}
    assert results.counts.topics == {"alliance": 1}
    assert results.counts.types == {"randomised-trial": 1, "cohort-study": 1}
    assert results.total_without_filters == 3


def test_pages(index):
    query = SearchQuery(per_page=3)
    assert len(index.search(query).hits) == 3
    second = index.search(SearchQuery(per_page=3, page=2))
    assert keys(second) == ["screen"]
    assert (second.page, second.pages, second.total) == (2, 2, 4)
    assert index.search(SearchQuery(per_page=3, page=9)).hits == ()
    assert index.search(SearchQuery(per_page=0, page=-1)).page == 1


def test_snippets_mark_the_words_searched_for(index):
    title, passage = index.search(SearchQuery("alliance ruptures")).hits[0].snippets
    assert title.parts == (("Mending a break in the ", False), ("alliance", True))
    assert passage.field == "summary"
    assert ("ruptures", True) in passage.parts
    assert passage.text in DOCUMENTS[0].summary


def test_a_snippet_of_a_long_text_says_that_there_is_more():
    filler = "Words of no meaning stand here, one after the other. " * 9
    index = SearchIndex.build([document("long", summary=f"{filler}The needle’s place. {filler}")])
    passage = index.search(SearchQuery("needle")).hits[0].snippets[1]
    assert passage.parts[0] == ("… ", False)
    assert passage.parts[-1] == (" …", False)
    assert ("needle’s", True) in passage.parts or ("needle", True) in passage.parts
    assert len(passage.text.split()) < 35


def test_an_empty_index_answers():
    results = SearchIndex.build([]).search(SearchQuery("anything", topics=("alliance",)))
    assert (results.total, results.hits, results.pages) == (0, (), 1)


def test_two_documents_of_one_key_are_refused():
    with pytest.raises(InputError, match="a key of its own"):
        SearchIndex.build([document("a"), document("a")])


def test_order_is_the_same_in_whatever_order_documents_came():
    one, other = SearchIndex.build(DOCUMENTS), SearchIndex.build(DOCUMENTS[::-1])
    for text in ("", "alliance", "therapy", "panic privacy"):
        assert one.search(SearchQuery(text)) == other.search(SearchQuery(text))


def test_unknown_topics_and_types_are_found_by_their_keys():
    index = SearchIndex.build([document("x", topics=("gone-topic",), types=("gone-type",))])
    assert index.search(SearchQuery("gone topic")).total == 1
    assert index.search(SearchQuery(types=("gone-type",))).total == 1
