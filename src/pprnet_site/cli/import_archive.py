"""`pprnet archive import`: the posts of an archive page into the site, as drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pprnet.cli.inputs.text_input import read_text_file
from pprnet_site.cli.site import site


def register(app: typer.Typer) -> None:
    """Add the verb to the engine's verbs on the archive."""
    app.command("import")(import_archive)


def import_archive(
    file: Annotated[Path, typer.Argument(help="The text of the page, as copied from the browser.")],
) -> None:
    """Import the posts of an archive page into the site as drafts."""
    from rich.console import Console
    from rich.markup import escape

    text = read_text_file(file)
    with site():
        from pprnet_site.digest.actions import import_archive as import_posts

        done = import_posts(text=text, name=file.name, by=None)
    Console(highlight=False, soft_wrap=True).print(escape(str(done)))
