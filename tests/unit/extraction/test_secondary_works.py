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
    "Response: brief therapy in a randomised trial",
    "In response to: Brief therapy in a randomised trial",
    "A randomised trial of brief therapy - Authors\u2019 reply",
    "Erratum in: Brief therapy: a randomised trial",
    "Erratum zu: Brief therapy: a randomised trial",
    "Publisher\u2019s note: Brief therapy: a randomised trial",
    "Correction in text of a randomised trial of brief therapy",
    "Error in the abstract of a randomised trial of brief therapy",
    "Missing funding statement in: Brief therapy: a randomised trial",
    "Retraction of \u201cBrief therapy: a randomised trial\u201d",
    "Retraction and replacement of: Brief therapy: a randomised trial",
    "Partial retraction: Brief therapy: a randomised trial",
    "Statement of retraction: Brief therapy: a randomised trial",
    "Withdrawal: Brief therapy: a randomised trial",
    "Notice of concern: Brief therapy: a randomised trial",
    "To the editor: a randomised trial of brief therapy",
    "Letter in response to a randomised trial of brief therapy",
    "A critique of the randomised trial by Example et al.",
    "Discussion of \u201cBrief therapy: a randomised trial\u201d",
    "Further comment on the randomised trial of brief therapy",
    "Response to the Editor: a randomised trial of brief therapy",
    "Drs. Example and Sample reply: a randomised trial of brief therapy",
    "Removal notice to: Brief therapy: a randomised trial",
    "Notice of duplicate publication: a randomised trial of brief therapy",
    "Expression of editorial concern: a randomised trial",
    "Clarification to: Brief therapy: a randomised trial",
    "Perspective: do we need another randomised trial?",
)
STUDIES = (
    "Correction of biased attention: a randomised controlled trial",
    "Response to brief therapy: a randomised controlled trial",
    "Commenting on homework: a randomised controlled trial",
    "RETRACTED: Brief therapy: a randomised controlled trial",
    "Letters of hope: a randomised controlled trial",
    "Retraction of complaints: a randomised controlled trial",
    "Clarification of roles in therapy: a randomised trial",
    "Removal of barriers to therapy: a randomised trial",
    "WITHDRAWN: Brief therapy: a randomised controlled trial",
    "Commentary-driven film for panic: a randomised trial",
    "Withdrawal of tablets after brief therapy: a randomised trial",
    "Perspective taking in couples: a randomised trial",
    "Error monitoring in panic: a randomised trial",
    "In response to loss: a randomised trial",
    "Discussion of dreams: a randomised trial",
)
WITHIN = {
    "Alliance growth nested in the SAMPLE trial": "process-study",
    "Views of therapy: a qualitative study nested in a randomised trial": "qualitative-study",
    "Worry and attendance: secondary analysis of a randomised trial": "process-study",
    "Worry and attendance: post hoc analysis of a randomised trial": "process-study",
    "Worry and attendance: a secondary data analysis of a randomised trial": "process-study",
    "A qualitative process evaluation alongside a randomised trial": "qualitative-study",
    "Cost-effectiveness of guided example therapy alongside a randomised trial": (
        "economic-evaluation"
    ),
}
ABOUT_TRIALS = {
    "Harms in randomised trials of brief therapy": (
        "Reports of 132 randomised trials were read. Harms were named in 28.",
        "systematic-review",
    ),
    "Blinding in randomised controlled trials": (
        "Raters may guess what clients received. What follows from this is discussed.",
        "theory-or-commentary",
    ),
    "Are randomised controlled trials enough?": (
        "This paper argues that randomised controlled trials answer few questions of clinicians.",
        "theory-or-commentary",
    ),
    "Brief therapy for panic: two randomised trials": (ABSTRACT, "randomised-trial"),
}
PROTOCOLS = {
    "Brief therapy for panic: design of a randomised trial": "Adults will be assigned by lot.",
    "The SAMPLE study: design and methods of a randomised trial": "Adults will be assigned by lot.",
    "Methods and design of the SAMPLE randomised trial": "Adults will be assigned by lot.",
    "Statistical analysis plan for the SAMPLE randomised trial": "The plan of analysis is stated.",
    "Group therapy for panic: a randomised controlled trial": (
        "200 adults will be randomised to group therapy or not. Worry will be assessed later. "
        "The outcomes will be compared."
    ),
    "Brief therapy for panic: a randomised controlled trial": (
        "In all, 200 adults will be recruited. They will be randomised to brief therapy or not. "
        "Outcomes will be assessed at six months."
    ),
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


@pytest.mark.parametrize(("title", "abstract", "key"), [(t, *v) for t, v in ABOUT_TRIALS.items()])
def test_a_paper_about_trials_is_not_a_trial(title: str, abstract: str, key: str) -> None:
    assert type_of(title, abstract) == key


@pytest.mark.parametrize(("title", "abstract"), PROTOCOLS.items())
def test_a_trial_to_come_is_a_protocol(title: str, abstract: str) -> None:
    assert type_of(title, abstract) == "protocol"
