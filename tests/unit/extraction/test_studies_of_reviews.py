"""The studies of a review in the wordings of the field; all texts are invented."""

from __future__ import annotations

import pytest

from pprnet.extraction.counts.studies import extract_studies
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words

INCLUDED = {
    "The search gave 512 records; 14 met inclusion criteria.": 14,
    "Data from 33 randomised studies were pooled.": 33,
    "Effects were pooled (k = 22).": 22,
    "We pooled k = 22 studies of alliance.": 22,
    "Twenty-six trials compared CBT with waiting lists.": 26,
    "Alliance predicted outcome across 14 samples.": 14,
    "Across 14 independent samples (N = 1,812), alliance predicted outcome.": 14,
    "Results of 375 controlled evaluations of counselling were coded and integrated.": 375,
    "We synthesised the findings of 9 qualitative studies.": 9,
    "Seventeen RCTs (2,310 participants) were eligible.": 17,
    "The review covers 48 published and unpublished reports.": 48,
    "A total of 61 studies yielding 230 effect sizes were analysed.": 61,
    "N = 22 studies were included, with 1,200 clients.": 22,
    "Ten small (total n = 554), short, randomised studies gave usable data.": 10,
    "The analysis included 70 studies (92 comparisons) with 5403 patients.": 70,
    "Nine meta-analyses were reviewed.": 9,
    "The umbrella review drew on 16 systematic reviews.": 16,
    "We meta-analysed 201 studies in which alliance was measured.": 201,
    "The search strategy yielded a total of eight studies.": 8,
    "Of 781 articles found, 14 met the criteria and a further 4 were found by hand. All 18 "
    "articles included were in English.": 18,
    "Fourteen studies were identified in three databases.": 14,
    "Forty-one papers, reporting on 35 studies, were included.": 35,
    "There were 19 studies, representing 11 cohorts, meeting the review criteria.": 19,
    "Only three studies were appropriate for review.": 3,
    "Two studies met the inclusion criteria.": 2,
    "Eleven experiments on expectancy were integrated.": 11,
}
FOUND_AND_INCLUDED = {
    "We identified 269 meta-analyses and reviewed of those a sample of 106 meta-analyses. Eleven "
    "studies compared response rates.": 106,
    "A total of 545 articles were retrieved. In total, 12 articles were relevant, with 6 on "
    "prevention.": 12,
    "686 articles were identified. On this basis, 18 of the 35 studies were selected.": 18,
    "Of the 2,067 hits, only 22 met criteria.": 22,
    "All abstracts were screened (n = 376), with 49 studies assessed for eligibility and 10 "
    "studies included.": 10,
    "The search yielded 1,204 articles, of which 31 were included.": 31,
    "Out of 2,310 articles, 31 studies met our criteria.": 31,
    "Searches identified 95 papers. Twenty-three papers met the criteria.": 23,
    "A total of 52 abstracts were reviewed. After a second screen, 14 met inclusion criteria.": 14,
    "The 31 studies included in the review comprised 12 trials and 19 cohort studies.": 31,
    "We located 64 trials, 40 of which could be used in the meta-analysis.": 40,
}
NO_REVIEW = {
    "In two RCTs, the therapy reduced self-harm.": None,
    "Outcome was compared with five previous RCTs.": None,
    "One study found harm (n = 40, 1 RCT).": None,
    "Participants were assigned to 38 phenelzine and 34 placebo trials.": None,
    "We compared two samples of clients.": None,
    "Clients completed 40 trials of a reaction task.": None,
    "In study 2, three samples of students were tested.": None,
}


def studies(text: str) -> int | None:
    """Return the number of studies that an abstract states."""
    found = extract_studies(TokenStream.from_tokens("abstract", text, tokenize_words(text)))
    return found.value if found else None


@pytest.mark.parametrize(("text", "number"), (INCLUDED | FOUND_AND_INCLUDED | NO_REVIEW).items())
def test_the_number_of_studies_is_that_of_the_review(text: str, number: int | None) -> None:
    assert studies(text) == number
