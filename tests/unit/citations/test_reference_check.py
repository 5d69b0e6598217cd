"""References of a text checked against works at hand and services that answer or fail."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from fakes.fake_services import Fault
from fakes.invented_records import crossref_update, crossref_work, pubmed_article
from fakes.recorded_lookup import RecordedLookup
from pprnet.citations.checking import CheckOutcome, DisagreementKind, KnownWorks, WorkFinder, check
from pprnet.formats.json.crossref_works import record_from_crossref
from pprnet.sources.http import HttpClient
from pprnet.sources.lookup import LOOKUP_KEYS, make_lookup, make_reference_search
from pprnet.sources.request_timing import RetryPolicy
from pprnet.watch import WorkState

TITLE = "An invented study of the alliance in therapy"
WORK = crossref_work("10.5555/alliance", TITLE)
OTHER = crossref_work("10.5555/penguins", "Penguins on ice and snow")
RIGHT = f"Example, A. (2020). {TITLE}. Journal of Invented Examples, 1(2), 3–14."
UNKNOWN = RIGHT.replace(TITLE, "Wholly different words here")
QUICK = RetryPolicy(
    attempts=2, first_wait=0, longest_wait=0, jitter=0, longest_retry_after=1, read_timeout=0.5
)


@contextmanager
def finder(*, faults=(), known=(), works=(WORK, OTHER), articles=()):
    """Open a finder that asks recorded services."""
    fake = RecordedLookup(
        crossref_works={work["DOI"]: work for work in works}, pubmed_articles=dict(articles)
    )
    fake.faults.extend(faults)
    with (
        fake,
        HttpClient(
            "test@example.org", transport=fake.transport(), retry_policy=QUICK, sleep=lambda _: None
        ) as client,
    ):
        services = [make_lookup(key, client, keys={}) for key in LOOKUP_KEYS]
        yield WorkFinder(KnownWorks(known), services, make_reference_search(client))


def checked(text, every_line=False, **options):
    with finder(**options) as found:
        return check(
            text,
            find_by_identifier=found.find_by_identifier,
            find_by_text=found.find_by_text,
            every_line=every_line,
        )


OUTCOMES = [
    (RIGHT, CheckOutcome.RIGHT, []),
    (f"{RIGHT} https://doi.org/10.5555/alliance", CheckOutcome.RIGHT, []),
    ("10.5555/ALLIANCE", CheckOutcome.RIGHT, []),
    (RIGHT.replace("2020", "2019"), CheckOutcome.WRONG, ["issued"]),
    (RIGHT.replace("Example,", "Exampel,"), CheckOutcome.WRONG, ["author"]),
    (f"{RIGHT} doi:10.5555/penguins", CheckOutcome.WRONG, ["DOI"]),
    (f"{RIGHT} doi:10.5555/unknown", CheckOutcome.WRONG, ["DOI"]),
    ("10.5555/unknown", CheckOutcome.MISSING, []),
    ("PMID 99999999", CheckOutcome.MISSING, []),
    (f"{UNKNOWN} doi:10.5555/none", CheckOutcome.MISSING, []),
    (UNKNOWN, CheckOutcome.MISSING, []),
    ("10.1037/none", CheckOutcome.MISSING, []),
    ("10.48550/arXiv.2001.00001", CheckOutcome.UNCHECKED, []),
    ("https://doi.org/10.5281/zenodo.1", CheckOutcome.UNCHECKED, []),
    (f"{UNKNOWN} doi:10.48550/arXiv.2001.00001", CheckOutcome.UNCHECKED, []),
    (f"{RIGHT} doi:10.48550/arXiv.2001.00001", CheckOutcome.UNCHECKED, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "outcome", "fields"), OUTCOMES)
def test_right_wrong_and_missing_are_kept_apart(text, outcome, fields):
    (found,) = checked(text)
    assert (found.outcome, [each.field for each in found.disagreements]) == (outcome, fields)
    is_found = outcome in (CheckOutcome.RIGHT, CheckOutcome.WRONG)
    assert (found.found is None, bool(found.reason)) == (not is_found, not is_found)
    assert ("DataCite" in found.reason) == (outcome is CheckOutcome.UNCHECKED)


def test_a_doi_of_another_work_is_named_where_no_work_has_the_title():
    text = f"{RIGHT.replace(TITLE, 'Quite another matter of words')} doi:10.5555/penguins"
    (found,) = checked(text)
    assert found.outcome is CheckOutcome.WRONG
    assert found.disagreements[0].kind is DisagreementKind.OTHER_WORK


@pytest.mark.parametrize("text", [RIGHT, "10.5555/alliance", "PMID 12345678"])
def test_a_service_that_is_down_leaves_a_reference_unchecked(text):
    faults = [Fault("503", "", times=99)]
    (found,) = checked(text, faults=faults)
    assert found.outcome is CheckOutcome.UNCHECKED
    assert "503" in found.reason or "answer" in found.reason


def test_a_known_doi_is_not_missing_because_another_service_is_down():
    found = checked(
        "10.5555/alliance\n\n10.5555/unknown", faults=[Fault("503", "eutils", times=99)]
    )
    assert [each.outcome for each in found] == [CheckOutcome.RIGHT, CheckOutcome.UNCHECKED]


def test_works_at_hand_need_no_service():
    at_hand = KnownWorks([record_from_crossref(WORK)])
    alone = WorkFinder(at_hand)
    texts = f"{RIGHT}\n10.5555/alliance\n{RIGHT.replace('alliance', 'aliance')}\n10.5555/penguins"
    found = check(
        texts, find_by_identifier=alone.find_by_identifier, find_by_text=alone.find_by_text
    )
    assert [each.outcome.value for each in found] == [
        "right",
        "right",
        "described-wrongly",
        "could-not-be-checked",
    ]


TEXT = f"""References

