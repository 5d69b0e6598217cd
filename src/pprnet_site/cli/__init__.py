"""The verbs that use the site's database. Django starts only when one of them runs."""

from __future__ import annotations

from pprnet.cli.verb_table import Verb

VERBS = tuple(
    Verb(name, f"pprnet_site.cli.{module}", text, needs_site=True)
    for name, module, text in (
        (
            "import",
            "import_files",
            "Import files of references into the inbox, each work once.",
        ),
        (
            "archive import",
            "import_archive",
            "Import the posts of an archive page into the site as drafts.",
        ),
        (
            "reread",
            "reread",
            "Read every work of the site again, using the corrections made at the desk.",
        ),
        (
            "watch",
            "watch",
            "Ask the services what has happened to the sources of published summaries.",
        ),
        ("sample", "samples", "Load the sample into the site, or remove it."),
        ("user", "users", "Create an account or reset it."),
        ("backup", "backups", "Write all data of the site to one file that only you can read."),
        (
            "restore",
            "backups",
            "Restore the site from a backup; everything in the site now is replaced.",
        ),
        (
            "setup",
            "setup",
            "Set up the site, or upgrade it to this version; safe to run again.",
        ),
        (
            "manage",
            "setup",
            "Run one of Django's own commands, as in `pprnet manage check`.",
        ),
        (
            "serve",
            "serve",
            "Serve the site with its task worker and scheduler until Ctrl-C.",
        ),
    )
)


def register(verbs: list[Verb]) -> None:
    """Add the site's verbs to those of the command; the entry point of `pprnet.commands`."""
    verbs.extend(VERBS)
