"""Which work a notice is about, and which it only resembles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pprnet.records import PartialDate
from pprnet.sources import Notice, NoticeKind
from pprnet.watch import WorkIdentity, is_about
from pprnet.watch.journal_names import journal_names_agree

TITLE = "An invented trial of schema therapy for nobody in particular"
WORK = WorkIdentity(
    dois=frozenset({"10.5555/work"}),
    pmid="11",
    title=TITLE,
    authors=("Example", "Sample"),
    journal="Journal of Invented Psychology",
    year=2020,
)
NOTICE = Notice(
    NoticeKind.RETRACTION,
    doi="10.5555/work",
    pmid="11",
    notice_doi="10.5555/notice",
    notice_pmid="12",
    title=TITLE,
    authors=("Example", "Sample"),
    journal="J Invent Psychol",
    published=PartialDate(2020, 5),
)
TITLED = replace(NOTICE, doi="", pmid="")
"""A notice that states no identifier of the work."""
PREPRINT = Notice(
    NoticeKind.VERSION_OF_RECORD, doi="10.31234/osf.io/example", notice_doi="10.5555/work"
)


def named(*dois: str) -> WorkIdentity:
    return WorkIdentity(dois=frozenset(dois))


# The notice, the work, whether it is about it.
CASES = {
    "both numbers": (NOTICE, WORK, True),
    "DOI only": (replace(NOTICE, pmid=""), replace(WORK, pmid=""), True),
    "PMID only": (replace(NOTICE, doi=""), replace(WORK, dois=frozenset()), True),
    "DOI in another case": (replace(NOTICE, doi="10.5555/WORK"), WORK, True),
    "DOI as an address": (replace(NOTICE, doi="https://doi.org/10.5555/Work"), WORK, True),
    "one of several DOIs": (NOTICE, named("10.5555/x", "10.5555/work"), True),
    "another DOI": (replace(NOTICE, doi="10.5555/other", pmid=""), WORK, False),
    "another DOI, the same PMID": (replace(NOTICE, doi="10.5555/other"), WORK, False),
    "a supplement: same DOI, another PMID": (replace(NOTICE, pmid="13"), WORK, False),
    "a supplement: same DOI, other title and authors": (
        replace(NOTICE, pmid="", title="P017 Something else altogether", authors=("Nobody",)),
        replace(WORK, shares_doi=True), False,
    ),
    "a DOI of one work: other title and authors": (
        replace(NOTICE, pmid="", title="P017 Something else altogether", authors=("Nobody",)),
        WORK, True,
    ),
    "same DOI, title in another language": (
        replace(NOTICE, title="Eine erfundene Studie"), replace(WORK, pmid=""), True,
    ),
    "no number, the same publication": (TITLED, WORK, True),
    "no number, title in capitals": (replace(TITLED, title=TITLE.upper()), WORK, True),
    "no number, title marked as retracted": (
        TITLED, replace(WORK, title=f"RETRACTED ARTICLE: {TITLE}"), True,
    ),
    "no number, mark of an index behind the title": (
        replace(TITLED, title=f"{TITLE} (Retracted article. See vol. 3, pg. 45, 2021)"),
        WORK, True,
    ),
    "no number, journal not stated": (replace(TITLED, journal=""), WORK, True),
    "no number, authors not stated": (replace(TITLED, authors=()), WORK, True),
    "no number, no journal, no authors": (replace(TITLED, journal="", authors=()), WORK, False),
    "no number, another year": (replace(TITLED, published=PartialDate(2021)), WORK, False),
    "no number, no year": (replace(TITLED, published=None), WORK, False),
    "no number, year of the work unknown": (TITLED, replace(WORK, year=None), False),
    "no number, another journal": (replace(TITLED, journal="Acta Inventa"), WORK, False),
    "no number, journal with its subtitle": (
        replace(TITLED, journal="Journal of invented psychology : the annals of nothing"),
        WORK, True,
    ),
    "no number, journal contracted": (
        replace(TITLED, journal="Dtsch Arztebl Int"),
        replace(WORK, journal="Deutsches Ärzteblatt international"), True,
    ),
    "no number, journal contracted, authors not stated": (
        replace(TITLED, journal="Dtsch Arztebl Int", authors=()),
        replace(WORK, journal="Deutsches Ärzteblatt international"), False,
    ),
    "no number, another first author": (replace(TITLED, authors=("Sample",)), WORK, False),
    "no number, one word less": (replace(TITLED, title=TITLE.removeprefix("An ")), WORK, False),
    "no number, a short title": (
        replace(TITLED, title="Schema therapy"), replace(WORK, title="Schema therapy"), False,
    ),
    "no number, a reply of the same title": (
        replace(TITLED, title=f"Reply to: {TITLE}"), replace(WORK, title=f"Reply to: {TITLE}"),
        False,
    ),
    "no number in common": (replace(NOTICE, doi=""), replace(WORK, pmid=""), True),
    "no number at all, and no title": (replace(TITLED, title=""), replace(WORK, title=""), False),
    "the notice itself, by DOI": (TITLED, replace(WORK, dois=frozenset(["10.5555/notice"])), False),
    "the notice itself, by PMID": (replace(NOTICE, pmid=""), replace(WORK, pmid="12"), False),
    "in the place of the work": (
        replace(NOTICE, notice_doi="10.5555/work", notice_pmid=""), WORK, True,
    ),
    "a notice wrongly about itself": (
        replace(NOTICE, pmid="", notice_doi="10.5555/work"),
        replace(WORK, pmid="", title=f"Retraction notice to: {TITLE}"), False,
    ),
    "a preprint": (PREPRINT, named(PREPRINT.doi), True),
    "another version of it": (PREPRINT, named(f"{PREPRINT.doi}_v2"), True),
    "its version of record": (PREPRINT, WORK, False),
    "both in one work": (PREPRINT, named("10.5555/work", PREPRINT.doi), False),
    "another version of a Cochrane review": (
        Notice(NoticeKind.RETRACTION, doi="10.1002/14651858.cd000000.pub2"),
        named("10.1002/14651858.cd000000.pub3"), False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_notices_and_works(name):
    notice, work, expected = CASES[name]
    assert is_about(notice, work) is expected


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Journal of Counseling Psychology", "J Couns Psychol", True),
        ("The British Journal of Psychiatry", "British journal of psychiatry", True),
        ("Lancet (London, England)", "The Lancet", True),
        ("BMJ", "British Medical Journal", True),
        ("Psychotherapy Research", "Psychother. Res.", True),
        ("Psychotherapy", "Psychotherapy Research", False),
        ("Journal of Clinical Psychology", "Journal of Clinical Psychiatry", False),
        ("J Clin Psychol", "J Clin Psychiatry", False),
        (
            "British Journal of Psychiatry : the journal of mental science",
            "The British journal of psychiatry",
            True,
        ),
        ("Behavior Therapy = Invented title", "Behav. Ther.", True),
        (
            "Clinical psychology : science and practice",
            "Clinical Psychology: Science and Practice",
            True,
        ),
        ("Clinical psychology : science", "Clinical psychology : practice", False),
        ("Psychotherapy : an invented subtitle", "Psychotherapy Research", False),
        ("Dtsch Arztebl Int", "Deutsches Ärzteblatt international", None),
        ("Natl Med J", "National Medical Journal", None),
        ("J Psychol", "Journal of Psychopathology", False),
        ("Journal of Psychology", "Journal of Psychopathology", False),
        ("", "Psychotherapy", None),
        ("The", "Psychotherapy", None),
    ],
)
def test_names_of_journals(a, b, same):
    assert journal_names_agree(a, b) is same
    assert journal_names_agree(b, a) is same
