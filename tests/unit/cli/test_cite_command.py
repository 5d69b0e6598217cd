"""`pprnet cite` on works at hand, without any service."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pprnet.citations.checking import CheckedReference, CheckOutcome
from pprnet.cli.cite_command import cite_app
from pprnet.cli.citing.printed_lines import outcome_counts
from pprnet.errors import ContactMissingError, InputError, MissingFileError

GUIDE = Path(__file__).parents[3] / "docs" / "howto" / "cite.md"
RIS = """TY  - JOUR
AU  - Timulak, Ladislav
AU  - Example, Anna B.
TI  - An invented study of the alliance
JO  - Journal of Examples
PY  - 2013
VL  - 12
IS  - 3
SP  - 45
EP  - 67
DO  - 10.5555/example.1
ER  -
"""
APA = (
    "Timulak, L., & Example, A. B. (2013). An invented study of the alliance. "
    "Journal of Examples, 12(3), 45–67. https://doi.org/10.5555/example.1"
)


@pytest.fixture
def cite(tmp_path):
    library = tmp_path / "library.ris"
    library.write_text(RIS, encoding="utf-8")

    def run(*words, text=None, at_hand=True):
        options = ["--offline", *(["--library", str(library)] if at_hand else [])]
        return CliRunner().invoke(cite_app, [*words, *options], input=text)

    return run


@pytest.mark.parametrize(
    "reference", ["10.5555/example.1", "https://doi.org/10.5555/EXAMPLE.1", APA[:90]]
)
def test_a_reference_is_completed_from_the_works_at_hand(cite, reference):
    done = cite(reference)
    assert (done.exit_code, done.stdout) == (0, f"{APA}\n")
    assert cite("print", reference).stdout == done.stdout


def test_references_come_from_a_file_or_from_input(cite, tmp_path):
    file = tmp_path / "list.txt"
    file.write_text("10.5555/example.1\n", encoding="utf-8")
    assert cite("--file", str(file)).stdout == f"{APA}\n"
    assert cite(text="10.5555/example.1").stdout == f"{APA}\n"
    assert cite("--file", "-", text="10.5555/example.1").stdout == f"{APA}\n"


def test_styles_and_formats(cite):
    vancouver = cite("10.5555/example.1", "--style", "vancouver").stdout
    assert vancouver.startswith("Timulak L, Example AB. An invented study")
    item = json.loads(cite("10.5555/example.1", "--format", "csl-json").stdout)[0]
    assert item["author"][0] == {"family": "Timulak", "given": "Ladislav"}
    assert cite("10.5555/example.1", "--format", "ris").stdout.startswith("TY  - JOUR")
    assert "@article" in cite("10.5555/example.1", "--format", "bibtex").stdout


def test_what_is_not_found_is_noted_and_printed_as_it_was_read(cite, capsys):
    done = cite("Nobody, N. (2020). Nothing of it. Journal of Nothing, 1(1), 1–2.", "foo")
    assert done.exit_code == 1
    assert done.stdout == "Nobody, N. (2020). Nothing of it. Journal of Nothing, 1(1), 1–2.\n"


def test_unknown_names_are_explained(cite):
    for words in (["x", "--style", "apa6"], ["x", "--format", "docx"]):
        done = cite(*words)
        assert isinstance(done.exception, InputError)
        assert "expected" in str(done.exception)
    assert isinstance(cite("--file", "/nowhere/x.txt").exception, MissingFileError)


def test_services_are_not_asked_without_a_contact_address(monkeypatch):
    monkeypatch.delenv("PPRNET_CONTACT", raising=False)
    done = CliRunner().invoke(cite_app, ["10.5555/example.1"])
    assert isinstance(done.exception, ContactMissingError)


CHECKS = [
    (APA, 0, "1 reference: 1 right, 0 described wrongly, 0 do not exist, 0 not checked"),
    (
        APA.replace("Timulak", "Timuluk"),
        1,
        "  author, near-name: printed Timuluk, L.; the work has Timulak, Ladislav",
    ),
    (
        APA.replace("Example, A. B.", "Example, A. B., & Nobody, N."),
        1,
        "  author, extra: printed Nobody, N.; the work does not name this author",
    ),
    (
        "10.5555/other",
        3,
        "1 reference: 0 right, 0 described wrongly, 0 do not exist, 1 not checked",
    ),
    ("No reference here.", 3, "0 references: 0 right"),
    ("", 3, "0 references: 0 right"),
]


COUNTS = [
    (0, "1 reference: 1 right, 0 described wrongly, 0 do not exist, 0 not checked"),
    (1, "2 references: 1 right, 0 described wrongly, 1 does not exist, 0 not checked"),
    (2, "3 references: 1 right, 0 described wrongly, 2 do not exist, 0 not checked"),
]


@pytest.mark.parametrize(("missing", "line"), COUNTS)
def test_the_outcomes_are_counted_in_words_that_fit_the_number(missing, line):
    outcomes = [CheckOutcome.RIGHT, *[CheckOutcome.MISSING] * missing]
    assert outcome_counts([CheckedReference("", 1, each) for each in outcomes]) == line


@pytest.mark.parametrize(("text", "code", "line"), CHECKS)
def test_a_text_is_checked(cite, text, code, line):
    done = cite("check", "-", text=text)
    assert done.exit_code == code
    assert line in done.stdout


@pytest.mark.parametrize("text", ["", " \n\n", "---"])
def test_a_text_without_a_reference_is_explained(cite, text):
    assert "no reference was found" in cite("check", "-", text=text).stderr
    assert isinstance(cite(text=text).exception, InputError)


def test_help_names_both_verbs():
    done = CliRunner().invoke(cite_app, ["--help"])
    assert "check" in done.stdout
    assert "print" in done.stdout


def test_the_commands_of_the_guide_print_what_it_shows(tmp_path, monkeypatch):
    blocks = re.findall(r"```text\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    shown = [block for block in blocks if block.startswith("$ pprnet cite ")]
    (text,) = [block for block in blocks if block not in shown]
    (tmp_path / "references.txt").write_text(text, encoding="utf-8")
    (tmp_path / "tests").symlink_to(GUIDE.parents[2] / "tests")
    monkeypatch.chdir(tmp_path)
    assert len(shown) == 2
    for block in shown:
        command, _, output = block.partition("\n")
        done = CliRunner().invoke(cite_app, shlex.split(command)[3:])
        assert done.stdout == output


OTHER_OF_2013 = """TY  - JOUR
AU  - Timulak, Ladislav
AU  - Example, Anna B.
TI  - A later study of the alliance
JO  - Journal of Examples
PY  - 2013
VL  - 13
DO  - 10.5555/example.2
ER  -
"""


def test_a_list_has_letters_after_years_and_each_work_once(tmp_path):
    library = tmp_path / "library.ris"
    library.write_text(f"{RIS}\n{OTHER_OF_2013}", encoding="utf-8")
    words = ["10.5555/example.1", "10.5555/example.2", APA, "10.5555/EXAMPLE.1"]
    options = ["--offline", "--library", str(library)]
    done = CliRunner().invoke(cite_app, [*words, *options])
    years = re.findall(r"\((\d{4}[a-z]?)\)\. (\w+ \w+)", done.stdout)
    assert years == [("2013a", "A later"), ("2013b", "An invented")]
    for name in ("ris", "bibtex", "csl-json"):
        done = CliRunner().invoke(cite_app, [*words, *options, "--format", name])
        assert done.stdout.count("An invented study of the alliance") == 1
