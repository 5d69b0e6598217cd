"""The references of a text: where each begins and ends, however its lines are broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet.citations.checking import check
from pprnet.citations.checking import text_entries as module
from pprnet.citations.checking.text_entries import text_entries
from pprnet.errors import SourceRefusedError, TooLargeError

NAMES, TITLE, SOURCE = (
    "Example, A., & Other, B. (2020).",
    "An invented study of the Alliance in therapy.",
    "Journal of Invented Examples, 1(2), 3–14.",
)
RIGHT = f"{NAMES} {TITLE} {SOURCE}"
DOI = "https://doi.org/10.5555/penguins"
WRAPPED = [
    f"{NAMES} An invented study of the\nAlliance in therapy. {SOURCE}",
    f"{NAMES} {TITLE}\n{SOURCE}",
    f"{NAMES} {TITLE} Journal of\nInvented Examples, 1(2), 3–14.",
    f"{NAMES} {TITLE} Journal of Invented Examples, 1(2),\n3–14.",
    f"Example, A.,\n& Other, B. (2020). {TITLE} {SOURCE}",
    f"Example, A., &\nOther, B. (2020). {TITLE} {SOURCE}",
    f"{NAMES} An invented\nstudy of the\nAlliance in therapy. Journal of\n   Invented "
    "Examples, 1(2), 3–14.",
]  # fmt: skip


def entries(text, every_line=False):
    return list(text_entries(text, every_line=every_line))


@pytest.mark.parametrize("text", WRAPPED)
@pytest.mark.parametrize("end", ["", f" {DOI}", " doi:10.5555/penguins"])
def test_a_wrapped_reference_is_one_entry_with_its_identifier(text, end):
    (entry,) = entries(text + end)
    assert entry.text == RIGHT + end
    assert [each.value for each in entry.identifiers] == (["10.5555/penguins"] if end else [])
    assert entry.parsed.record.pages == "3-14"


@pytest.mark.parametrize(
    "line", [DOI, "doi: 10.5555/penguins", f"Advance online publication. {DOI}"]
)
def test_a_wrapped_doi_is_of_the_reference_before_it(line):
    assert len(entries(f"{RIGHT}\n{line}")) == 1


SEPARATE = [
    (f"{RIGHT}\n{RIGHT}", 2),
    (f"{RIGHT}\n\n{DOI}", 2),
    (f"{RIGHT}\n10.5555/penguins", 2),
    (f"{RIGHT} {DOI}\n{DOI}", 2),
    (f"1. {RIGHT}\n2. {DOI}", 2),
    (f"{RIGHT}\nPMID 12345678", 2),
    (f"{RIGHT}\nA sentence stood here. It is no reference.", 1),
    (f"{RIGHT} {DOI}\nand a sentence that went on,\n\n{RIGHT}", 2),
    (f"A sentence stood here. It is no reference.\n{RIGHT}", 1),
]


@pytest.mark.parametrize(("text", "number"), SEPARATE)
def test_lines_that_do_not_continue_are_entries_of_their_own(text, number):
    found = entries(text)
    assert len(found) == number
    assert found[0].text.removeprefix("1. ").startswith(RIGHT)


def test_a_list_of_one_entry_a_line_keeps_a_link_apart():
    assert len(entries(f"{RIGHT}\n{DOI}", every_line=True)) == 2


@given(st.integers(1, len(RIGHT.split()) - 1))
def test_a_reference_may_be_wrapped_after_most_words(at):
    words = RIGHT.split()
    found = entries(f"{' '.join(words[:at])}\n{' '.join(words[at:])} {DOI}")
    assert [each.value for entry in found for each in entry.identifiers] == ["10.5555/penguins"]
    assert found[-1].parsed is not None


LIMITS = [
    ("\n\n10.5555/a\n\n" + "\n\n".join([RIGHT] * 3), 9),
    ("10.5555/a\n" * 3 + "A b " * 30_000, 4),
    (f"{RIGHT}\n\n" + " ".join(f"10.5555/{at}" for at in range(300)), 3),
    ("\n" + "  a line that goes on and on\n" * 5_000, 2),
]


@pytest.mark.parametrize(("text", "line"), LIMITS)
def test_a_text_over_a_limit_is_refused_with_its_line(text, line, monkeypatch):
    monkeypatch.setattr(module, "MAX_REFERENCES", 3)
    with pytest.raises(TooLargeError, match=f"the text, line {line}: expected up to"):
        entries(text)


@pytest.mark.parametrize("fails", [False, True])
def test_a_text_that_is_repeated_is_asked_for_once(fails):
    asked = []

    def find(text):
        asked.append(text)
        if fails:
            raise SourceRefusedError("it was refused")
        return ()

    found = check(f"{RIGHT}\n{RIGHT}", find_by_identifier=find, find_by_text=find)
    assert (len(found), asked) == (2, [RIGHT])
