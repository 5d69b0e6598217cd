"""Which of several numbers is that of the people or studies; all texts are invented."""

from __future__ import annotations

import pytest

from pprnet.extraction.counts.participants import extract_participants
from pprnet.extraction.counts.studies import extract_studies
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import whole_numbers
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words

PEOPLE = {
    "We followed 12 345 patients.": 12345,
    "We followed 12\u2009345 patients.": 12345,
    "We followed 12\u202f345 patients.": 12345,
    "We followed 12\u00a0345 patients.": 12345,
    "We followed 12'345 patients.": 12345,
    "We followed 12’345 patients.": 12345,
    "We followed 12ʼ345 patients.": 12345,
    "We followed 12′345 patients.": 12345,
    "We followed 1'234'567 people in a register.": 1234567,
    "Of 'group 12' 345 clients were followed.": 345,
    "We followed 1 234 567 people in a register.": 1234567,
    "In 2019 345 patients were followed.": 345,
    "In study 1 120 students were followed.": 120,
    "We followed 10^3 patients in routine care.": 1000,
    "We followed 1.2 × 10⁴ patients in routine care.": 12000,
    "412 patients were eligible, 301 consented, and 298 were randomised.": 298,
    "Of 1,245 people screened, 412 were eligible; 298 were randomised to two arms.": 298,
    "We assessed 412 clients for eligibility; 298 were randomly allocated.": 298,
    "Questionnaires were sent to 1000 therapists, of whom 412 replied.": 412,
    "An invitation was emailed to 1200 psychologists; 310 returned the survey.": 310,
    "A power analysis showed that 128 participants were needed. In all, 131 took part.": 131,
    "The planned sample size was 400; 212 participants were randomised.": 212,
    "Forty couples (N = 80 individuals) were randomised.": 80,
    "Sixty dyads (120 participants) were enrolled.": 120,
    "Forty couples were randomised to two treatments.": 40,
    "Data of 64 of 237 eligible clients were analysed.": 64,
    "We will randomise 200 adults to group therapy or wait list.": 200,
}
NOTATIONS_AND_WORDINGS = {
    "Data of 1.2 million users were analysed.": 1200000,
    "We surveyed 12 thousand adults.": 12000,
    "Ten adults aged 18-65 took part.": 10,
    "210 of 450 screened clients were randomised.": 210,
    "We screened 612 clients and enrolled 204.": 204,
    "We screened 612 clients; 204 clients enrolled and 151 completed.": 204,
    "Among 612 students approached, 204 completed the survey.": 204,
    "We emailed 2,500 therapists and received 731 responses.": 731,
    "Surveys were mailed to 2,500 therapists and 731 were returned.": 731,
    "731/2500 therapists (29%) returned the form.": 731,
    "The response rate was 29% (731 of 2,500 therapists).": 731,
    "Invitations went to 2,500 therapists; the final sample was 731.": 731,
    "After exclusion of 52 participants, 731 remained.": 731,
    "After excluding 52 participants with gaps, 731 participants were analysed.": 731,
    "Of 783 respondents, 52 were excluded, leaving 731 for analysis.": 731,
    "Of 783 respondents, 52 were excluded, leaving a final sample of 731.": 731,
    "Of 783 randomised clients, 52 were excluded, leaving 731 for analysis.": 783,
    "Of 4095 adults, 2187 (53.4%) remained worried.": 4095,
    "Of 200 clients, 131 responded to treatment.": 200,
    "52 therapists treated 310 clients.": 310,
    "The intention-to-treat sample included 180 clients, the per-protocol sample 151.": 180,
    "151 of 180 clients (84%) completed the follow-up.": 180,
    "Follow-up data were available for 151 of 180 clients.": 180,
    "Fifty married couples completed questionnaires.": 50,
}
PLANNED_AND_REACHED = {
    "We aimed to recruit 200 but 131 enrolled.": 131,
    "We aimed to recruit 200 clients, but only 131 were enrolled.": 131,
    "We sought to enrol 200 clients but reached 131.": 131,
    "We set out to recruit 200 people and recruited 131.": 131,
    "We planned to enrol 200 clients and enrolled 212.": 212,
    "A planned sample of 200; 131 were recruited.": 131,
    "Of a planned 200 participants, 131 were recruited.": 131,
    "The target was 200 participants. In the end, 131 were recruited.": 131,
    "Recruitment fell short of the target of 200 clients: 131 were randomised.": 131,
    "A sample of 200 was needed; 131 were enrolled.": 131,
    "We recruited 131 of 200 planned participants.": 131,
    "The trial closed early with 131 of the planned 200 clients.": 131,
    "We enrolled 131 clients (target N = 200).": 131,
    "131 clients were enrolled against a target of 200.": 131,
    "We aimed to recruit 100 couples; 80 couples were recruited.": 80,
    "We aimed to recruit 200 clients (100 per arm). Recruitment ended at 131 clients.": 131,
    "The recruitment target was 200; the trial stopped with 131 participants.": 131,
    "We aimed to recruit 200 clients. The trial ended after 12 sessions.": 200,
    "We aim to recruit 200 clients.": 200,
    "The target sample is 200 participants.": 200,
    "Our target participants were 120 nurses.": 120,
    "We aimed to compare two therapies in 131 clients with grief; 40 women dropped out.": 131,
}
OWN_SAMPLE_AND_HOST = {
    "85 clients drawn from a larger trial (N = 300).": 85,
    "Eighty-five clients were drawn from a larger trial with 300 clients.": 85,
    "Participants (N = 85) were drawn from a larger trial (N = 300).": 85,
    "We studied 85 clients of a parent trial (N = 300).": 85,
    "The sample comprised 85 clients of a cohort study (N = 300).": 85,
    "A subsample (n = 85) of a larger trial (N = 300) was coded.": 85,
    "A subsample (n = 85) of participants in a randomised trial (N = 300) was coded.": 85,
    "From a larger trial (N = 300), 85 clients were selected.": 85,
    "From a larger sample of 300 clients, 85 were selected for this study.": 85,
    "From a trial of 300 clients, we selected 85.": 85,
    "A subset of 85 of the 300 participants in the main trial was studied.": 85,
    "We interviewed 85 of 300 trial participants.": 85,
    "In this substudy of a multicentre trial (N = 300), 85 clients were interviewed.": 85,
    "Nested in a trial (N = 300), we interviewed 85 clients.": 85,
    "This study nested in a trial (N = 300) explored the views of 20 clients.": 20,
    "Nested in a trial of 300 adults, it reports interviews with 24 therapists.": 24,
    "Of the 300 clients in the trial, 85 were interviewed.": 85,
    "Of the 300 clients in the original trial, 85 were interviewed.": 85,
    "Of 300 trial participants, 85 were interviewed.": 85,
    "Interviews were held with 85 clients who had taken part in a trial (N = 300).": 85,
    "Clients with panic (N = 85) who took part in a multicentre trial (N = 300) were seen.": 85,
    "Clients who took part in a randomised trial (N = 300) were seen again.": 300,
    "Eighty-five of the 300 trial participants gave an interview.": 85,
    "Embedded in a trial (N = 300), a qualitative study with 85 clients was done.": 85,
    "The parent trial included 300 adults; the present study used data from 85.": 85,
    "Data are from a randomised controlled trial (N = 300).": 300,
    "We used data from a trial (N = 300); 85 clients dropped out.": 300,
    "In a randomised trial (N = 300), clients received two therapies.": 300,
}
STUDIES = {
    "Individual data of 13 of 16 eligible trials were pooled.": 13,
    "Data were obtained from 13 out of 16 trials.": 13,
    "Individual data from 13/16 eligible trials were analysed.": 13,
    "We included 16 trials. Harm was reported in 3 of 16 trials.": 16,
    "Of 16 eligible trials, 13 provided data.": 13,
    "13 (81%) of 16 eligible trials shared data.": 13,
    "We received data of 13 (81%) of 16 trials.": 13,
    "Of the sixteen eligible trials, thirteen provided individual data (2000 clients).": 13,
    "Of 16 eligible trials, data of 13 were available.": 13,
    "Of 16 eligible trials, three did not provide data; 13 were analysed.": 13,
    "Of 16 eligible trials, 3 were excluded, leaving 13 for analysis.": 13,
    "Sixteen trials were eligible, of which 13 provided data.": 13,
    "Sixteen trials were found, but only 13 had usable data.": 13,
    "We identified 16 eligible trials; authors of 13 shared data.": 13,
    "From 16 eligible studies, we obtained data from 13.": 13,
    "Of 160 articles, 16 were eligible and 13 were included.": 13,
    "From 1,600 records, 16 trials were identified, 13 of which were included.": 13,
    "Of 16 eligible trials, 13 had a low risk of bias.": 16,
    "Of 16 eligible trials, 13 included a control group.": 16,
    "Of 16 eligible trials, 13 provided data on harm.": 16,
    "Of 16 included trials, 13 provided data on dropout.": 16,
    "We included 16 trials; 13 provided data on harm.": 16,
}