1. {RIGHT.replace("An invented", "An invented" + chr(10) + "   ")}
In 2019, a sentence stood here (2019). It is no reference.
{RIGHT.replace("1(2)", "1(3)")}
[3] {RIGHT}

10.5555/alliance, PMID 99999999
"""


def test_a_text_is_read_line_by_line_and_a_repeated_work_each_time():
    found = checked(TEXT)
    assert [(each.line, each.outcome.value) for each in found] == [
        (3, "right"),
        (6, "described-wrongly"),
        (7, "right"),
        (9, "right"),
        (9, "does-not-exist"),
    ]


def test_a_line_that_is_no_reference_is_listed_on_request():
    found = checked("nothing of the kind", every_line=True)
    assert [each.outcome for each in found] == [CheckOutcome.UNCHECKED]
    assert "expected a DOI" in found[0].reason
    assert checked("nothing of the kind") == ()


def test_a_book_that_no_service_knows_is_to_be_looked_for_by_hand():
    (found,) = checked("Example, A. (2020). Words in an invented order (2nd ed.). Example Press.")
    assert found.outcome is CheckOutcome.MISSING
    assert "by hand" in found.reason


RETRACTED = crossref_work(
    "10.5555/alliance", TITLE, updated_by=[crossref_update("retraction", "10.5555/notice")]
)
NOTICED = {"12345678": pubmed_article("12345678", title=TITLE, links=(("RetractionIn", "777"),))}
STATES = [
    (RIGHT, [WORK], {}, WorkState.CURRENT),
    (RIGHT, [RETRACTED], {}, WorkState.RETRACTED),
    ("10.5555/alliance", [RETRACTED], {}, WorkState.RETRACTED),
    ("PMID 12345678", [], NOTICED, WorkState.RETRACTED),
    ("10.5555/penguins", [RETRACTED, OTHER], {}, WorkState.CURRENT),
    ("10.5555/unknown", [RETRACTED], {}, WorkState.CURRENT),
]


@pytest.mark.parametrize(("text", "works", "articles", "state"), STATES)
def test_the_state_of_the_work_that_was_found_is_stated(text, works, articles, state):
    (found,) = checked(text, works=works, articles=articles)
    assert found.history.state is state


def test_notices_of_one_work_are_not_those_of_another():
    texts = "10.5555/alliance\n10.5555/penguins"
    found = checked(texts, works=[RETRACTED, OTHER])
    assert [bool(each.notices) for each in found] == [True, False]


ARTICLES = {
    number: pubmed_article(number, doi=doi, title=title)
    for number, doi, title in (
        ("12345678", "10.5555/alliance", TITLE),
        ("23456789", "10.5555/penguins", "Penguins on ice and snow"),
        ("34567890", "", f"{TITLE}."),
        ("45678901", "", "Penguins on ice and snow."),
    )
}
NUMBERS = [
    ("doi:10.5555/alliance PMID: 12345678", []),
    ("doi:10.5555/alliance PMID: 34567890", []),
    ("doi:10.5555/alliance PMID: 23456789", ["PMID"]),
    ("doi:10.5555/alliance PMID: 45678901", ["PMID"]),
    ("doi:10.5555/alliance PMID: 99999999", ["PMID"]),
    ("doi:10.5555/alliance PMCID: PMC999999", ["PMCID"]),
    ("PMID: 23456789", ["PMID"]),
    ("doi:10.5555/penguins PMID: 12345678", ["DOI"]),
]


@pytest.mark.parametrize(("numbers", "fields"), NUMBERS)
def test_an_identifier_of_another_work_is_noticed(numbers, fields):
    (found,) = checked(f"{RIGHT} {numbers}", articles=ARTICLES)
    assert [each.field for each in found.disagreements] == fields
    assert found.found.title.startswith(TITLE)


def test_an_identifier_that_no_service_answered_for_proves_nothing():
    down = [Fault("503", "eutils", times=99), Fault("503", "ebi", times=99)]
    (found,) = checked(f"{RIGHT} doi:10.5555/alliance PMID: 99999999", faults=down)
    assert (found.outcome, found.disagreements) == (CheckOutcome.RIGHT, ())


WITHOUT_DOI = replace(record_from_crossref(WORK), doi="")
AT_HAND = [
    (f"{RIGHT} doi:10.5555/alliance", CheckOutcome.RIGHT, "not checked: it is not among"),
    (f"{RIGHT.replace('2020', '2019')} doi:10.5555/x", CheckOutcome.WRONG, "not checked"),
    (f"{UNKNOWN} doi:10.5555/x", CheckOutcome.UNCHECKED, "no service was asked"),
    ("10.5555/x", CheckOutcome.UNCHECKED, "no service was asked"),
]


@pytest.mark.parametrize(("text", "outcome", "reason"), AT_HAND)
def test_a_work_at_hand_without_a_doi_is_found_by_its_title(text, outcome, reason):
    alone = WorkFinder(KnownWorks([WITHOUT_DOI]))
    (found,) = check(
        text, find_by_identifier=alone.find_by_identifier, find_by_text=alone.find_by_text
    )
    assert found.outcome is outcome
    assert reason in found.reason
