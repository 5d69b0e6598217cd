"""Real records printed in a style, read back, and compared: few disagree that are the same."""

from itertools import islice
from pathlib import Path

import pytest

from pprnet.citations import format_references
from pprnet.citations.checking import compare_citation
from pprnet.citations.printed import parse_reference
from pprnet.formats import read_file
from pprnet.formats.json.csl import to_csl
from pprnet.records import Record, WorkType

DATA = Path(__file__).parents[1] / "data"
FILES = [DATA / "nbib/srdedupe_mini_pubmed.nbib.gz", *sorted((DATA / "crossref").glob("*.gz"))]


@pytest.fixture(scope="module")
def articles():
    """Return articles of PubMed and Crossref, up to 40 of a file."""
    found = [record for file in FILES for record in islice(read_file(file), 40)]
    return [
        record
        for record in found
        if isinstance(record, Record) and record.type is WorkType.ARTICLE
        if record.title and record.authors and record.issued and record.volume
    ]


@pytest.mark.parametrize("style", ["apa", "elsevier-vancouver", "harvard-cite-them-right"])
def test_a_real_article_agrees_with_its_own_reference(articles, style):
    assert len(articles) > 200
    printed = format_references([to_csl(record) for record in articles], style=style)
    wrong = []
    for record, done in zip(articles, printed, strict=True):
        parsed = parse_reference(done.text)
        shortened = parsed is not None and parsed.record.authors_shortened
        if parsed is None or any(
            not each.is_minor
            for each in compare_citation(parsed.item, record, is_shortened=shortened)
        ):
            wrong.append(done.text)
    assert len(wrong) / len(articles) < 0.06, wrong
