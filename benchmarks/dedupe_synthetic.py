"""Made-up libraries of any size, for the speed of de-duplication: no study in them exists.

Surnames are as unequally common as real ones, one record in five is a copy with the slips of
an export, one in twenty is headed like thousands of others, and one congress in the file gave
all its abstracts the DOI of their supplement.
"""

from __future__ import annotations

import random
from dataclasses import replace

from pprnet.records import Author, PartialDate, Record

COMMON_TITLES = (
    "Editorial",
    "Erratum",
    "Introduction",
    "Book review",
    "Letter to the editor of the journal",
)
SYLLABLES = [first + second for first in "bcdfghjklm" for second in "ao"]
SUPPLEMENT = "10.1000/invented.supplement"


def synthetic_library(size: int, seed: int = 7) -> list[Record]:
    """Make a library of a size, the same for the same seed."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(5000)]
    names = ["".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(3000)]
    common = [1 / (place + 5) for place in range(len(names))]
    abstracts = [" ".join(chance.choices(words, k=200)) for _ in range(500)]
    records: list[Record] = []
    for at in range(size):
        if records and chance.random() < 0.2:
            records.append(copy_with_errors(chance.choice(records), chance))
            continue
        authors = chance.choices(names, common, k=chance.randint(1, 8))
        title = " ".join(chance.choices(words, k=chance.randint(6, 18))).capitalize()
        kind = chance.random()
        first = chance.randint(1, 900)
        records.append(
            Record(
                source="made",
                title=chance.choice(COMMON_TITLES) if kind < 0.05 else title,
                authors=tuple(Author(name, chance.choice("ABCDEFG") + ".") for name in authors),
                abstract=chance.choice(abstracts) + f" {at}",
                issued=PartialDate(chance.randint(1995, 2025)),
                journal=f"Journal of Invented {words[chance.randint(0, 300)].title()}",
                volume=str(chance.randint(1, 60)),
                issue=str(chance.randint(1, 6)),
                pages=f"{first}-{first + 9}",
                doi=SUPPLEMENT if 0.05 < kind < 0.07 else f"10.1000/invented.{at}",
            )
        )
    return records


def copy_with_errors(record: Record, chance: random.Random) -> Record:
    """Copy a record with the slips of an export."""
    slips = (
        {},
        {"doi": ""},
        {"title": record.title.upper() + "."},
        {"authors": tuple(Author(author.family, "") for author in record.authors[:3])},
        {"abstract": "", "pages": record.pages.partition("-")[0]},
        {"issued": None, "doi": ""},
    )
    return replace(record, **chance.choice(slips))  # type: ignore[arg-type]  # Record's own fields
