"""The glossary of French terms says what the catalogue says."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import messages as script

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reference/french.md").read_text("utf-8")
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \|", re.MULTILINE)
AVOIDED = (r"\btrava(?:il|ux)\b", r"\bmoissons?\b", r"\bfaits? clés?\b", r"\bun éditeur\b")
"""Former terms, and terms that mean something else."""


def terms() -> list[tuple[str, str]]:
    """List each English term with a French one, as the table pairs them."""
    rows = [found.groups() for found in ROW.finditer(PAGE)][1:]
    return [(english, term) for english, french in rows for term in french.strip().split(", ")]


def catalogue() -> str:
    """Return all French texts of the interface, one a line."""
    found = script.messages(script.stored()).values()
    texts = [(m.string,) if isinstance(m.string, str) else m.string for m in found]
    return "\n".join(text for each in texts for text in each)


def stem(term: str) -> str:
    """Return a term without the ending that changes in a sentence (trier: triez, trié)."""
    first, *rest = term.split()
    first = re.sub(r"(?:ettre|enir|endre|er)$", "", first)
    return " ".join([first, *rest])


def test_the_table_has_terms():
    assert len(terms()) > 40


@pytest.mark.parametrize(("english", "french"), terms())
def test_the_catalogue_uses_each_french_term(english, french):
    words = [re.escape(word) for word in stem(french).split()]
    pattern = r"\w*(?:\s+\w+)?\s+".join(words)
    assert re.search(rf"(?<!\w){pattern}", catalogue(), re.IGNORECASE), english


@pytest.mark.parametrize("pattern", AVOIDED)
def test_the_catalogue_uses_no_other_term(pattern):
    assert re.findall(pattern, catalogue(), re.IGNORECASE) == []
