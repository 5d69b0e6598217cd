"""Web addresses and their texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pprnet.lint.draft_reading import CITATION, DraftReading, TextPart
from pprnet.lint.lint_findings import LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch

ADDRESS = re.compile(
    r"\b(?:https?|ttps?|htp|http[s]?)\b:?/{1,3}[^\s<>\"“”«»]{1,500}", re.IGNORECASE
)
BRACKET_PAIRS = (("(", ")"), ("[", "]"))
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}", re.IGNORECASE)
EXAMPLE_HOST = re.compile(r"(?:.*\.)?(?:example\.(?:com|org|net)|localhost|test|invalid)", re.I)
LINK_TEXT = re.compile(
    r"\b(?:click here|read more here|(?:follow|use|see) this link|see here|"
    r"cliquez ici|cliquer ici|suivez ce lien)\b",
    re.I,
)


def _addresses(reading: DraftReading) -> Iterator[tuple[TextPart, int, str]]:
    """Yield the web addresses of all texts with their places, without the stop after them."""
    names = reading.draft.fields
    parts = [TextPart(part.field, names[part.field]) for part in reading.fields]
    for part in (*parts, *reading.citations):
        for found in ADDRESS.finditer(part.text):
            yield part, found.start(), _trimmed(found[0])


def _trimmed(address: str) -> str:
    """Return an address without punctuation after it and without a bracket around it."""
    trimmed = address.rstrip(".,;:!?'’*_")
    for opening, closing in BRACKET_PAIRS:
        if trimmed.endswith(closing) and trimmed.count(opening) < trimmed.count(closing):
            trimmed = trimmed[:-1].rstrip(".,;:!?")
    return trimmed


def _insecure_links(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield addresses with http; those of DOIs have a rule of their own."""
    for part, at, address in _addresses(reading):
        if address.lower().startswith("http://") and "doi.org" not in address.lower():
            yield RuleMatch(
                part.field, at, at + len(address), arguments={"found": address}, item=part.item
            )


def _broken_links(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield addresses that lead nowhere."""
    for part, at, address in _addresses(reading):
        if variant := _fault(address):
            given = {"found": address}
            yield RuleMatch(part.field, at, at + len(address), variant, given, item=part.item)


def _fault(address: str) -> str:
    """Return what is wrong with an address, empty where nothing is."""
    if not re.match(r"https?://[^/]", address, re.IGNORECASE):
        return "malformed"
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return "malformed"
    if EXAMPLE_HOST.fullmatch(host):
        return "example"
    return "" if HOST.fullmatch(host) and _is_balanced(address) else "malformed"


def _is_balanced(address: str) -> bool:
    """Return whether the brackets of an address are in pairs."""
    return all(
        address.count(opening) == address.count(closing) for opening, closing in BRACKET_PAIRS
    )


def _link_texts(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield links whose text does not say where they lead."""
    for part in reading.fields:
        if part.field != CITATION:
            for found in LINK_TEXT.finditer(part.text):
                yield RuleMatch(part.field, *found.span(), arguments={"found": found[0]})


LINK_RULES = (
    LintRule("link-insecure", LintSeverity.ADVICE, _insecure_links),
    LintRule("link-broken", LintSeverity.ERROR, _broken_links),
    LintRule("link-text", LintSeverity.ADVICE, _link_texts),
)
