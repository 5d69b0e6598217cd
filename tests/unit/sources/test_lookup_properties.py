"""Properties of look-ups: any text is read in linear time, and any answer is handled."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.errors import SourceError, SourceRequestError, TooLargeError
from pprnet.identifiers import normalise_doi, normalise_pmcid, normalise_pmid
from pprnet.records import Record
from pprnet.sources.http import HttpClient
from pprnet.sources.lookup import (
    LOOKUP_KEYS,
    Identifier,
    IdKind,
    LookupAnswer,
    look_up_all,
    make_lookup,
    parse_identifiers,
)
from pprnet.sources.lookup.answer_assembly import (
    SentRecord,
    ask_in_halves,
    assemble_answer,
    request_batches,
)
from pprnet.sources.lookup.retraction_watch_file import file_version
from pprnet.sources.request_timing import RetryPolicy

ONCE = RetryPolicy(attempts=1, first_wait=0, longest_wait=0, jitter=0)
property_settings = settings(max_examples=80, deadline=None)
NORMAL = {
    IdKind.DOI: normalise_doi,
    IdKind.PMID: normalise_pmid,
    IdKind.PMCID: normalise_pmcid,
}

suffixes = st.text("abcXYZ0123456789-_.()/:", min_size=1, max_size=20)
dois = suffixes.map(lambda text: normalise_doi(f"10.5555/{text}")).filter(bool)
pmids = st.integers(10_000, 99_999_999).map(str)
identifiers = st.one_of(
    dois.map(lambda value: Identifier(IdKind.DOI, value)),
    pmids.map(lambda value: Identifier(IdKind.PMID, value)),
    pmids.map(lambda value: Identifier(IdKind.PMCID, f"PMC{value}")),
)
PRINTED = {
    IdKind.DOI: ("{}", "doi:{}", "DOI: {}", "https://doi.org/{}", "<{}>", "http://dx.doi.org/{}."),
    IdKind.PMID: ("{}", "PMID: {}", "pmid {}", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    IdKind.PMCID: ("{}", "PMCID: {}", "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
}
SEPARATORS = ("\n", " ", ", ", "; ", "\t", "\r\n\r\n", ",\n")
printed = st.tuples(identifiers, st.integers(0, 5), st.sampled_from(SEPARATORS))
pieces = st.sampled_from(
    ("10.5555/", "10.", "/", "https://doi.org/", "doi:", "PMID: ", "PMC", "1234", " ", "\n", "\n  ",
     ",", ";", ".", "(", ")", "<", ">", "]", "%2F", "%", "&amp;", "?doi=", "#", "é", "\ud800",
     "pmids ", "PMID:", "12,", "?term=", "）", "（", "：",
     "abc", "and", "-", "\u2011", "www.", "europepmc.org/", "1. ", "[1] ", "…")
)  # fmt: skip


@property_settings
@given(
    st.lists(st.tuples(identifiers, st.integers(0, 5), st.sampled_from(SEPARATORS)), max_size=30)
)
def test_every_identifier_is_read_in_any_printed_form(listed):
    """Forms of different kinds are mixed, with any separators between them."""
    text = ""
    for identifier, form, separator in listed:
        forms = PRINTED[identifier.kind]
        text += forms[form % len(forms)].format(identifier.value) + separator
    found = parse_identifiers(text)
    assert set(found.identifiers) == {identifier for identifier, _, _ in listed}
    assert found.references == ()


@property_settings
@given(st.lists(pieces, max_size=60).map("".join) | st.text(max_size=200))
def test_any_text_is_read(text):
    """Identifiers are in normal form, each once; what is read is found in the text."""
    try:
        found = parse_identifiers(text)
    except TooLargeError:
        return
    assert len(set(found.identifiers)) == len(found.identifiers)
    for each in found.read:
        assert NORMAL[each.identifier.kind](each.identifier.value) == each.identifier.value
        assert 1 <= each.line <= text.count("\n") + len(text.splitlines()) + 1
        assert each.identifier not in each.others
        assert each.text
    assert all(reference.text.strip() for reference in found.references)


@pytest.mark.parametrize("separator", ["", " ", "\n"])
@settings(max_examples=30, deadline=None)
@given(part=st.lists(pieces, min_size=1, max_size=4).map("".join))
def test_reading_takes_linear_time(separator, part):
    """Adversarial texts of the full length: parts of identifiers, repeated."""
    text = (part + separator) * (100_000 // (2 * len(part + separator)))
    text = text.encode("utf-8", "surrogatepass")[:99_000].decode("utf-8", "ignore")
    start = time.process_time()
    with suppress(TooLargeError):
        parse_identifiers(text)
    assert time.process_time() - start < 2.0


@property_settings
@given(st.lists(identifiers, max_size=40), st.integers(1, 9), st.integers(40, 400))
def test_batches_keep_all_identifiers_in_order(listed, size, longest):
    parts = list(request_batches(listed, size, longest=longest))
    assert [each for part in parts for each in part] == listed
    assert all(1 <= len(part) <= size for part in parts)


@property_settings
@given(st.lists(identifiers, max_size=12, unique=True), st.data())
def test_what_was_asked_for_is_found_or_missing_whatever_else_came(asked, data):
    sent = data.draw(st.lists(st.sampled_from(asked), max_size=12)) if asked else []
    others = data.draw(st.lists(identifiers, max_size=5))
    records = [
        Record(**{each.kind.value: each.value}, title=str(each)) for each in [*sent, *others]
    ]
    answer = assemble_answer(asked, data.draw(st.permutations([SentRecord(r) for r in records])))
    known = {*sent, *others}
    assert [record.title for record in answer.records] == [str(e) for e in asked if e in known]
    assert answer.missing == tuple(each for each in asked if each not in known)


@property_settings
@given(st.lists(identifiers, min_size=1, max_size=30, unique=True), st.data())
def test_refused_identifiers_hide_no_other(asked, data):
    refused = set(data.draw(st.lists(st.sampled_from(asked), max_size=2)))

    def ask(part):
        if refused.intersection(part):
            raise SourceRequestError("refused")
        return LookupAnswer(missing=tuple(part))

    if refused == set(asked):
        with pytest.raises(SourceRequestError):
            ask_in_halves(asked, ask, "Example")
        return
    answer = ask_in_halves(asked, ask, "Example")
    assert answer.missing == tuple(each for each in asked if each not in refused)
    assert len(answer.problems) == len(refused)


plain = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
names = st.sampled_from(
    ("status", "message", "items", "total-results", "hitCount", "resultList", "result", "DOI",
     "doi", "pmid", "pmcid", "id", "source", "title", "update-to", "updated-by", "type", "updated",
     "nextCursorMark", "commentCorrectionList", "commentCorrection", "pubTypeList", "pubType")
)  # fmt: skip
anything = st.recursive(
    plain | st.just("10.5555/a") | st.just("ok"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=6),
    max_leaves=20,
)
lists = st.lists(anything, max_size=4)
answers = st.one_of(
    st.binary(max_size=80),
    anything.map(lambda stated: json.dumps(stated).encode()),
    lists.map(
        lambda items: json.dumps(
            {"status": "ok", "message": {"total-results": len(items), "items": items},
             "hitCount": len(items), "resultList": {"result": items}}
        ).encode()
    ),
    st.sampled_from(
        (
            b"<eSearchResult><Count>1</Count><QueryKey>1</QueryKey><WebEnv>E</WebEnv></eSearchResult>",
            b"<eSearchResult><Count>0</Count></eSearchResult>",
            b"<PubmedArticleSet></PubmedArticleSet>",
            b"<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>",
            b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>12345</PMID>"
            b"</MedlineCitation></PubmedArticle></PubmedArticleSet>",
            b"<eFetchResult><ERROR>no</ERROR></eFetchResult>",
        )
    ),
)  # fmt: skip
ASKED = (Identifier(IdKind.DOI, "10.5555/a"), Identifier(IdKind.PMID, "12345"))


@pytest.mark.parametrize("key", LOOKUP_KEYS)
@property_settings
@given(bodies=st.lists(answers, min_size=1, max_size=4))
def test_any_answer_is_read_or_is_an_error_of_ours(key, bodies):
    given = iter(bodies * 20)
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, content=next(given)))
    policy = {"retry_policy": ONCE, "sleep": lambda _: None}
    with HttpClient("test@example.org", transport=transport, **policy) as client:
        service = make_lookup(key, client, keys={})
        try:
            answer = service.look_up(ASKED)
        except SourceError:
            return
        asked = set(ASKED)
        assert set(answer.missing) <= asked
        for record in answer.records:
            assert (record.doi, "doi") in {(each.value, each.kind) for each in asked} or (
                record.pmid == "12345"
            )
        combined = look_up_all(ASKED, [service])
    held = {each.identifier for each in combined.found}
    assert held | set(combined.missing) | set(combined.unanswered) == asked


@property_settings
@given(st.text(max_size=40) | anything.map(json.dumps))
def test_any_text_is_a_version_or_none(text):
    version = file_version(text)
    assert file_version(str(version)) == version
