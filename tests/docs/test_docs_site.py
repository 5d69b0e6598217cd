"""The documentation is one site: every page is in its index, and it builds without a warning."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SCRIPT = ROOT / "scripts/build_docs.py"
INDEXES = {DOCS / "index.md", DOCS / "adr/README.md"}


def linked_pages() -> set[Path]:
    """Return the pages that the index and the list of decisions link to."""
    return {
        (index.parent / target).resolve()
        for index in INDEXES
        for target in re.findall(r"\]\(([^)#]+\.md)", index.read_text("utf-8"))
    }


def test_every_page_is_in_the_index():
    pages = {page for page in DOCS.glob("**/*.md") if page not in INDEXES}
    assert sorted(pages - linked_pages()) == []


def test_every_part_of_the_engine_has_a_page_of_reference():
    script = runpy.run_path(str(SCRIPT))
    parts = {path.stem for path in script["parts_of_engine"]()} | script["LEFT_OUT"]
    engine = ROOT / "src/pprnet"
    found = {path.parent.name for path in engine.glob("*/__init__.py")}
    found |= {path.stem for path in engine.glob("*.py")} - {"__init__"}
    assert found - parts == set()


def test_the_reference_lists_what_a_package_exports():
    script = runpy.run_path(str(SCRIPT))
    page = script["page_of_package"](ROOT / "src/pprnet/triage")
    assert "   ~pprnet.triage.ranking.rank\n" in page
    assert ".. automodule:: pprnet.triage.stopping.weibull\n" in page


def test_each_make_target_that_a_page_names_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    pages = [*DOCS.glob("**/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    named = {
        name
        for page in pages
        for line in re.findall(r"(?:`|^)make ([a-z -]+)", page.read_text("utf-8"), re.MULTILINE)
        for name in line.split("  ")[0].split()
    }
    assert named - targets == set()


WRITTEN = ("docs/index.md", "docs/reference/engine/triage.rst")
"""Pages that are written; of all others the text and the links are read."""


@pytest.mark.slow
def test_the_site_builds_without_a_warning(tmp_path):
    pytest.importorskip("sphinx", reason="the extra `docs` is not installed")
    done = subprocess.run(
        [sys.executable, SCRIPT, "--out", tmp_path / "site", "--check", *WRITTEN],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    front = (tmp_path / "site/docs/index.html").read_text("utf-8")
    for page in ("howto/deploy.html", "reference/engine/index.html", "adr/README.html"):
        assert page in front
    reference = (tmp_path / "site/docs/reference/engine/triage.html").read_text("utf-8")
    assert "pprnet.triage.ranking.rank" in reference
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="https?://', front)
