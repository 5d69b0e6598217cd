"""`pprnet dedupe` on small files."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from pprnet.cli import dedupe_command
from pprnet.errors import OutputError
from shared_data import SharedData

CSV = """title,authors,year,doi
Example therapy for invented distress,"Example, Anna",2019,10.1000/a
Another invented title entirely,"Muster, Max",2020,
"EXAMPLE THERAPY FOR INVENTED DISTRESS.","Example, A.",2019,10.1000/A
"""


def run(*arguments: object) -> None:
    app = typer.Typer()
    dedupe_command.register(app)
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output


def test_writes_a_line_for_each_record(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    out = tmp_path / "clusters.tsv"
    run(tmp_path / "a.csv", "--out", out)
    assert out.read_text(encoding="utf-8").splitlines() == [
        "record_id\twork_id\treason",
        "1\t1\t",
        "2\t2\t",
        "3\t1\tdoi: DOI 10.1000/a and title agree",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "clusters.tsv"]


def test_numbering_continues_over_several_files(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(CSV, encoding="utf-8")
    out = tmp_path / "clusters.tsv"
    run(tmp_path / "a.csv", tmp_path / "b.csv", "--out", out)
    works = [line.split("\t")[:2] for line in out.read_text(encoding="utf-8").splitlines()[1:]]
    assert works == [["1", "1"], ["2", "2"], ["3", "1"], ["4", "1"], ["5", "2"], ["6", "1"]]


def test_possible_matches_are_written_to_a_second_table(tmp_path: Path) -> None:
    talk = 'Example therapy for invented distress,"Example, Anna",2019,10.1000/talk\n'
    (tmp_path / "a.csv").write_text(CSV + talk, encoding="utf-8")
    out, unsure = tmp_path / "clusters.tsv", tmp_path / "unsure.tsv"
    run(tmp_path / "a.csv", "--out", out, "--unsure", unsure)
    assert out.read_text(encoding="utf-8").splitlines()[-1] == "4\t4\t"
    head, line = unsure.read_text(encoding="utf-8").splitlines()
    assert head == "record_id\tother_record_id\tscore\treason"
    assert line.split("\t")[:2] == ["1", "4"]


def test_a_missing_folder_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    with pytest.raises(OutputError, match="check the folder"):
        run(tmp_path / "a.csv", "--out", tmp_path / "nowhere" / "clusters.tsv")


def test_endnote_records_keep_their_own_numbers(shared_data: SharedData, tmp_path: Path) -> None:
    """On the copper set no work is lost, and all but two of the 152 duplicates are found."""
    folder, out = shared_data / "dedup", tmp_path / "clusters.tsv"
    run(folder / "dedupe_sweep_copper.endnote.xml.gz", "--out", out)
    gold = (folder / "dedupe_sweep_copper.gold.tsv").read_text(encoding="utf-8").splitlines()
    truth = {row.split("\t")[0]: row.split("\t")[2] for row in gold[1:]}
    lines = [row.split("\t") for row in out.read_text(encoding="utf-8").splitlines()[1:]]
    assert {record for record, _work, _reason in lines} == set(truth)
    assert all(truth[record] == truth[work] for record, work, _reason in lines)
    assert len({work for _record, work, _reason in lines}) - len(set(truth.values())) <= 2
