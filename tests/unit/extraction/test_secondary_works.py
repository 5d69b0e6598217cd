"""What a text is, where its title speaks of another work; all titles are invented."""

from __future__ import annotations

import pytest

from pprnet.extraction import SignalKind, extract_signals
from pprnet.records import Record

ABSTRACT = "We randomised 300 patients to brief therapy or usual care. The outcome was worry."
NOTICES = (
    'Comment on "A randomised controlled trial of brief therapy"',
    "Commentary: a randomised trial of brief therapy",
    "Invited commentary on the randomised trial of brief therapy",
    "Reply to Example et al.: brief therapy in a randomised trial",
    "Authors\u2019 reply: brief therapy in a randomised trial",
    "Response to comments on a randomised trial of brief therapy",
    "Response to Sample et al. (2020) on a randomised trial",
    "A randomised trial of brief therapy: reply to Example",
    "A randomised trial of brief therapy (Erratum)",
    "Correction to: Brief therapy: a randomised controlled trial",
    "Correction: Brief therapy: a randomised controlled trial",
    "Author Correction: Brief therapy: a randomised controlled trial",
    "Corrigendum to \u2018Brief therapy: a randomised controlled trial\u2019",
    "Erratum to: an umbrella review of meta-analyses of brief therapy",
    "Retraction: Brief therapy: a randomised controlled trial",
    "Retraction notice to \u201cBrief therapy: a meta-analysis\u201d",
    "Expression of concern: Brief therapy: a randomised trial",
    "Editorial: do we need another randomised trial?",
    "Letter to the editor: randomised trials of brief therapy",
    "Re: Brief therapy: a randomised controlled trial",
    "Correction to: Brief therapy: study protocol for a randomised trial",
)
STUDIES = (
    "Correction of biased attention: a randomised controlled trial",
    "Response to brief therapy: a randomised controlled trial",
    "Commenting on homework: a randomised controlled trial",
    "RETRACTED: Brief therapy: a randomised controlled trial",
    "Letters of hope: a randomised controlled trial",
    "Retraction of complaints: a randomised controlled trial",
)
WITHIN = {
    "Alliance growth nested in the SAMPLE trial": "process-study",
    "Views of therapy: a qualitative study nested in a randomised trial": "qualitative-study",
    "Worry and attendance: secondary analysis of a randomised trial": "process-study",
}


def type_of(title: str, abstract: str = ABSTRACT) -> str:
    """Return the key of the research type of a work, empty for none."""
    signals = extract_signals(Record(title=title, abstract=abstract))
    return next((one.value for one in signals if one.kind is SignalKind.RESEARCH_TYPE), "")


@pytest.mark.parametrize("abstract", [ABSTRACT, ""])
@pytest.mark.parametrize("title", NOTICES)
def test_a_notice_is_not_the_work_it_is_about(title: str, abstract: str) -> None:
    assert type_of(title, abstract) == "theory-or-commentary"


@pytest.mark.parametrize("title", STUDIES)
def test_a_study_with_such_a_word_is_a_study(title: str) -> None:
    assert type_of(title) == "randomised-trial"


@pytest.mark.parametrize(("title", "key"), WITHIN.items())
def test_a_study_within_a_trial_is_not_the_trial(title: str, key: str) -> None:
    assert type_of(title, "Ratings of 120 clients were analysed.") == key


@pytest.mark.parametrize(
    "abstract",
    [
        "Participants were 85 clients who had been randomised to one arm of a larger trial.",
        "Data are from a randomized controlled trial. We modelled growth in 120 clients.",
        "The sample was part of a larger randomised trial. Alliance was rated by 85 clients.",
    ],
)
def test_an_abstract_says_that_its_sample_is_of_a_trial(abstract: str) -> None:
    assert type_of("Alliance early in therapy and dropout", abstract) == "process-study"
