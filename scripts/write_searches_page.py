"""Write docs/reference/searches.md: what a harvest searches for.

python scripts/write_searches_page.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pprnet.vocab.searches import Search, journals, searches

PAGE = Path(__file__).parents[1] / "docs/reference/searches.md"
HEAD = """\
# What a harvest searches for

*This page is made from `src/pprnet/vocab/searches.toml` and `journals.toml`; a test keeps it so.*

`pprnet harvest --since 2026-01-01 --out january` runs the searches below, one source after the
other, and writes what they find into the folder `january`:

| file | what it holds |
|---|---|
| `SOURCE.records.jsonl` | the records, one a line, for `pprnet convert` and `pprnet dedupe` |
| `SOURCE.problems.txt` | what was lost or repaired, one a line |
| `manifest.json` | the searches, the number of records, and what is missing |
| `journal.jsonl` | how far each search has come; the same command resumes from there |

The searches aim at recall rather than precision, because the results are ranked and screened. Each
source is searched by words, so that a study of psychotherapy is found wherever it appears, and by
journals, so that nothing in the core journals is missed. Crossref is searched by journals only,
because its free text finds works with any one of the words. To search for something else:
`--source pubmed --query '...'`.

## Dates

| source | `--since` refers to | why |
|---|---|---|
| PubMed | its entry into PubMed (`edat`) | it never changes: months have no gaps |
| Europe PMC | its first indexing (`FIRST_IDATE`) | the same |
| Crossref | the registration of its DOI (`created`) | the date of indexing moves with citations |
| OpenAlex | its publication | the date of entry costs money; choose an earlier `--since` |

## Limits of the services

A contact address is needed (`PPRNET_CONTACT` or `--contact`); none is built in. PubMed is asked at
most 3 times a second (10 with a key in `PPRNET_NCBI_KEY`), Europe PMC and OpenAlex 5 times,
Crossref once. OpenAlex answers few requests without its free key (`PPRNET_OPENALEX_KEY`).
`Retry-After` is followed up to two minutes. A request that fails is sent at most five times; then
the source is skipped in this run, its problem is shown, and the other sources continue.

## The searches
"""


def searches_page() -> str:
    """Make the page, in Markdown."""
    return HEAD + "".join(_searches()) + "".join(_journals())


def _searches() -> Iterator[str]:
    for search in searches():
        yield f"\n### {search.source}: {search.label}\n\n```text\n{_folded(search)}\n```\n"


def _folded(search: Search) -> str:
    """Break a query into lines that fit the page."""
    lines, line = [], ""
    for word in search.query.replace("|", "| ").replace(",", ", ").split():
        if line and len(line) + len(word) > 95:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
    return "\n".join((*lines, line))


def _journals() -> Iterator[str]:
    yield (
        "\n## The core journals\n\nOnly ISSNs that were seen with the title in published "
        "records are listed; a\njournal that is missed here can be added to `journals.toml`.\n\n"
        "| journal | ISSN |\n|---|---|\n"
    )
    for journal in journals():
        yield f"| {journal.title} | {', '.join(journal.issn)} |\n"


if __name__ == "__main__":
    PAGE.write_text(searches_page(), encoding="utf-8")
