"""Properties of the search: nothing a reader types is an error, and the counts add up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.search import SearchDocument, SearchIndex, SearchQuery

TOPICS = ("alliance", "anxiety", "empathy", "trauma")
TYPES = ("meta-analysis", "case-study", "guideline")
WORDS = ("alliance", "panic", "empathy", "grief", "screen", "home", "Flückiger", "d'accord")
PUNCTUATION = (
    '"',
    "“",
    "AND",
    "NOT",
    ":",
    "*",
    "(",
    "\\",
    "'",
    "-",
    "+",
    "~2",
    "\x00",
    "\ud800",
    "𝔞",
)

words = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
some_topics = st.lists(st.sampled_from(TOPICS), unique=True).map(tuple)
some_types = st.lists(st.sampled_from(TYPES), unique=True).map(tuple)
some_years = st.lists(st.sampled_from((0, 2020, 2021, 2022)), unique=True).map(tuple)
documents = st.lists(
    st.builds(
        SearchDocument,
        key=st.uuids().map(str),
        title=words,
        summary=words,
        topics=some_topics,
        types=some_types,
        year=st.sampled_from((0, 2020, 2021)),
        month_ordinal=st.integers(0, 30_000),
    ),
    max_size=12,
    unique_by=lambda document: document.key,
)
queries = st.builds(
    SearchQuery,
    text=st.lists(st.sampled_from((*WORDS, *PUNCTUATION)) | st.text(max_size=8), max_size=6).map(
        " ".join
    ),
    topics=some_topics,
    types=some_types,
    years=some_years,
    order=st.sampled_from(("best", "newest", "?")),
    page=st.integers(-1, 3),
    per_page=st.integers(-1, 50),
)


def passes_filters(document, query):
    chosen = (
        not query.topics or set(query.topics) & set(document.topics),
        not query.types or set(query.types) & set(document.types),
        not query.years or document.year in query.years,
    )
    return all(chosen)


@settings(max_examples=60, deadline=None)
@given(documents, st.lists(queries, max_size=4))
def test_any_question_has_an_answer_within_its_filters(found, asked):
    index = SearchIndex.build(found)
    by_key = {document.key: document for document in found}
    for query in asked:
        results = index.search(query)
        assert results.total <= results.total_without_filters <= len(found)
        assert all(passes_filters(by_key[hit.key], query) for hit in results.hits)
        for hit in results.hits:
            for snippet in hit.snippets:
                assert snippet.text.strip("… ") in getattr(by_key[hit.key], snippet.field)


@settings(max_examples=40, deadline=None)
@given(documents, queries)
def test_counts_are_what_choosing_the_value_would_find(found, query):
    index = SearchIndex.build(found)
    results = index.search(query)
    text = results.suggestion or query.text
    for topic, count in results.counts.topics.items():
        chosen = SearchQuery(text, topics=(topic,), types=query.types, years=query.years)
        assert index.search(chosen).total == count
    for year, count in results.counts.years.items():
        chosen = SearchQuery(text, topics=query.topics, types=query.types, years=(year,))
        assert index.search(chosen).total == count


@settings(max_examples=40, deadline=None)
@given(documents, queries)
def test_counts_of_years_add_up_to_what_is_found_without_the_filter(found, query):
    index = SearchIndex.build(found)
    open_years = SearchQuery(query.text, topics=query.topics, types=query.types)
    results = index.search(open_years)
    by_key = {document.key: document for document in found}
    all_hits = index.search(
        SearchQuery(query.text, open_years.topics, open_years.types, per_page=200)
    )
    dated = sum(by_key[hit.key].year > 0 for hit in all_hits.hits)
    assert sum(results.counts.years.values()) == dated
    topics = sum(len(by_key[hit.key].topics) for hit in all_hits.hits)
    without = SearchQuery(query.text, types=query.types)
    if not query.topics:
        assert sum(index.search(without).counts.topics.values()) == topics


@settings(max_examples=40, deadline=None)
@given(documents, queries)
def test_pages_cover_every_hit_once(found, query):
    index = SearchIndex.build(found)
    keys = []
    for page in range(1, index.search(SearchQuery(query.text, per_page=2)).pages + 1):
        keys += [
            hit.key for hit in index.search(SearchQuery(query.text, page=page, per_page=2)).hits
        ]
    assert len(keys) == len(set(keys)) == index.search(SearchQuery(query.text)).total
