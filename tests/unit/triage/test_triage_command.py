"""`pprnet simulate` on a small screening, and on what is not one."""

import gzip
import json
from pathlib import Path

import pytest
import typer
from lxml import etree
from typer.testing import CliRunner

from pprnet.cli import simulate_command
from pprnet.errors import InputError, MissingFileError

ROWS = ["title,abstract,included"] + [
    f"{'alliance in therapy' if row % 4 == 0 else 'copper surface'} {row},,{int(row % 4 == 0)}"
    for row in range(24)
]


def run(*arguments: object) -> str:
    app = typer.Typer()
    simulate_command.register(app)
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


@pytest.fixture
def screening(tmp_path: Path) -> Path:
    file = tmp_path / "invented.csv.gz"
    file.write_bytes(gzip.compress("\n".join(ROWS).encode()))
    return file


def test_prints_the_figures_and_writes_the_order(screening: Path, tmp_path: Path) -> None:
    out = tmp_path / "runs.json"
    shown = run(screening, "--seed", 1, "--json", out)
    assert "24 records, 6 included, 1 runs" in shown
    for label in ("recall at 5 %", "WSS@95", "loss", "mean time to discovery", "CPU seconds"):
        assert label in shown
    assert "100 % │" in shown
    (only,) = json.loads(out.read_bytes())["runs"]
    assert sorted(only["prior"] + only["order"]) == list(range(24))
    assert only["prior"][0] % 4 == 0 < only["prior"][1] % 4
    assert all(row % 4 == 0 for row in only["order"][:5])
    assert only["cpu_seconds"] >= 0


def test_runs_from_each_prior_of_its_own_set(screening: Path, tmp_path: Path) -> None:
    priors, out = tmp_path / "priors.jsonl", tmp_path / "runs.json"
    priors.write_text(
        '{"dataset": "invented", "included_rows": [4, 8], "excluded_rows": [1]}\n'
        '{"dataset": "other", "included_rows": [0], "excluded_rows": [1]}\n'
        '{"dataset": "invented", "included_rows": [0], "excluded_rows": [2]}\n',
        encoding="utf-8",
    )
    run(screening, "--priors", priors, "--json", out)
    runs = json.loads(out.read_bytes())["runs"]
    assert [run["prior"] for run in runs] == [[4, 8, 1], [0, 2]]
    assert [len(run["order"]) for run in runs] == [21, 22]


def test_a_peer_is_compared_in_figures_and_plots(screening: Path, tmp_path: Path) -> None:
    ours, worst, drawn = tmp_path / "ours.json", tmp_path / "peer.json", tmp_path / "plot.svg"
    run(screening, "--json", ours)
    (only,) = json.loads(ours.read_bytes())["runs"]
    peer = {
        "runs": [{"prior": only["prior"], "order": sorted(only["order"], key=lambda r: r % 4 == 0)}]
    }
    worst.write_text(json.dumps(peer), encoding="utf-8")
    shown = run(screening, "--peer", worst, "--plot", drawn)
    assert "compared with 1 of the peer" in shown
    assert "peer's mean" in shown
    assert "from the same priors: 0.0000" in shown  # an ideal order over the worst one
    assert "▓" in shown
    root = etree.fromstring(drawn.read_bytes())
    lines = root.findall("{*}polyline")
    assert [line.get("stroke-dasharray") for line in lines] == [None, "7 5"]
    assert "invented: 24 records, 6 included" in root.findtext("{*}title")


def test_what_is_no_peers_order_is_explained(screening: Path, tmp_path: Path) -> None:
    peer = tmp_path / "peer.json"
    for text, message in {
        "[]": "expected {.runs",
        "{": "expected {.runs",
        '{"runs": []}': "at least one run",
        '{"runs": [{"prior": [0], "order": [1, 2]}]}': "run 1: expected each of the rows 0 to 23",
        '{"runs": [{"prior": [0], "order": ["1"]}]}': "lists of row numbers",
        '{"runs": [{"prior": [0], "order": [1], "cpu_seconds": "long"}]}': "is a number",
    }.items():
        peer.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=message):
            run(screening, "--peer", peer)


BAD = {
    "no such column": (b"title,abstract\na,b\n", "expected a column 'included'"),
    "empty": (b"", "got no rows"),
    "a verdict in words": (b"title,abstract,included\na,b,maybe\n", "line 2: expected 1"),
    "one kind": (b"title,abstract,included\na,b,1\nc,d,1\n", "one kind only"),
    "cut short": (gzip.compress(b"title,abstract,included\n" * 99)[:-12], "cut short"),
    "Latin-1": ("title,abstract,included\nÄ,b,1\n".encode("latin-1"), "UTF-8"),
}


@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD)
def test_what_is_no_screening_is_explained(data: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(data)
    with pytest.raises(InputError, match=message):
        run(file)


def test_priors_that_cannot_be_used_are_explained(screening: Path, tmp_path: Path) -> None:
    priors = tmp_path / "priors.jsonl"
    with pytest.raises(MissingFileError, match="check the name"):
        run(screening, "--priors", priors)
    priors.write_text('{"dataset": "other", "included_rows": [0], "excluded_rows": [1]}\n')
    with pytest.raises(InputError, match="for invented, got those for other"):
        run(screening, "--priors", priors)
    priors.write_text("nothing\n")
    with pytest.raises(InputError, match="line 1: expected an object"):
        run(screening, "--priors", priors)
