"""Settings of the documentation site, which `make docs` builds from the whole repository."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pprnet import __version__

ROOT = Path(__file__).resolve().parents[1]
FORMULA = re.compile(r"(`[^`]*`)|([*|])")
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)#:]+)\)")

project = "pprnet"
author = "The pprnet founders"
project_copyright = "The pprnet founders, MIT licence"
version = release = __version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
]

# The source folder is the repository itself, so that links between its pages stay as they are.
root_doc = "docs/index"
include_patterns = ["docs/**", "*.md", "benchmarks/README.md", "tests/data/README.md"]
exclude_patterns = [".*", "build", "node_modules", "requirements", "src", "var"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}

myst_heading_anchors = 3
suppress_warnings = ["myst.header"]  # ADRs and the changelog begin at the level they need

default_role = "py:obj"
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_use_type_comments = False  # the code has none, and to look for them takes seconds
autosummary_generate = False
napoleon_numpy_docstring = False
napoleon_custom_sections = ["Source"]

html_theme = "furo"
html_title = f"pprnet {release}"
html_additional_pages = {"index": "start.html"}
templates_path = ["templates"]
html_copy_source = False
html_show_sphinx = False
html_use_index = True


def unlink_other_files(app: Any, docname: str, source: list[str]) -> None:
    """Keep the text alone of links to files and folders that are no pages of the site."""
    folder = Path(app.env.doc2path(docname)).parent

    def text_or_link(found: re.Match[str]) -> str:
        target = (folder / found[2]).resolve()
        is_page = target.exists() and app.env.path2doc(target) in app.env.found_docs
        return found[0] if is_page or not target.exists() else found[1]

    source[0] = LINK.sub(text_or_link, source[0])


def escape_formulas(
    _app: Any, _what: str, _name: str, _thing: Any, _options: Any, lines: list[str]
) -> None:
    """Escape `*` and `|` of docstrings outside of code: they belong to formulas, not to markup."""
    for number, line in enumerate(lines):
        if not line.lstrip().startswith(">>>"):
            lines[number] = FORMULA.sub(lambda found: found[1] or "\\" + found[2], line)


def setup(app: Any) -> None:
    """Connect the functions above to Sphinx; the second comes before napoleon."""
    app.connect("source-read", unlink_other_files)
    app.connect("autodoc-process-docstring", escape_formulas, priority=400)
