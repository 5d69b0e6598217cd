"""Replay notices against published summaries and look at every surface.

`python benchmarks/notices_on_surfaces.py --summaries 10000 --notices 1000`

A new site is set up in a temporary folder. All studies, notices and identifiers are invented.
"""

from __future__ import annotations

import argparse
import os
import random
import re
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
    chance = random.Random(seed)  # noqa: S311 - no secret
    chosen = chance.sample(range(summaries), count)
    lines, expected = [HEADER], {}
    for at, number in enumerate(chosen):
        nature, doi = chance.choice(NATURES[:3]), f"10.5555/example.{number}"
        if at % 10 < 7:  # noqa: PLR2004
            expected[doi] = nature
            lines.append(row(number, doi.upper() if at % 3 else doi, nature))
            lines += lines[-1:] if at % 5 == 0 else []
        elif at % 10 < 9:  # noqa: PLR2004
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
    check(expected, folder)
    before = state()
    print(f"second run: {replay(folder / 'notices.csv'):.1f} s of processor time")
    print("rows changed by the second run:", len(before ^ state()))
    lifted = [HEADER]
    lifted += [row(9_000_000 + at, doi, NATURES[3], day="9/30/2026 0:00")
               for at, doi in enumerate(expected)]  # fmt: skip
    (folder / "reinstated.csv").write_text("".join(lifted), encoding="utf-8")
    print(f"reinstatement of all: {replay(folder / 'reinstated.csv'):.1f} s of processor time")
    check(dict.fromkeys(expected, NATURES[3]), folder)


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


def check(expected: dict[str, str], folder: Path) -> None:
    """Compare what every surface shows with what is expected, and print the differences."""
    from django.conf import settings
    from django.test import Client

    from pprnet_site.digest.models import SummaryPage
    from pprnet_site.digest.queries import public_summaries, summary_rows
    from pprnet_site.digest.syndication.surfaces import SURFACES

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    started = time.process_time()
    marked = {doi: MARKED[nature] for doi, nature in expected.items() if nature in MARKED}
    wrong = []
    rows = summary_rows(public_summaries())
    numbers = {row.page.pk: f"10.5555/example.{row.page.slug.rpartition('-')[2]}" for row in rows}
    lists: dict[str, set[str]] = {}
    for row_ in rows:
        doi = numbers[row_.page.pk]
        for surface in SURFACES:
            if surface.key in ("search", "page", "references", "notice"):
                continue
            for address in surface.addresses(row_):
                lists.setdefault(address, set()).add(doi)
    looked = 0
    slug = re.compile(r'href="[^"]*/(example-\d+)/">\s*(<span class="warning">)?')
    for address in lists:
        body = client.get(address).content.decode()
        looked += 1
        if address.endswith((".ris", ".bib", ".json", ".txt")):
            found = marks_in_file(body, address)
            shown = {doi: mark for doi, mark in marked.items() if doi in lists[address]}
            if found != shown:
                wrong.append((address, len(found), len(shown)))
        elif not address.endswith(".xml") and not address.startswith("/corrections"):
            for name, warning in slug.findall(body):
                doi = f"10.5555/example.{name.removeprefix('example-')}"
                if bool(warning) != (doi in marked) and "blog about" not in body[:0]:
                    wrong.append((address, doi, warning))
    chance = random.Random(2)  # noqa: S311 - no secret
    known = {doi: pk for pk, doi in numbers.items()}
    others = chance.sample([doi for doi in known if doi not in expected], min(300, len(known) // 3))
    for doi in (*expected, *others):
        page = SummaryPage.objects.get(pk=known[doi])
        body = client.get(page.get_absolute_url()).content.decode()
        looked += 1
        if ("warning-box" in body) != (doi in marked):
            wrong.append((page.slug, doi, "page"))
        if ("study-" in body) != (doi in expected):
            wrong.append((page.slug, doi, "history"))
    print(
        f"{looked} addresses looked at in {time.process_time() - started:.0f} s; wrong:", wrong[:5]
    )
    print("wrong in all:", len(wrong))


def marks_in_file(body: str, address: str) -> dict[str, str]:
    """Return the mark of each DOI in a file of references."""
    found = {}
    mark = re.compile(r"\[(?:RETRACTED|EXPRESSION OF CONCERN)\]")
    splits = {"ris": "ER  - ", "bib": "\n}\n", "json": "\n  },", "txt": "\n"}
    for part in body.split(splits[address.rpartition(".")[2]]):
        number = re.search(r"study \{?(\d+)", part, re.IGNORECASE)
        if number and (said := mark.search(part)):
            found[f"10.5555/example.{number[1]}"] = said[0]
    return found


if __name__ == "__main__":
    main()
