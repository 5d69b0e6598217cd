"""The statement of machine help of a summary, for readers and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pprnet_site.evidence.enums import HelpPart
from pprnet_site.evidence.models import MachineHelp


@dataclass(frozen=True, slots=True)
class PartHelp:
    """What a machine suggested of one part of a summary, as far as the summary still has it."""

    part: HelpPart
    tools: tuple[str, ...]
    """As "pprnet 0.1.0 extraction 6"; empty where it was not recorded."""
    suggested: int
    accepted: int
    """How many of them a person accepted."""

    @property
    def is_accepted(self) -> bool:
        """Whether a person accepted all of it."""
        return self.accepted >= self.suggested


@dataclass(frozen=True, slots=True)
class HelpStatement:
    """What is recorded of help by machines in a summary."""

    parts: tuple[PartHelp, ...] = ()
    bound: int = 0
    """Claims that a machine found in the sources."""
    checked: int = 0
    """Claims that it looked for; 0 where it was not recorded."""
    checker: str = ""

    @property
    def is_recorded(self) -> bool:
        """Whether anything is recorded."""
        return bool(self.parts or self.checked)


def machine_help(page: int | None, facts: Sequence[bool] = ()) -> HelpStatement:
    """Return the statement of a page, in one query.

    Args:
        page: number of the page; None while it is not stored.
        facts: of the key facts that were read automatically, whether a person accepted each;
            it counts where no suggestion of a fact is recorded.
    """
    rows = list(MachineHelp.objects.filter(page=page, rejected_at=None)) if page else []
    parts = [part_help(part, rows) for part in HelpPart if part != HelpPart.CLAIM]
    found = [each for each in parts if each.suggested]
    if facts and not any(each.part == HelpPart.KEY_FACT for each in found):
        found.append(PartHelp(HelpPart.KEY_FACT, (), len(facts), sum(facts)))
    claims = next((row for row in rows if row.part == HelpPart.CLAIM), None)
    if claims is None:
        return HelpStatement(tuple(found))
    bound, _slash, total = claims.value.partition("/")
    return HelpStatement(tuple(found), int(bound), int(total), tool_name(claims))


def part_help(part: HelpPart, rows: Sequence[MachineHelp]) -> PartHelp:
    """Return what is recorded of one part."""
    own = [row for row in rows if row.part == part]
    tools = tuple(dict.fromkeys(map(tool_name, own)))
    return PartHelp(part, tools, len(own), sum(row.accepted_at is not None for row in own))


def tool_name(row: MachineHelp) -> str:
    """Return the tool that made a suggestion, with its version."""
    return f"{row.method} {row.version}".strip()


def statement_text(statement: HelpStatement) -> str:
    """Return the statement as one line for readers, in the language of the interface."""
    if not statement.is_recorded:
        return _("Machine help: none is recorded.")
    sentences = [
        *suggestion_sentences(statement.parts),
        *claim_sentences(statement),
        _("pprnet wrote none of the text."),
    ]
    return _("Machine help: %(sentences)s") % {"sentences": " ".join(sentences)}


def suggestion_sentences(parts: Sequence[PartHelp]) -> list[str]:
    """Return what was suggested, first what a person accepted; a second sentence begins as one."""
    accepted = [each for each in parts if each.is_accepted]
    others = [each for each in parts if not each.is_accepted]
    sentences = []
    if accepted:
        text = _("%(parts)s were suggested by %(tool)s and accepted by a person.")
        sentences.append(text % named_parts(accepted))
    if others:
        text = _("%(parts)s were suggested by %(tool)s; a person has not accepted all of them.")
        said = text % named_parts(others)
        sentences.append(f"{said[:1].upper()}{said[1:]}" if sentences else said)
    return sentences


def named_parts(parts: Sequence[PartHelp]) -> dict[str, str]:
    """Return the names of parts and of the tools that suggested them."""
    tools = dict.fromkeys(tool for each in parts for tool in each.tools)
    return {
        "parts": joined([str(each.part.label) for each in parts]),
        "tool": joined(list(tools)) or "pprnet",
    }


def joined(names: Sequence[str]) -> str:
    """Return names as in a sentence: "A, B and C"."""
    if len(names) < 2:  # noqa: PLR2004 - one name is no list
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def claim_sentences(statement: HelpStatement) -> list[str]:
    """Return how many claims were found in the sources, if it was recorded."""
    if not statement.checked:
        return []
    text = ngettext(
        "%(tool)s compared %(count)d claim with the sources and found %(bound)d there.",
        "%(tool)s compared %(count)d claims with the sources and found %(bound)d there.",
        statement.checked,
    )
    numbers = {"count": statement.checked, "bound": statement.bound}
    return [text % {"tool": statement.checker, **numbers}]
