"""Lists of references as they are pasted: no reference takes up the line of another one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pprnet.citations.checking import CheckOutcome, KnownWorks, check
from pprnet.citations.checking.text_entries import text_entries
from pprnet.records import Author, PartialDate, Record
from pprnet.sources.lookup import parse_identifiers
from pprnet.sources.lookup.combined_lookup import CombinedAnswer
from pprnet.watch import WorkState

DOI = "10.5555/s10879-019-09426-7"
APA = (
    "Example, A., & Sample, B. (2020). An invented therapy: A formulation of examples. "
    "Journal of Invented Examples, 50(1), 1–13."
)
VANCOUVER = (
    "Example A, Sample B. An invented therapy: a formulation of examples. "
    "J Invented Ex. 2020;50(1):1-13."
)
WORK = Record(
    source="test",
    title="An invented therapy: A formulation of examples",
    authors=(Author("Example", "Ann"), Author("Sample", "Bo")),
    journal="Journal of Invented Examples",
    issued=PartialDate(2020),
    volume="50",
    issue="1",
    pages="1-13",
    doi=DOI,
)


def checked(text, works=(WORK,)):
    known = KnownWorks(works)

    def find(identifiers):
        found = known.find_identifiers(identifiers)
        missing = set(identifiers) - {each.identifier for each in found}
        return CombinedAnswer(found=found, missing=tuple(missing))

    return check(text, find_by_identifier=find, find_by_text=known.find_text)


NEXT = [
    "van der Beispiel, B. A. (2014). The body of an example. Example Journal, 1(1), 2–9. "
    "https://doi.org/10.5555/none",
    "de Beispiel BA. The body of an example. Ex J. 2014;1:2-9.",
    "d’Exemple, M. (2014). The body of an example. Example Journal, 1(1), 2–9.",
    "    Beispiel, B. A. (2014). The body of an example. Example Journal, 1(1), 2–9.",
    "*Beispiel, B. A. (2014). The body of an example. Example Journal, 1(1), 2–9.",
    "*Beispiel, B. A. (2014). The body of an example. Example Journal, 1(1), 2–9. "
    "https://doi.org/10.5555/none",
    "† Beispiel, B. A. (2014). The body of an example. Example Journal, 1(1), 2–9.",
    "2 Beispiel BA, Exemple M. The body of an example. Ex J. 2014;1:2-9. doi:10.5555/none",
    "Beispiel, B.A.; Exemple, M. The body of an example. Example Journal 2014, 1, 2–9. "
    "https://doi.org/10.5555/none",
    "See also the discussion at https://doi.org/10.5555/none for details.",
]  # fmt: skip


@pytest.mark.parametrize("line", NEXT)
@pytest.mark.parametrize("before", [APA, f"{APA} https://doi.org/{DOI}", VANCOUVER, f"*{APA}"])
def test_the_next_line_begins_an_entry_of_its_own(before, line):
    found = checked(f"{before}\n{line}")
    assert [each.line for each in found] == [1, 2]
    assert found[0].outcome is CheckOutcome.RIGHT
    assert (found[1].outcome, found[1].disagreements) == (CheckOutcome.MISSING, ())


@pytest.mark.parametrize("line", NEXT[:2])
def test_the_names_of_one_reference_may_be_broken_before_a_particle(line):
    (entry,) = text_entries(f"Example, A., Sample, B., &\n{line}", every_line=False)
    assert len(entry.parsed.record.authors) == 3


LOOKED_UP = [
    ("van der Beispiel A. The body of an example. Ex J. 2014;1:2-9.", 2, 0),
    ("van der Beispiel A. The body of an example. Ex J. 2014;1:2-9. doi:10.5555/none", 1, 1),
    ("with more of its title in this line. Ex J. 2014;1:2-9.", 1, 0),
]


@pytest.mark.parametrize(("line", "references", "read"), LOOKED_UP)
def test_a_list_to_be_looked_up_is_divided_in_the_same_way(line, references, read):
    found = parse_identifiers(f"{VANCOUVER}\n{line}")
    assert (len(found.references), len(found.read)) == (references, read)


def test_starred_references_are_listed_without_a_doi():
    assert [each.outcome for each in checked(f"*{APA}\n*{APA}\n")] == [CheckOutcome.RIGHT] * 2


BROKEN = [
    "https://doi.org/10.5555/s10879-\n019-09426-7",
    "https://doi.org/10.5555/s10879-019-\n09426-7",
    "https://doi.org/10.5555/\ns10879-019-09426-7",
    "https://doi.org/\n10.5555/s10879-019-09426-7",
    "https://\ndoi.org/10.5555/s10879-019-09426-7",
    "doi:10.5555/s10879-\n    019-09426-7",
    "doi:\n10.5555/s10879-019-09426-7",
    "https://doi.org/10.5555/ s10879-019-09426-7",
    "https://doi.org/10.5555/ s10879- 019-09426-7",
    "https://doi.org/10.5555/s10879‐\n019‐09426‐7",
]


@pytest.mark.parametrize("doi", BROKEN)
@pytest.mark.parametrize("reference", [APA, VANCOUVER])
def test_a_doi_may_be_broken_at_the_end_of_a_line(reference, doi):
    (found,) = checked(f"{reference} {doi}")
    assert (found.outcome, found.disagreements) == (CheckOutcome.RIGHT, ())
    assert [str(each) for each in parse_identifiers(f"{reference} {doi}").identifiers] == [DOI]


NOT_BROKEN = [
    "10.5555/abc-\n10.5555/def",
    "10.5555/abc/\n12345678",
    "10.5555/abc- and then",
    "10.5555/abc-\nAbstract",
    "10.5555/abc/\n2. Another entry of the list",
    f"10.5555/abc-\n{APA}",
    "See https://doi.org/10.5555/abc/ (2020) and others",
]


@pytest.mark.parametrize("text", NOT_BROKEN)
def test_a_doi_is_not_joined_with_what_is_no_part_of_it(text):
    assert str(parse_identifiers(text).identifiers[0]).rstrip("-") == "10.5555/abc"
    entry = next(text_entries(text, every_line=True))
    assert entry.identifiers[0].value.rstrip("-") == "10.5555/abc"


FORMS = [
    "doi: 10.5555/s10879‐019‐09426‐7",
    "https://doi.org/10.5555/s10879–019–09426–7",
    "doi: 10.5555/s10879-019-09426-7.",
    "DOI 10.5555/S10879-019-09426-7",
    "DOI : 10.5555/s10879-019-09426-7",
    "<https://doi.org/10.5555/s10879-019-09426-7>",
    "(doi:10.5555/s10879-019-09426-7)",
    "(doi: 10.5555/s10879-019-09426-7).",
    "“https://doi.org/10.5555/s10879-019-09426-7”",
    "[10.5555/s10879-019-09426-7](https://doi.org/10.5555/s10879-019-09426-7)",
    "https://doi.org/10.5555%2Fs10879-019-09426-7",
    "https://doi.org/10.5555/s10879-019-09426-7?utm=x",
    "https://www.doi.org/10.5555/s10879-019-09426-7",
    "https://doi.org/doi:10.5555/s10879-019-09426-7",
    "https://link.example.com/article/10.5555/s10879-019-09426-7#Sec1",
    "https://link.example.com/content/pdf/10.5555/s10879-019-09426-7.pdf",
    "https://doi.org/10.5555/s10879-019-09426-7 [PubMed] [CrossRef] [Google Scholar]",
    "https://doi.org/10.5555/s10879-019-09426-7, accessed 3 May 2021",
]


@pytest.mark.parametrize("doi", FORMS)
@pytest.mark.parametrize("reference", [APA, VANCOUVER])
def test_a_doi_in_any_common_form_is_read_in_one_way(reference, doi):
    (found,) = checked(f"{reference} {doi}")
    assert (found.outcome, found.disagreements) == (CheckOutcome.RIGHT, ())
    assert found.parsed.record.doi == DOI
    assert found.parsed.record.pages == "1-13"


SICI = [
    "https://doi.org/10.5555/(SICI)1097(199901)55:1%3C1::AID-EX1%3E3.0.CO;2-X",
    "10.5555/(SICI)1097(199901)55:1%3C1::AID-EX1%3E3.0.CO;2-X",
    "doi:10.5555/(SICI)1097(199901)55:1&lt;1::AID-EX1&gt;3.0.CO;2-X",
    "https://doi.org/10.5555/(SICI)1097(199901)55:1<1::AID-EX1>3.0.CO;2-X",
]


@pytest.mark.parametrize("doi", SICI)
@pytest.mark.parametrize("reference", [APA, VANCOUVER, ""])
def test_a_doi_with_angle_brackets_is_read_as_it_was_registered(reference, doi):
    work = replace(WORK, doi="10.5555/(sici)1097(199901)55:1<1::aid-ex1>3.0.co;2-x")
    (found,) = checked(f"{reference} {doi}", [work])
    assert (found.outcome, found.disagreements) == (CheckOutcome.RIGHT, ())


MARKED = [
    "RETRACTED: {}",
    "Retracted article: {}",
    "[RETRACTED] {}",
    "[Retracted and replaced]: {}",
    "WITHDRAWN: {}",
    "{} (Retracted article. See vol. 3, pg. 45, 2010)",
    "{} [Retracted]",
]


@pytest.mark.parametrize("doi", ["", f" https://doi.org/{DOI}"])
@pytest.mark.parametrize("mark", MARKED)
def test_the_mark_of_a_retraction_is_no_part_of_the_title(mark, doi):
    retracted = replace(WORK, title=mark.format(WORK.title), is_retracted=True)
    marked = f"{APA}{doi}".replace(WORK.title, mark.format(WORK.title))
    for text, work in ((f"{APA}{doi}", retracted), (marked, WORK), (marked, retracted)):
        (found,) = checked(text, [work])
        assert (found.outcome, found.disagreements) == (CheckOutcome.RIGHT, ())
    assert found.history.state is WorkState.RETRACTED


@pytest.mark.parametrize("other", ["Retraction: {}", "Expression of concern: {}", "Correction: {}"])
def test_the_title_of_a_notice_is_not_that_of_its_work(other):
    notice = replace(WORK, title=other.format(WORK.title))
    (found,) = checked(f"{APA} https://doi.org/{DOI}", [notice])
    assert found.outcome is CheckOutcome.WRONG
