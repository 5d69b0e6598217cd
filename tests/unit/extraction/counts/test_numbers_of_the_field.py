"""People and studies in the wordings of psychotherapy research; all texts are invented."""

from __future__ import annotations

import pytest

from pprnet.extraction import extract_signals
from pprnet.extraction.counts.participants import extract_participants
from pprnet.extraction.counts.studies import extract_studies
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words
from pprnet.records import Record

CLIENTS_AND_THEIR_THERAPISTS = {
    "We followed 1,435 clients seen by 58 therapists at 12 centres.": 1435,
    "Fifty-eight therapists at 12 centres treated 1,435 clients.": 1435,
    "Ten example therapists in six clinics treated 19 patients with 24 sessions each.": 19,
    "The sample was N = 17 trainee therapists treating N = 30 patients.": 30,
    "Clients (n = 67) and their therapists (n = 27) completed a measure of attachment.": 67,
    "Participants were 68 clients and 27 therapists at a training clinic.": 68,
    "Data came from 4,676 clients and 204 therapists.": 4676,
    "Surveys were completed by 9 therapists every 6 weeks for 50 patients.": 50,
    "The multilevel data comprised 5,613 sessions of 120 patients treated by 35 therapists.": 120,
    "Twenty-five therapists, each with at least 10 patients, saw 614 patients in all.": 614,
    "A survey of 243 therapists asked how they end treatments.": 243,
    "Therapists (N = 243) rated how often they repair ruptures.": 243,
    "Twelve trainees were interviewed about supervision.": 12,
    "We interviewed 12 therapists and 10 clients about ruptures.": 22,
    "Sixteen supervisors and 21 supervisees took part in focus groups.": 37,
}
ROUTINE_CARE = {
    "Archival data of 4,676 clients were analysed.": 4676,
    "Archival data from a training clinic (N = 612) were analysed.": 612,
    "The routine data of 10 842 outpatients were used.": 10842,
    "Of the 4,812 patients identified, 931 had complete records.": 931,
    "Of 2,310 clients referred, 1,204 provided data at two or more sessions.": 1204,
    "Fifty-one patients were deemed suitable for therapy and 31 accepted treatment.": 31,
    "Records of 512 patients who ended treatment in one clinic were reviewed.": 512,
    "Outcomes of 212 heroin addicts were followed for 20 years.": 212,
    "We studied 86 treatment dropouts in a private practice.": 86,
    "Participants were 318 consumers of community services.": 318,
    "Forty-six women completed the Example Depression Inventory on admission.": 46,
    "Before treatment, 38 GAD patients completed two emotion tasks.": 38,
    "Thirty-eight patients completed treatment.": 38,
    "Fourteen participants, both completers and non-completers, were interviewed.": 14,
    "In all, 6,146 cases were closed, with data at intake and end.": 6146,
    "One-hundred and twenty-four attendees of a day hospital were assessed.": 124,
    "In this study 33 randomly selected acute day hospital patients filled in a checklist.": 33,
    "The final sample consisted of 287.": 287,
    "The sample (61 women, 39 men) came from one clinic.": 100,
}
DYADS_AND_SESSIONS = {
    "N = 28 dyads were studied over 16 sessions.": 28,
    "A sample of 60 therapist-patient pairs rated the alliance.": 60,
    "Thirty-one client-therapist dyads gave ratings after each of 12 sessions.": 31,
    "We coded 240 sessions of 40 clients.": 40,
    "We coded sessions (n = 240) of 40 clients.": 40,
    "Ratings of 1,250 sessions from 96 clients were used.": 96,
    "In 45 couples (90 partners) satisfaction rose.": 90,
    "Sixty-six clients rated 312 rupture episodes.": 66,
    "We coded 512 client statements in 24 clients.": 24,
}
ARMS_SUMS_AND_WHOLES = {
    "Twenty-eight women entered. Nineteen were randomly assigned to A; 9, to B.": 28,
    "Of the 20 subjects that completed treatment, 9 were randomly assigned to A and 11 were "
    "randomly assigned to B.": 20,
    "The treatment condition (53 children, mean age = 10.5 years) and control condition (54 "
    "children, mean age = 10.0 years) were compared.": 107,
    "Memory was tested in 52 panic patients, 56 of their siblings, and 73 comparison people.": 181,
    "We gave two doses in 24 and 16 subjects, respectively.": 40,
    "Fourteen panic patients and 13 healthy adults were tested.": 27,
    "Fourteen BPD and 13 healthy adults were tested.": 27,
    "The first cohort had A (n = 6) or placebo (n = 2), the second A (n = 6) or placebo (n = 2). "
    "Sixteen patients with worry took part.": 16,
    "Clients received A (n = 315). Others had A and B (n = 284). Subjects were 599 clients.": 599,
    "We compared 40 clients in group therapy, 38 in single therapy and 41 on waiting lists.": 119,
    "Ninety clients were randomised to three groups of 30 clients each.": 90,
    "A total of 76 clients with worry and 20 clients with grief were treated in a day clinic.": 96,
    "A total of 328 participants (164 survivors and 164 carers) took part.": 328,
    "Of the 106 participants randomised, follow-up data on 102 were obtained.": 106,
    "Twenty subjects were randomly assigned to 1 g of oil; 10 subjects were given placebo.": 30,
    "Fourteen subjects were randomised to A; 16, to B; and 15, to C. Ten dropped out.": 45,
    "Overall, 493 smokers were randomised to the drug and 166 to placebo.": 659,
    "We compared 107 clients who had group therapy and 113 who had none.": 220,
    "Fifty-five healthy adults gave samples of hair.": 55,
    "We compared 55 healthy adults and 40 patients with panic.": 95,
    "We studied 144 randomised participants (51 females, 40%) twice.": 144,
    "Treatment helped adults (n = 20), above all completers (n = 13). Of 13 completers, 12 had no "
    "diagnosis.": 20,
    "The sample (N = 30; 15 couples) consisted of 66 % men and 34 % women.": 30,
    "We studied 79 people before treatment and 42 people at posttreatment.": 79,
}
NUMBERS_OF_OTHER_THINGS = {
    "Patients were seen in groups of 6-8 patients for 36 weekly sessions.": None,
    "Effects came from samples of 1654 to 20,556 participants.": None,
    "Around 400 per 100,000 people harm themselves.": None,
    "Clients had a mean age of 34 and 12 sessions of therapy.": None,
    "Scores fell from 28 to 12 and patients were satisfied.": None,
    "In 1998 patients were followed; I n 1998 the law changed.": None,
    "The 21-item scale was given at 3 and 12 months.": None,
    "Therapy is offered for 16 weeks, 2 hours a week, to depressed adults.": None,
    "Eligible were adults aged 18 and older patients with a score above 14.": None,
    "All abstracts were screened (n = 376).": None,
    "The DSM-IV and ICD 10 patients of 12 sites were alike.": None,
    "Each therapist may see up to 12 patients a week.": None,
    "Adults (mean age = 56 ± 9.1) were randomly assigned to yoga.": None,
    "In a 15-center, randomised trial, outpatients were treated.": None,
    "Of these, 8 were randomised controlled trials.": None,
    "As many as half drop out.5 People with worry often do.": None,
    "Of 10,067 abstracts screened, 101 full articles were retrieved and 33 met criteria.": None,
}
SINGLE_CASES = {
    "This single case study describes schema therapy with a young man.": 1,
    "This case study presents the treatment of a 34-year-old woman with panic.": 1,
    "The case of a client with grief is presented. The client had 20 sessions.": 1,
    "We present the case of Example, a student with panic, who was seen for 14 sessions.": 1,
    "A single-case experimental design was used with an adult with panic.": 1,
    "A systematic case study (N = 1) of emotion work is reported.": 1,
    "We describe two case examples of exposure. The first case is a man with panic.": 2,
    "Three case studies illustrate the model.": 3,
    "In a case series of six adults, compassion work was tested.": 6,
    "A case series (n = 7) of teenagers is reported.": 7,
    "A multiple baseline design was used across five participants.": 5,
    "A 12-year-old boy was treated with exposure.": 1,
    "In the case of a relapse, a booster session was offered.": None,
    "A case-control design was used.": None,
}
REVIEWS = {
    "We included 52 studies with 4,734 depressed patients in this meta-analysis.": 4734,
    "Fourteen studies (total n = 603) were included in the meta-analysis.": 603,
    "In this meta-analysis, 70 studies (92 comparisons) with 5,403 patients were used. One study "
    "with 40 patients found harm.": 5403,
    "This meta-analysis used 24 trials (N = 2,310). Drugs helped (3 RCTs, n = 101), as did sleep "
    "advice (2 RCTs, n = 62).": 2310,
    "This systematic review found ten trials. Anger fell (n = 22, 1 RCT), harm rose (n = 38, 1 "
    "RCT).": None,
    "A meta-analysis of 31 studies, totalling 6,043 participants, was done.": 6043,
    "Across 14 samples (k = 14, N = 1,812), alliance told outcome in this meta-analysis.": 1812,
}
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


