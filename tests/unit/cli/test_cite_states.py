"""`pprnet cite` says what has become of a work."""

import pytest
from typer.testing import CliRunner

from pprnet.cli.cite_command import cite_app

MEDLINE = """PMID- 12345678
TI  - An invented study of the alliance in therapy.
FAU - Example, Anna
JT  - Journal of Examples
DP  - 2013
VI  - 12
AID - 10.5555/example.1 [doi]
PT  - Journal Article
"""
RETRACTED = (
    "PT  - Retracted Publication\nRIN - J Ex. 2021 May 1;1(1):1. doi: 10.5555/notice. PMID: 9\n"
)
CONCERN = "ECI - J Ex. 2021 May 1;1(1):1. doi: 10.5555/notice. PMID: 9\n"
CORRECTED = "EIN - J Ex. 2021 May 1;1(1):1. doi: 10.5555/notice. PMID: 9\n"
PRINTED = (
    "Example, A. (2013). An invented study of the alliance in therapy. Journal of Examples, 12."
)


@pytest.fixture
def cite(tmp_path):
    def run(*words, extra="", text=None):
        library = tmp_path / "library.nbib"
        library.write_text(f"{MEDLINE}{extra}", encoding="utf-8")
        options = ["--offline", "--library", str(library)]
        return CliRunner().invoke(cite_app, [*words, *options], input=text)

    return run


STATES = [
    ("", "", ""),
    (RETRACTED, "[RETRACTED] ", "Reported as retracted, 2021-05-01 (nbib). https://doi.org/10.5555/notice"),
    (CONCERN, "[EXPRESSION OF CONCERN] ", "An expression of concern was reported, 2021-05-01"),
    (CORRECTED, "", "A correction was published, 2021-05-01"),
]  # fmt: skip


@pytest.mark.parametrize(("extra", "mark", "note"), STATES)
@pytest.mark.parametrize("reference", ["10.5555/example.1", "PMID 12345678", PRINTED])
def test_a_work_is_marked_and_its_state_noted(cite, extra, mark, note, reference):
    done = cite(reference, extra=extra)
    assert done.exit_code == 0
    assert f"(2013). {mark}An invented study" in done.stdout
    assert note in done.stderr
    assert bool(done.stderr) == bool(note)


@pytest.mark.parametrize("format_name", ["ris", "bibtex", "csl-json"])
def test_files_have_the_mark_and_the_note(cite, format_name):
    done = cite("10.5555/example.1", "--format", format_name, extra=RETRACTED)
    assert "[RETRACTED]" in done.stdout.replace("{", "").replace("}", "")
    assert "Reported as retracted, 2021-05-01" in done.stdout


def test_a_check_prints_the_state_and_counts_the_warnings(cite):
    done = cite("check", "-", extra=RETRACTED, text=PRINTED)
    assert "  Reported as retracted, 2021-05-01" in done.stdout
    assert done.stdout.rstrip().endswith("; 1 retracted or under an expression of concern")


def test_a_title_that_says_so_is_not_marked_again(cite):
    done = cite("PMID 1", extra=f"{RETRACTED}\nPMID- 1\nTI  - RETRACTED: A study.\n{RETRACTED}")
    assert "[RETRACTED]" not in done.stdout
    assert "RETRACTED: A study" in done.stdout
