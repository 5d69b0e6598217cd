"""The verbs that write to the site's database, or a word on how to get them."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import typer

from pprnet.errors import MissingSiteError

SITE_VERBS = ("import", "sample", "user", "backup", "restore", "setup", "serve", "manage")


def refuse(verb: str) -> None:
    """Say how to install the site."""
    raise MissingSiteError(
        f"`pprnet {verb}` writes to the site's database, and the site is not installed here: "
        "pip install 'pprnet[site]'"
    )


def add_refusals(app: typer.Typer) -> None:
    """Name each verb of the site all the same, so that asking for one explains itself."""
    for verb in SITE_VERBS:

        @app.command(
            verb,
            help="Needs the site: pip install 'pprnet[site]'",
            context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
        )
        def refused(context: typer.Context) -> None:
            refuse(str(context.info_name))


def offer_site_verbs(app: typer.Typer, entry: EntryPoint) -> None:
    """Let a package add its verbs; without Django, add their refusals instead."""
    try:
        register = entry.load()
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith(("django", "wagtail")):
            raise
        add_refusals(app)
    else:
        register(app)
