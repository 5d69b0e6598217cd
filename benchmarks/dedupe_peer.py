"""Run bib-dedupe, in an environment of its own, on a table of records: JSON on standard output.

    python dedupe_peer.py records.csv

It is called by `dedupe.py`; nothing of pprnet is imported here.
"""

from __future__ import annotations

import json
import resource
import sys
from importlib.metadata import version

import pandas as pd
from bib_dedupe.bib_dedupe import block, cluster, match, prep


def cpu_seconds() -> float:
    """Return the processor time of this process and of those it started."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def main() -> None:
    """Group the records of the table."""
    table = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
    start = cpu_seconds()
    pairs = block(prep(table, cpu=1, verbosity_level=0), cpu=1, verbosity_level=0)
    groups = cluster(match(pairs, cpu=1, verbosity_level=0), verbosity_level=0)
    seconds = cpu_seconds() - start
    json.dump(
        {
            "groups": [[int(number) for number in group] for group in groups],
            "seconds": seconds,
            "version": f"bib-dedupe {version('bib-dedupe')}, pandas {version('pandas')}, "
            f"rapidfuzz {version('rapidfuzz')}",
        },
        sys.__stdout__,
    )


if __name__ == "__main__":
    main()