OF_RECORDS = [
    ("Worry in clients", "A literature search found ten trials.", "k_studies", "10"),
    ("Worry in clients", "We asked 40 clients. In ten trials worry fell.", "k_studies", ""),
    ("Worry: a narrative review", "A case example of a client is given.", "n_participants", ""),
    ("Worry: a narrative review", "We studied 59 clients with worry.", "n_participants", "59"),
    ("Worry: a commentary", "The trial by Example (2019) had 59 clients.", "n_participants", ""),
]
"""Title, abstract, kind of signal and its value, which depend on the type that is read."""


def people(text: str) -> int | None:
    """Return the number of people that an abstract states."""
    found = extract_participants(TokenStream.from_tokens("abstract", text, tokenize_words(text)))
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "number"),
    (
        CLIENTS_AND_THEIR_THERAPISTS
        | ROUTINE_CARE
        | DYADS_AND_SESSIONS
        | ARMS_SUMS_AND_WHOLES
        | NUMBERS_OF_OTHER_THINGS
        | SINGLE_CASES
        | REVIEWS
    ).items(),
)
def test_the_number_of_people_is_that_of_all(text: str, number: int | None) -> None:
    assert people(text) == number


def studies(text: str) -> int | None:
    """Return the number of studies that an abstract states."""
    found = extract_studies(TokenStream.from_tokens("abstract", text, tokenize_words(text)))
    return found.value if found else None


@pytest.mark.parametrize(("text", "number"), (INCLUDED | FOUND_AND_INCLUDED | NO_REVIEW).items())
def test_the_number_of_studies_is_that_of_the_review(text: str, number: int | None) -> None:
    assert studies(text) == number


@pytest.mark.parametrize(("title", "abstract", "kind", "number"), OF_RECORDS)
def test_a_number_of_a_record_fits_its_type(
    title: str, abstract: str, kind: str, number: str
) -> None:
    signals = extract_signals(Record(title=title, abstract=abstract))
    assert [one.value for one in signals if one.kind == kind] == ([number] if number else [])
