"""Names and years of a text against the citation of its source; all of them are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet.claims import ClaimSeverity, SourceText, Verdict
from pprnet.claims.names.name_checks import check_names
from pprnet.claims.names.source_authors import read_source_authors

CITATION = SourceText(
    "citation",
    "Exemplar, A. B., Müstermann, C., & Placeholder-Smith, D. (2014). A title in Testing. Journal.",
)
ABSTRACT = SourceText("abstract", "We compared Exemplary Training with usual care in Testville.")

SUPPORTED = [
    "Exemplar and colleagues (2014) compared two arms.",
    "Exemplar et al. found it.",
    "For Exemplar, Müstermann and Placeholder-Smith, CBT helps.",
    "The group around Exemplar says so. Testville is a town.",
    "L'essai d'Exemplar et ses collègues (2014) compare deux groupes.",
    "Exemplar's team agrees.",
]
ERRORS = [
    ("Exemplaar and colleagues (2014) compared two arms.", "Exemplaar", "spelling"),
    ("Exemplar and colleagues (2015) compared two arms.", "2015", "other-year"),
    ("Otherman and colleagues (2014) compared two arms.", "Otherman", "other-author"),
    ("Exemplar and Otherman think so.", "Otherman", "other-author"),
    ("Otherman and Exemplar think so.", "Otherman", "other-author"),
    ("Selon Exemplar et Müsterman, il faut d'autres essais.", "Müsterman", "spelling"),
    ("Here Placeholder-Smyth speaks.", "Placeholder-Smyth", "spelling"),
    ("Exemplar and co-authors (2013) compared two arms.", "2013", "other-year"),
]


def found(text, *sources):
    return list(check_names(text, read_source_authors(sources or (CITATION, ABSTRACT))))


@pytest.mark.parametrize("text", SUPPORTED)
def test_names_of_the_source_are_supported(text):
    assert {finding.verdict for finding in found(text)} <= {Verdict.SUPPORTED}


@pytest.mark.parametrize(("text", "word", "reason"), ERRORS)
def test_wrong_names_and_years_are_errors_at_their_place(text, word, reason):
    errors = [each for each in found(text) if each.severity is ClaimSeverity.ERROR]
    assert [(text[e.claim.start : e.claim.end], e.reason) for e in errors] == [(word, reason)]


def test_a_lost_umlaut_is_advice():
    [finding] = [f for f in found("Exemplar and Mustermann agree.") if f.reason]
    assert (finding.severity, finding.stated) == (ClaimSeverity.ADVICE, "Müstermann")


def test_another_publication_is_background():
    findings = found("Otherman (1999) had found the opposite.")
    assert {f.severity for f in findings} == {ClaimSeverity.NONE}
    assert {f.reason for f in findings} == {"other-publication"}


def test_without_a_citation_names_are_not_found_and_nothing_is_wrong():
    findings = found("Otherman and colleagues (2014) compared two arms.", ABSTRACT)
    assert {f.verdict for f in findings} == {Verdict.NOT_FOUND}
    assert {f.severity for f in findings} == {ClaimSeverity.NONE}


def test_words_at_the_start_of_a_sentence_are_no_names():
    assert not found("Exemplary work. Testers and patients agreed. Both improved.")


@given(st.text(max_size=300))
def test_any_text_gives_findings_within_it(text):
    for finding in found(text):
        assert 0 <= finding.claim.start < finding.claim.end <= len(text)
