"""`pprnet archive`: old posts, from the text of the pages that published them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pprnet.cli.inputs.text_input import read_text_file
from pprnet.cli.terminal import printable
from pprnet.formats.archive_page import ArchivePage, ArchivePost, read_archive
from pprnet.formats.json.jsonl import record_to_json

archive_app = typer.Typer(
    name="archive",
    help="Read the posts of an archive page; with the site, import them as drafts.",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    """Add the verbs on the archive to the command.

    Args:
        app: the command of the program.
    """
    app.add_typer(archive_app)


@archive_app.command("read")
def _show_archive(
    file: Annotated[Path, typer.Argument(help="The text of the page, as copied from the browser.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print everything that was read as JSON.")
    ] = False,
) -> None:
    """Show the posts, topics and teaser of an archive page, with its problems by line."""
    page = read_archive(read_text_file(file), name=file.name)
    if as_json:
        typer.echo(orjson.dumps(_page_to_json(page), option=orjson.OPT_INDENT_2).decode())
    else:
        _print_page(page)
    if not page.posts:
        raise typer.Exit(1)


def _page_to_json(page: ArchivePage) -> dict[str, Any]:
    """Return a page as plain JSON values."""
    return {
        "intro": page.intro,
        "teaser": page.teaser,
        "teaser_clauses": page.teaser_clauses,
        "topics": [asdict(topic) for topic in page.topics],
        "posts": [_post_to_json(post) for post in page.posts],
        "problems": [asdict(problem) for problem in page.problems],
    }


def _post_to_json(post: ArchivePost) -> dict[str, Any]:
    """Return a post as plain JSON values; its citation is a record, or null."""
    return {
        "month": str(post.month),
        "title": post.title,
        "citation_text": post.citation_text,
        "citation": record_to_json(post.citation) if post.citation else None,
        "summary": post.summary,
        "implications": post.implications,
        "line": post.line,
    }


def _print_page(page: ArchivePage) -> None:
    """Print a page for a person: the posts as a table, then the counts and the problems."""
    console = Console(highlight=False)
    table = Table("Month", "Title", "Citation", "Summary", "Implications", box=None, pad_edge=False)
    for post in page.posts:
        table.add_row(*_table_cells(post))
    if page.posts:
        console.print(table)
    console.print(_page_counts(page))
    for problem in page.problems:
        console.print(f"[yellow]problem[/] {escape(printable(str(problem)))}", soft_wrap=True)


def _page_counts(page: ArchivePage) -> str:
    """Return how much was found, on one line."""
    posts = _counted_noun(len(page.posts), "post")
    months = _counted_noun(len({post.month for post in page.posts}), "month")
    citations = _counted_noun(sum(post.citation is not None for post in page.posts), "citation")
    topics = _counted_noun(len(page.topics), "topic")
    clauses = _counted_noun(len(page.teaser_clauses), "clause")
    return f"{posts} in {months}, {citations}, {topics}, a teaser of {clauses}"


def _counted_noun(number: int, thing: str) -> str:
    """Return a number with its noun."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _table_cells(post: ArchivePost) -> tuple[str, ...]:
    """Return a post's cells."""
    authors = post.citation.authors if post.citation else ()
    year = post.citation.issued if post.citation else None
    named = f"{authors[0].family or authors[0].literal}, {year}" if authors else "none"
    lengths = (f"{len(text.split())} words" for text in (post.summary, post.implications))
    return str(post.month), escape(printable(post.title)), escape(printable(named)), *lengths