def stream_of(text: str) -> TokenStream:
    """Return the words of an abstract."""
    return TokenStream.from_tokens("abstract", text, tokenize_words(text))


@pytest.mark.parametrize(
    ("text", "people"),
    (PEOPLE | NOTATIONS_AND_WORDINGS | PLANNED_AND_REACHED | OWN_SAMPLE_AND_HOST).items(),
)
def test_the_number_of_people_is_that_of_the_sample(text: str, people: int) -> None:
    found = extract_participants(stream_of(text))
    assert found is not None
    assert found.value == people


@pytest.mark.parametrize(("text", "studies"), STUDIES.items())
def test_the_number_of_studies_is_that_of_those_included(text: str, studies: int) -> None:
    found = extract_studies(stream_of(text))
    assert found is not None
    assert found.value == studies


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("10^3", [1000]),
        ("10³", [1000]),
        ("2 × 10^3", [2000]),
        ("0.5 × 10^-3", []),
        ("1.2 million", [1200000]),
        ("12 thousand", [12000]),
        ("12 345,678", [12, 345678]),
        ("12 34", [12, 34]),
        ("12'345", [12345]),
        ("12’345.60", []),
        ("12'34", [12, 34]),
        ("'12' 345", [12, 345]),
        ("2019 345", [2019, 345]),
    ],
)
def test_a_count_is_read_in_each_notation(text: str, values: list[int]) -> None:
    assert [number.value for number in whole_numbers(tokenize_words(text), text)] == values
