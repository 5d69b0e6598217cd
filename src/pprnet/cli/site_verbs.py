"""The verbs that write to the site's database, or a word on how to get them."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import typer
from rich.markup import escape

from pprnet.errors import MissingSiteError

SITE_VERBS = (
    *("import", "sample", "user", "backup", "restore"),
    *("reread", "setup", "serve", "manage"),
)
INSTALL_SITE = "pip install 'pprnet[site]'"


def refuse_site_verb(verb: str) -> None:
    """Say how to install the site."""
    raise MissingSiteError(
        f"`pprnet {verb}` needs the site, which is not installed here: {INSTALL_SITE}"
    )


def add_refusals(app: typer.Typer) -> None:
    """Name each verb of the site all the same, so that asking for one explains itself."""
    for verb in SITE_VERBS:
        add_refusal(app, verb)
    for group in app.registered_groups:
        inner = group.typer_instance
        if inner is not None and inner.info.name == "archive":
            add_refusal(inner, "import", group_prefix="archive ")


def add_refusal(app: typer.Typer, verb: str, *, group_prefix: str = "") -> None:
    """Name one verb of the site, `group_prefix` being the group that it stands in."""

    @app.command(
        verb,
        help=escape(f"Needs the site: {INSTALL_SITE}"),
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    )
    def refused() -> None:
        refuse_site_verb(group_prefix + verb)


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
