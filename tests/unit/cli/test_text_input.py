"""Texts in any encoding, from files and standard input, and output that cannot be written."""

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from pprnet.cli.cite_command import cite_app
from pprnet.cli.inputs import text_input
from pprnet.cli.inputs.text_input import decode_text, read_text_file
from pprnet.cli.terminal import printable
from pprnet.errors import InputError, TooLargeError

TEXT = "Éxample, Ä. (2020). An invented study – of æ."
MARKED = ("utf-8-sig", "utf-16", "utf-32")
REFERENCE = "Example, A. (2020). An invented étude. Journal of Examples, 1(2), 3."


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", *MARKED])
def test_a_text_is_read_in_its_encoding(encoding):
    assert decode_text(TEXT.encode(encoding), "list.txt") == TEXT


@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"\xfe\xff", "utf-16-be"), (b"\x00\x00\xfe\xff", "utf-32-be")]
)
def test_a_byte_order_mark_is_obeyed(mark, encoding):
    assert decode_text(mark + TEXT.encode(encoding), "list.txt") == TEXT


@pytest.mark.parametrize("data", [b"%PDF-1.7\n\x00\x01", TEXT.encode("utf-16-le"), b"PK\x03\x04"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(InputError, match=r"list.txt, line \d: expected a text"):
        decode_text(data, "list.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", *MARKED])
def test_standard_input_is_decoded_as_a_file_is(encoding, tmp_path):
    file = tmp_path / "list.txt"
    file.write_bytes(REFERENCE.encode(encoding))
    words = ["check", "--offline"]
    read = CliRunner().invoke(cite_app, [*words, str(file)])
    typed = CliRunner().invoke(cite_app, [*words, "-"], input=REFERENCE.encode(encoding))
    assert read.stdout == typed.stdout
    assert "An invented étude" in typed.stdout


def test_a_text_over_the_limit_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(text_input, "MAX_UPLOAD", 1024)
    file = tmp_path / "list.txt"
    file.write_bytes(b"a" * 1025)
    with pytest.raises(TooLargeError, match="expected a text of up to"):
        read_text_file(file)
    done = CliRunner().invoke(cite_app, ["--offline"], input="a" * 1025)
    assert isinstance(done.exception, TooLargeError)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("words", [["--version"], ["cite", "--offline", REFERENCE, "--format=ris"]])
def test_output_that_cannot_be_written_is_one_line(words):
    command = [sys.executable, "-c", "from pprnet.cli import main; main()", *words]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert lines[-1].startswith("error the output cannot be written")
    assert "Traceback" not in done.stderr


CONTROLS = [
    ("plain", "plain"),
    ("é\nü", "é\nü"),
    ("a\x1b[31mb", "a [31mb"),
    ("a\x07\x9bb", "a  b"),
    ("a\u202eb\u200bc", "abc"),
    ("a\tb\rc", "a b c"),
]


@pytest.mark.parametrize(("text", "printed"), CONTROLS)
def test_what_steers_a_terminal_is_not_printed(text, printed):
    assert printable(text) == printed


@pytest.mark.parametrize("sign", ["\x1b]0;x", "\u202e", "\u2066", "\x9b"])
def test_a_reference_cannot_steer_the_terminal(sign):
    text = REFERENCE.replace("invented", f"invented{sign}")
    for words in (["check", "-", "--offline"], ["--offline"]):
        done = CliRunner().invoke(cite_app, words, input=text)
        assert sign[0] not in done.output
