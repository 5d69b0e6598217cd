"""Harvest from the stand-in on a port into a folder: run by tests as a program to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from fakes.fake_services import SINCE, UNTIL, RerouteTransport
from fakes.small_page_sources import small_page_sources
from pprnet.cli.harvest_command import harvest_into_folder
from pprnet.sources.http import HttpClient
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
    with HttpClient(
        "test@example.org", transport=RerouteTransport(port), sleep=lambda _: None
    ) as http_client:
        done = harvest_into_folder(small_page_sources(http_client), SEARCHES, SINCE, UNTIL, out)
    sys.exit(0 if done else 1)


if __name__ == "__main__":
    main()
