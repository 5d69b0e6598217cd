"""A group of commands that imports a verb only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from pprnet.cli.verb_table import (
    INSTALL_SITE,
    Verb,
    all_verbs,
    find_verb,
    lacks_site,
    shown_help,
    verbs_of_group,
)
from pprnet.errors import MissingSiteError

NO_VERB = 2
"""The exit code where no verb was given: that of a wrong command line."""


class LazyCommands(MutableMapping[str, Any]):
    """The commands by name, each imported and built when it is first looked up."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            verb = find_verb(name)
            if verb is None:
                raise KeyError(name)
            self._built[name] = _build_verb(verb)
        return self._built[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._built[name] = command

    def __delitem__(self, name: str) -> None:
        del self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*(verb.name for verb in all_verbs()), *self._built]))

    def __len__(self) -> int:
        return len(list(iter(self)))


class LazyGroup(TyperGroup):
    """The top-level command: lists verbs from their table, in plain text, without importing them.

    Rich, which typer would use for the list, takes longer to import than the rest of the command.
    """

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        self.commands = LazyCommands()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature of the base
        """Return the names of the verbs.

        Args:
            ctx: of the command line.
        """
        return list(self.commands)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Return the arguments for the verb; without any, print the help and end with code 2.

        Args:
            ctx: of the command line.
            args: as typed.
        """
        if not args:
            typer.echo(ctx.get_help())
            ctx.exit(NO_VERB)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the command in plain text.

        Args:
            ctx: of the command line.
            formatter: that the text is written to.
        """
        super(TyperGroup, self).format_help(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - as above
        """Write the list of verbs, each with its line of help in full.

        Args:
            ctx: of the command line.
            formatter: that the text is written to.
        """
        with formatter.section("Commands"):
            formatter.write_dl([(verb.name, shown_help(verb)) for verb in all_verbs()])


def _build_verb(verb: Verb) -> Any:
    """Return the command of a verb, with the verbs that other packages add to it."""
    app = _empty_app()
    name = verb.name.split()[-1]
    if lacks_site(verb):
        _register_refusal(app, verb)
    else:
        import_module(verb.module).register(app)
    command = typer.main.get_group(app).commands[name]
    if isinstance(command, TyperGroup):
        for added in verbs_of_group(verb.name):
            command.add_command(_build_verb(added))
    return command


def _empty_app() -> typer.Typer:
    """Return an application without any verb."""
    return typer.Typer(pretty_exceptions_enable=False, add_completion=False)


def _register_refusal(app: typer.Typer, verb: Verb) -> None:
    """Add a verb that explains how to install the site, whatever its arguments."""

    @app.command(
        verb.name.split()[-1],
        help=shown_help(verb).replace("[", "\\["),
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    )
    def refuse() -> None:
        raise MissingSiteError(
            f"`pprnet {verb.name}` needs the site, which is not installed here: {INSTALL_SITE}"
        )
