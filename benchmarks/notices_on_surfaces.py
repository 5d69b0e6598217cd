"""Replay notices against published summaries and look at every surface.

`python benchmarks/notices_on_surfaces.py --summaries 10000 --notices 1000`

A new site is set up in a temporary folder. All studies, notices and identifiers are invented.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes\n"
)
NATURES = ("Retraction", "Expression of concern", "Correction", "Reinstatement")
MARKED = {"Retraction": "[RETRACTED]", "Expression of concern": "[EXPRESSION OF CONCERN]"}


def row(number: int, doi: str, nature: str, *, day: str = "8/30/2026 0:00", title: str = "") -> str:
    """Return a row of Retraction Watch's file."""
    title = title or f"Sample text: study {number}"
    return (
        f'{number},"{title}",,,Journal of Examples,,,"Example, A.",,Research Article;,{day},'
        f"10.5555/notice.{number},0,1/1/2020 0:00,{doi},0,{nature},+Example reason;,No,\n"
    )


def notices(count: int, summaries: int, seed: int) -> tuple[str, dict[str, str]]:
    """Return the file of notices, and the nature expected of each DOI.

    Of ten notices, seven are about summarised studies (some in other case, some stated twice), two
    about unknown ones, and one about another article of the same title.
    """
    chance = random.Random(seed)
    chosen = chance.sample(range(summaries), count)
    lines, expected = [HEADER], {}
    for at, number in enumerate(chosen):
        nature, doi = chance.choice(NATURES[:3]), f"10.5555/example.{number}"
        if at % 10 < 7:
            expected[doi] = nature
            lines.append(row(number, doi.upper() if at % 3 else doi, nature))
            lines += lines[-1:] if at % 5 == 0 else []
        elif at % 10 < 9:
            lines.append(row(number, f"10.5555/unknown.{number}", nature, title="Sample text"))
        else:
            lines.append(row(number, f"10.5555/other.{number}", nature))
    chance.shuffle(lines[1:])
    return "".join(lines), expected


def main() -> None:
    """Set up a site, replay the notices, and print what was measured."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--summaries", type=int, default=10_000)
    given.add_argument("--notices", type=int, default=1_000)
    given.add_argument("--seed", type=int, default=1)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "PPRNET_HOME": folder,
            "DJANGO_SETTINGS_MODULE": "pprnet_site.settings.local",
        }
        subprocess.run(
            [Path(sys.executable).with_name("pprnet"), "setup"], check=True, capture_output=True
        )
        import django

        django.setup()
        measure(Path(folder), asked.summaries, asked.notices, asked.seed)


def measure(folder: Path, summaries: int, count: int, seed: int) -> None:
    """Make the summaries, replay the notices, and check the surfaces."""
    from many_summaries import make_summaries

    make_summaries(summaries)
    text, expected = notices(count, summaries, seed)
    (folder / "notices.csv").write_text(text, encoding="utf-8")
    print(f"{summaries} summaries, {count} notices, {len(expected)} of them about their studies")
    print(f"first run: {replay(folder / 'notices.csv'):.1f} s of processor time")
    check(expected)
    before = state()
    print(f"second run: {replay(folder / 'notices.csv'):.1f} s of processor time")
    print("rows changed by the second run:", len(before ^ state()))
    lifted = [HEADER]
    lifted += [row(9_000_000 + at, doi, NATURES[3], day="9/30/2026 0:00")
               for at, doi in enumerate(expected)]  # fmt: skip
    (folder / "reinstated.csv").write_text("".join(lifted), encoding="utf-8")
    print(f"reinstatement of all: {replay(folder / 'reinstated.csv'):.1f} s of processor time")
    check(dict.fromkeys(expected, NATURES[3]))


def replay(path: Path) -> float:
    """Import a file of notices; return the seconds of processor time, of readers as well."""
    from pprnet_site.catalogue.actions import open_import, run_import

    before = sum(os.times()[:4])
    run = open_import(name=path.name, path=path, by=None)
    run = run_import(run=run, path=path)
    if run.status != "done":
        raise SystemExit(f"the import ended as {run.status}: {run.error}")
    return sum(os.times()[:4]) - before


def state() -> set[str]:
    """Return all rows that follow from notices, as texts."""
    from pprnet_site.catalogue.models import EventDecision, Work, WorkEvent, WorkNotice

    rows = (
        *WorkNotice.objects.values(),
        *WorkEvent.objects.values(),
        *EventDecision.objects.values(),
        *Work.objects.values("pk", "state"),
    )
    return set(map(repr, rows))


def check(expected: dict[str, str]) -> None:
    """Compare what every surface shows with what is expected, and print the differences."""
    from surface_checks import SurfaceCheck

    started = time.process_time()
    marked = {doi: MARKED[nature] for doi, nature in expected.items() if nature in MARKED}
    surfaces = SurfaceCheck()
    wrong = surfaces.run(marked=marked, noticed=expected)
    seconds = time.process_time() - started
    print(f"{surfaces.looked} addresses in {seconds:.0f} s: {len(wrong)} wrong", wrong[:5])


if __name__ == "__main__":
    main()
