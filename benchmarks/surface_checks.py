"""Every public address of a site, and whether it warns of exactly the expected studies."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterator, Mapping

from django.conf import settings
from django.test import Client
from many_summaries import doi_of

from pprnet_site.digest.queries import SummaryRow, public_summaries, summary_rows
from pprnet_site.digest.syndication.surfaces import SURFACES

OTHERS = 300
"""Pages of summaries without a notice that are looked at, drawn at random."""
ONE_EACH = ("search", "page", "references", "notice", "cite", "own-citation", "search-references")
"""Surfaces with an address for each summary; the pages are looked at one by one."""
TEASER = re.compile(r'<p class="from-column teaser">.*?</p>', re.DOTALL)
"""The only place where the warning is behind a link."""
LINK = re.compile(r'href="[^"]*/example-(\d+)/">\s*(<span class="warning">)?')
MARK = re.compile(r"\[(?:RETRACTED|EXPRESSION OF CONCERN)\]")
STUDY = re.compile(r"study \{?(\d+)", re.IGNORECASE)
END_OF_REFERENCE = {"ris": "ER  - ", "bib": "\n}\n", "json": "\n  },", "txt": "\n"}

Wrong = tuple[str, str]


class SurfaceCheck:
    """The summaries of a site, and the addresses that show them."""

    def __init__(self) -> None:
        settings.ALLOWED_HOSTS = ["*"]
        self.client = Client()
        self.rows = {doi_of(number_of(row)): row for row in summary_rows(public_summaries())}
        self.looked = 0

    def run(self, *, marked: Mapping[str, str], noticed: Collection[str]) -> list[Wrong]:
        """Return where an address does not show what it should.

        Args:
            marked: the mark of each DOI that readers are warned of.
            noticed: the DOIs with any notice.
        """
        return [*self.wrong_lists(marked), *self.wrong_pages(marked, noticed)]

    def wrong_lists(self, marked: Mapping[str, str]) -> Iterator[Wrong]:
        """Yield the lists, feeds and files that mark a wrong study or leave one out."""
        for address, about in self.lists().items():
            body = self.body(address)
            if address.endswith(tuple(END_OF_REFERENCE)):
                expected = {doi: mark for doi, mark in marked.items() if doi in about}
                if marks_in_file(body, address) != expected:
                    yield address, "file"
            elif not address.endswith(".xml"):
                for number, warning in LINK.findall(TEASER.sub("", body)):
                    if bool(warning) != (doi_of(int(number)) in marked):
                        yield address, doi_of(int(number))

    def wrong_pages(self, marked: Mapping[str, str], noticed: Collection[str]) -> Iterator[Wrong]:
        """Yield the pages of summaries with a wrong banner or history."""
        chance = random.Random(2)
        rest = [doi for doi in self.rows if doi not in noticed]
        for doi in (*noticed, *chance.sample(rest, min(OTHERS, len(rest)))):
            body = self.body(self.rows[doi].url)
            if ("warning-box" in body) != (doi in marked):
                yield doi, "banner"
            if ("/corrections/study-" in body) != (doi in noticed):
                yield doi, "history"

    def lists(self) -> dict[str, set[str]]:
        """Return the address of each list, feed and file with the DOIs that it is about."""
        found: dict[str, set[str]] = {}
        for surface in SURFACES:
            for doi, row in self.rows.items() if surface.key not in ONE_EACH else ():
                for address in surface.addresses(row):
                    found.setdefault(address, set()).add(doi)
        return found

    def body(self, address: str) -> str:
        """Return what an address answers with."""
        self.looked += 1
        response = self.client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address}: {response.status_code}")
        return response.content.decode()


def number_of(row: SummaryRow) -> int:
    """Return the number of an invented summary."""
    return int(row.page.slug.rpartition("-")[2])


def marks_in_file(body: str, address: str) -> dict[str, str]:
    """Return the mark of each marked DOI in a file of references."""
    found = {}
    for part in body.split(END_OF_REFERENCE[address.rpartition(".")[2]]):
        number, mark = STUDY.search(part), MARK.search(part)
        if number and mark:
            found[doi_of(int(number[1]))] = mark[0]
    return found
