"""The index itself, in memory, on Tantivy.

Input is never parsed as a query language: its words are searched for one by one, so that no
character that a reader may type is an error or an operator.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from math import ceil
from typing import Any

import tantivy
from tantivy import Occur

from pprnet.errors import InputError, VocabularyError
from pprnet.search.query_terms import (
    STEMMED,
    QueryTerms,
    fold_words,
    parse_query,
    stemmer,
    stems_of,
)
from pprnet.search.search_types import (
    MAX_PER_PAGE,
    Facets,
    ResultOrder,
    SearchDocument,
    SearchHit,
    SearchQuery,
    SearchResults,
)
from pprnet.search.snippets import snippets_of
from pprnet.search.spelling import Spelling
from pprnet.vocab import research_type, topic

FIELD_WEIGHTS = {
    "title": 3.0,
    "bottom_line": 2.0,
    "summary": 1.0,
    "implications": 1.2,
    "citation": 1.0,
    "authors": 2.0,
    "topic_names": 1.5,
    "type_names": 1.0,
}
"""Weight of a word by its field; set with the questions of the sample."""
EXACT_WORD_BOOST = 0.3
"""Weight of the exact word, added to that of its stem ("therapist" over "therapy")."""
TIE_BREAKER = 0.2
"""Weight of the fields other than the best one, 0-1."""
FACET_FIELDS = {"topics": "topics", "types": "types", "groups": "group", "years": "year"}
"""The filters of a query, by the field of the index."""
MAX_FACET_VALUES = 10_000
WRITER_HEAP_BYTES = 32_000_000


class SearchIndex:
    """An immutable index of documents; a change needs a new index."""

    def __init__(
        self,
        documents: Sequence[SearchDocument],
        searcher: tantivy.Searcher,
        schema: tantivy.Schema,
    ) -> None:
        """Keep the parts that `build` makes, see there."""
        self._documents = documents
        self._searcher = searcher
        self._schema = schema

    @classmethod
    def build(cls, documents: Iterable[SearchDocument]) -> SearchIndex:
        """Return an index of some documents.

        Args:
            documents: the documents, in any order, each with a key of its own.

        Raises:
            InputError: Two documents have one key.
        """
        ordered = sorted(documents, key=lambda document: (-document.month_ordinal, document.key))
        if len({document.key for document in ordered}) < len(ordered):
            raise InputError("search index: expected each document to have a key of its own")
        schema = _build_schema()
        index = tantivy.Index(schema)
        index.register_tokenizer(STEMMED, stemmer())
        writer = index.writer(heap_size=WRITER_HEAP_BYTES, num_threads=1)
        for place, document in enumerate(ordered):
            writer.add_document(tantivy.Document(**_index_fields(document, place)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return cls(ordered, index.searcher(), schema)

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._documents)

    @cached_property
    def spelling(self) -> Spelling:
        """Return the words of the documents, collected at the first unknown word."""
        return Spelling(
            text for document in self._documents for text in _searchable_texts(document)
        )

    def search(self, query: SearchQuery) -> SearchResults:
        """Return one page of results and the counts of the filters.

        Where the words find nothing, the most similar known words are searched for instead.

        Args:
            query: text and filters; any text is allowed, no character is an operator except quotes.
        """
        wanted = parse_query(query.text)
        results = self._answer(query, wanted)
        if results.total_without_filters or not wanted:
            return results
        suggestion = self.spelling.correct(wanted)
        corrected = self._answer(query, parse_query(suggestion)) if suggestion else results
        if not corrected.total_without_filters:
            return results
        return replace(corrected, suggestion=suggestion)

    def _answer(self, query: SearchQuery, wanted: QueryTerms) -> SearchResults:
        text_query = self._text_query(wanted)
        asked = self._filtered_query(text_query, query)
        places = self._places(asked, by_score=bool(wanted) and query.order != ResultOrder.NEWEST)
        size = min(max(query.per_page, 1), MAX_PER_PAGE)
        page = max(query.page, 1)
        marked = wanted.all_stems
        return SearchResults(
            total=len(places),
            hits=tuple(
                SearchHit(self._documents[at].key, score, snippets_of(self._documents[at], marked))
                for score, at in places[(page - 1) * size : page * size]
            ),
            counts=self._counts(text_query, query),
            total_without_filters=self._count(text_query) if query.is_filtered else len(places),
            page=page,
            pages=max(ceil(len(places) / size), 1),
        )

    def _text_query(self, wanted: QueryTerms) -> tantivy.Query:
        """Return a query for all phrases and any of the words."""
        if not wanted:
            # Input without words, such as a single quotation mark, matches everything.
            return tantivy.Query.all_query()
        parts = [(Occur.Must, self._phrase(phrase)) for phrase in wanted.phrases]
        words = [(Occur.Should, self._word(word)) for word in wanted.words]
        return tantivy.Query.boolean_query([*parts, *words])

    def _word(self, word: str) -> tantivy.Query:
        """Return a query for a word by its stem in each field; the best field counts most."""
        anywhere = [
            _boosted_query(tantivy.Query.term_query(self._schema, field, stem), weight)
            for field, weight in FIELD_WEIGHTS.items()
            for stem in stems_of(word)
        ]
        exactly = _boosted_query(
            tantivy.Query.term_query(self._schema, "words", word), EXACT_WORD_BOOST
        )
        best = tantivy.Query.disjunction_max_query(anywhere, TIE_BREAKER)
        return tantivy.Query.boolean_query([(Occur.Should, best), (Occur.Should, exactly)])

    def _phrase(self, phrase: Sequence[str]) -> tantivy.Query:
        """Return a query for words that follow each other in one field."""
        words: list[str | tuple[int, str]] = list(stems_of(" ".join(phrase)))
        return tantivy.Query.disjunction_max_query(
            [
                _boosted_query(tantivy.Query.phrase_query(self._schema, field, words), weight)
                for field, weight in FIELD_WEIGHTS.items()
            ],
            TIE_BREAKER,
        )

    def _filtered_query(
        self, text_query: tantivy.Query, query: SearchQuery, *, except_filter: str = ""
    ) -> tantivy.Query:
        """Return a query restricted by each filter that is set, except one."""
        clauses = [(Occur.Must, text_query)]
        for name, field in FACET_FIELDS.items():
            values = [_encodable_text(value) for value in getattr(query, name)]
            if values and name != except_filter:
                chosen = tantivy.Query.term_set_query(self._schema, field, values)
                clauses.append((Occur.Must, tantivy.Query.const_score_query(chosen, 0.0)))
        return tantivy.Query.boolean_query(clauses)

    def _places(self, query: tantivy.Query, *, by_score: bool) -> list[tuple[float, int]]:
        """Return score and position of all results, in order; newer documents come first."""
        found = self._searcher.search(query, limit=max(len(self), 1), count=False).hits
        places = self._searcher.fast_field_values("place", [address for _, address in found])
        scored = [
            (round(float(score), 6) if by_score else 0.0, int(place or 0))
            for (score, _), place in zip(found, places, strict=True)
        ]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1]))

    def _counts(self, text_query: tantivy.Query, query: SearchQuery) -> Facets:
        """Return the count of each value of each filter, with the other filters applied."""
        counts = {
            name: self._values(self._filtered_query(text_query, query, except_filter=name), field)
            for name, field in FACET_FIELDS.items()
        }
        years = {int(year): count for year, count in counts["years"].items()}
        return Facets(counts["topics"], counts["types"], counts["groups"], years)

    def _values(self, query: tantivy.Query, field: str) -> dict[str, int]:
        terms = {"values": {"terms": {"field": field, "size": MAX_FACET_VALUES}}}
        buckets = self._searcher.aggregate(query, terms)["values"]["buckets"]
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets}

    def _count(self, query: tantivy.Query) -> int:
        return len(self._searcher.search(query, limit=max(len(self), 1), count=False).hits)


def _encodable_text(value: object) -> str:
    """Return the value of a filter as text that can be encoded as UTF-8."""
    return str(value).encode("utf-8", "replace").decode()


def _boosted_query(query: tantivy.Query, weight: float) -> tantivy.Query:
    """Return a query with a weight."""
    return tantivy.Query.boost_query(query, weight)


def _build_schema() -> tantivy.Schema:
    """Return the fields: stemmed text, unstemmed words, and values to filter and count."""
    builder = tantivy.SchemaBuilder()
    for field in FIELD_WEIGHTS:
        builder.add_text_field(field, tokenizer_name=STEMMED)
    builder.add_text_field("words", tokenizer_name="whitespace")
    for field in FACET_FIELDS.values():
        builder.add_text_field(field, tokenizer_name="raw", fast=True, index_option="basic")
    builder.add_integer_field("place", fast=True)
    return builder.build()


def _index_fields(document: SearchDocument, place: int) -> dict[str, Any]:
    """Return a document as fields of the index, text folded."""
    texts = {field: fold_words(getattr(document, field, "")) for field in FIELD_WEIGHTS}
    names = {"topic_names": topic_names(document), "type_names": type_names(document)}
    texts |= {field: fold_words(" ".join(text)) for field, text in names.items()}
    return {
        **texts,
        "words": " ".join(texts.values()),
        "topics": list(document.topics),
        "types": list(document.types),
        "group": [document.group] if document.group else [],
        "year": [str(document.year)] if document.year else [],
        "place": place,
    }


def _searchable_texts(document: SearchDocument) -> list[str]:
    """Return every text by which a document can be found."""
    fields = ("title", "bottom_line", "summary", "implications", "citation", "authors")
    texts = [getattr(document, field) for field in fields]
    return [*texts, *topic_names(document), *type_names(document)]


def topic_names(document: SearchDocument) -> list[str]:
    """Return labels and synonyms of a document's topics in both languages.

    Args:
        document: the document; an unknown topic counts by its key.
    """
    names: list[str] = []
    for key in document.topics:
        try:
            term = topic(key)
        except VocabularyError:
            names.append(key)  # an index may be older than the vocabulary; the key still finds it
        else:
            names += [term.label, term.label_fr, *term.synonyms]
    return names


def type_names(document: SearchDocument) -> list[str]:
    """Return labels and synonyms of a document's types of research in both languages.

    Args:
        document: the document; an unknown type counts by its key.
    """
    names: list[str] = []
    for key in document.types:
        try:
            term = research_type(key)
        except VocabularyError:
            names.append(key)
        else:
            names += [term.label, term.plural, term.label_fr, *term.synonyms]
    return names
