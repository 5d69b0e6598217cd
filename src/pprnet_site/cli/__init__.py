"""The verbs that write to the site's database. Django starts only when one of them runs."""

from __future__ import annotations

from importlib.util import find_spec

import typer

# Without Django the command names these verbs all the same and says how to install the site.
for _needed in ("django", "wagtail"):
    if find_spec(_needed) is None:
        raise ModuleNotFoundError(f"No module named {_needed!r}", name=_needed)

from pprnet_site.cli import backups, import_files, reread, samples, serve, setup, users  # noqa: E402 - after the check


def register(app: typer.Typer) -> None:
    """Add the site's verbs to the one command."""
    for module in (import_files, reread, samples, users, backups, setup, serve):
        module.register(app)
