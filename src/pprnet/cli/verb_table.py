"""The verbs of `pprnet`: their names, their help and the modules that they are imported from.

`pprnet --help` prints this table and imports no verb. The docstring of a verb is the source of
its help; a test compares the two.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import NamedTuple

ENTRY_POINTS = "pprnet.commands"
"""The group of entry points; each names a function that adds verbs to a list of `Verb`."""

INSTALL_SITE = "pip install 'pprnet[site]'"
SITE_PACKAGES = ("django", "wagtail")


class Verb(NamedTuple):
    """One verb of the command."""

    name: str
    """As typed; a second word adds the verb to an engine's group, as in `archive import`."""

    module: str
    """The module to import when the verb is asked for; its `register` adds the verb to an app."""

    help: str
    """The first paragraph of the verb's docstring, on one line."""

    needs_site: bool = False
    """Whether the verb only explains how to install the site where Django is missing."""


ENGINE_VERBS = (
    Verb(
        "convert",
        "pprnet.cli.convert_command",
        "Convert a file of references, listing whatever could not be read or carried over.",
    ),
    Verb(
        "dedupe",
        "pprnet.cli.dedupe_command",
        "Group the records of files into works and give the reason why each record joined its "
        "work.",
    ),
    Verb(
        "read",
        "pprnet.cli.read_command",
        "Read the topics, type of research, numbers, roles, effects and findings of each work.",
    ),
    Verb(
        "simulate",
        "pprnet.cli.simulate_command",
        "Replay a finished screening with the learner and measure how early it finds relevant "
        "works.",
    ),
    Verb(
        "archive",
        "pprnet.cli.archive_command",
        "Read the posts of an archive page; with the site, import them as drafts.",
    ),
    Verb(
        "cite",
        "pprnet.cli.cite_command",
        "Print complete references for DOIs, PMIDs, PMCIDs, links or printed references, and "
        "check those of a text.",
    ),
    Verb(
        "lint",
        "pprnet.cli.texts.lint_command",
        "Check drafts: names, counts, citations, wording, spelling, lengths; each finding by line.",
    ),
    Verb(
        "claims",
        "pprnet.cli.texts.claims_command",
        "Check each claim of texts against their sources: numbers, names, arms, times, directions.",
    ),
    Verb(
        "harvest",
        "pprnet.cli.harvest_command",
        "Fetch new records since a given day from PubMed, Europe PMC, OpenAlex and Crossref.",
    ),
)


@cache
def added_verbs() -> tuple[Verb, ...]:
    """Return the verbs that other packages add, such as the site's."""
    from importlib.metadata import entry_points

    verbs: list[Verb] = []
    for entry in entry_points(group=ENTRY_POINTS):
        entry.load()(verbs)
    return tuple(verbs)


def all_verbs() -> tuple[Verb, ...]:
    """Return the verbs that are shown in the list of verbs, in its order."""
    return (*ENGINE_VERBS, *(verb for verb in added_verbs() if " " not in verb.name))


def verbs_of_group(group: str) -> tuple[Verb, ...]:
    """Return the verbs that other packages add to a group of the engine.

    Args:
        group: name of the group, such as `archive`.
    """
    return tuple(verb for verb in added_verbs() if verb.name.startswith(f"{group} "))


def find_verb(name: str) -> Verb | None:
    """Return a verb of the list; other packages are asked only for names unknown to the engine.

    Args:
        name: as typed.

    Returns:
        The verb, or `None` where there is none of that name.
    """
    for verbs in (lambda: ENGINE_VERBS, all_verbs):
        for verb in verbs():
            if verb.name == name:
                return verb
    return None


def lacks_site(verb: Verb) -> bool:
    """Return whether a verb needs the site and the site's libraries are not installed.

    Args:
        verb: of any package.
    """
    return verb.needs_site and any(find_spec(package) is None for package in SITE_PACKAGES)


def shown_help(verb: Verb) -> str:
    """Return the line of help in the list of verbs.

    Args:
        verb: of any package.
    """
    return f"Needs the site: {INSTALL_SITE}" if lacks_site(verb) else verb.help
