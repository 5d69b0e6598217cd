"""`pprnet sample`: load and remove the sample."""

from __future__ import annotations

import typer

from pprnet_site.cli.site import site

sample_app = typer.Typer(
    name="sample", help="Load the sample into the site, or remove it.", no_args_is_help=True
)


def register(app: typer.Typer) -> None:
    """Add the verbs on the sample."""
    app.add_typer(sample_app)


@sample_app.command("load")
def load() -> None:
    """Load the sample library and six sample summaries; a second run changes nothing."""
    with site():
        from pprnet_site import sample

        loaded = sample.load_sample()
    typer.echo(
        f"The sample is loaded: {loaded.works} works, {loaded.published} published "
        f"summaries, {loaded.drafts} drafts."
    )


@sample_app.command("remove")
def remove() -> None:
    """Remove the sample; what you added yourself is kept."""
    with site():
        from pprnet_site import sample

        removed = sample.remove_sample()
    typer.echo(f"The sample is removed: {removed.pages} pages and {removed.works} works.")
    if removed.kept:
        typer.echo(f"Kept, because you have worked with them: {removed.kept} works.")
