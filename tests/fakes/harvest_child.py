"""Harvest from the stand-in on a port into a folder: run by tests as a program to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from fakes.literature import SINCE, UNTIL, Reroute
from fakes.sources import some_sources
from pprnet.cli.harvest import into_folder
from pprnet.sources.http import Door
from pprnet.vocab.searches import Search

SEARCHES = tuple(
    Search(source, "query", "A query", query)
    for source, query in {
        "pubmed": "psychotherapy",
        "europepmc": "psychotherapy",
        "openalex": "psychotherapy",
        "crossref": "filter=issn:1932-6203",
    }.items()
)


def main() -> None:
    port, out = int(sys.argv[1]), Path(sys.argv[2])
    with Door("test@example.org", transport=Reroute(port), sleep=lambda _: None) as door:
        done = into_folder(some_sources(door), SEARCHES, SINCE, UNTIL, out)
    sys.exit(0 if done else 1)


if __name__ == "__main__":
    main()
