"""What is printed around a name and is no part of it: roles, numbers, marks of footnotes."""

from __future__ import annotations

from pprnet.identifiers import normalise_orcid

_ROLE_LIST = (
    "ed|eds|editor|editors|hrsg|hg|hrsgg|ed. by|author|authors|aut|trans|translator|dir|coord|"
    "red|comp|corresponding author"
)
_ROLES = frozenset(_ROLE_LIST.split("|"))
_MARKS = " *†‡§¶"
_OPENING = {")": "(", "]": "["}
_SHORTEST_NUMBER = 5
_LEADS = ("on behalf of the ", "on behalf of ", "for the ", "and the ", "and ")


def without_notes(name: str) -> tuple[str, str]:
    """Return a name without what is printed after it, and the ORCID iD if that is one.

    Args:
        name: as in "Example, A. (Ed.)", "Example, Anna (57200000000)" or "Sample, B.*".
    """
    name = name.rstrip(_MARKS)
    opening = _OPENING.get(name[-1:])
    if opening is None:
        return name, ""
    before, found, note = name[:-1].rpartition(opening)
    before, note = before.rstrip(_MARKS), note.strip().rstrip(".")
    if not found or not before:
        return name, ""
    if orcid := normalise_orcid(note.removeprefix("ORCID").strip(": ")):
        return before, orcid
    is_number = note.isdecimal() and len(note) >= _SHORTEST_NUMBER
    return (before, "") if is_number or note.lower() in _ROLES else (name, "")


def without_lead(group: str) -> str:
    """Return the name of a group without the words that join it to the authors before it.

    Args:
        group: as in "on behalf of the Example Study Group".
    """
    lower = group[:20].lower()
    lead = next((lead for lead in _LEADS if lower.startswith(lead)), "")
    return group[len(lead) :]
