"""Write the reference page of signals, and record what the extractors give on fixed texts.

python scripts/write_signals.py

The page is docs/reference/signals.md. The record, tests/data/signals/digests.json, holds for each
signal its version and a digest of its values on tests/data/signals/texts.jsonl; for topics and
research types the digest also covers their phrases and weights. A signal that gives other values
under the version already recorded is refused: raise its version first, so that an upgrade reads all
works again.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pprnet.extraction import extract_signals
from pprnet.extraction.signal_registry import SIGNALS, Signal, SignalDefinition, ValueForm
from pprnet.records import Record
from pprnet.vocab import research_type

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "src/pprnet"
PAGE = ROOT / "docs/reference/signals.md"
TEXTS = ROOT / "tests/data/signals/texts.jsonl"
DIGESTS = ROOT / "tests/data/signals/digests.json"
HEAD = """\
# Signals

*This page is made by `scripts/write_signals.py` from `pprnet.extraction.signal_registry`; a test
compares the two. All texts are invented.*

A signal is one value read from the title, abstract and index terms of a work, with its probability
(0-1), the method, its version, and the places of the text that it rests on. It is never a decision:
an editor accepts, rejects or corrects it. [How topics and types are
read](../explanation/topics-and-types.md) explains the method.

| signal | stored as | field of `pprnet read` | values | version |
|---|---|---|---|---|
"""

Digests = dict[str, dict[str, str]]


def signals_page() -> str:
    """Return the page."""
    rows = "".join(
        f"| [{one.label}](#{one.label.lower().replace(' ', '-')}) "
        f"| {f'`{one.kind}`' if one.is_stored else 'not stored'} | `{one.field}` "
        f"| {'one' if one.is_single else 'many'}: {one.form.value} "
        f"| {one.method} {one.version} |\n"
        for one in SIGNALS
    )
    return HEAD + rows + "\n" + "\n".join(map(signal_section, SIGNALS))


def signal_section(definition: SignalDefinition) -> str:
    """Return the section of one signal."""
    example = definition.example
    text = " ".join(filter(None, (example.title and f"{example.title}.", example.abstract)))
    values = ", ".join(f"`{value}`" for value in example.values)
    return (
        f"## {definition.label}\n\n{definition.description}\n\n"
        f"- read from: {types_text(definition)}\n"
        f"- where there is none: {definition.absent}\n"
        f"- example: *{text}* gives {values}\n"
    )


def types_text(definition: SignalDefinition) -> str:
    """Return the research types that a signal is read from, in words."""
    if definition.only_types:
        return f"works of these types: {type_labels(definition.only_types)}"
    if definition.except_types:
        return f"all works except those of these types: {type_labels(definition.except_types)}"
    return "all works"


def type_labels(keys: frozenset[str]) -> str:
    """Return the labels of research types in alphabetical order."""
    return ", ".join(sorted(research_type(key).label.lower() for key in keys))


def current_digests() -> Digests:
    """Return the version of each signal and the digest of its values on the fixed texts."""
    found: dict[str, list[Any]] = {definition.kind: [] for definition in SIGNALS}
    for definition in SIGNALS:
        if definition.form is ValueForm.TERM:
            found[definition.kind].append(rule_data())
    for number, record in enumerate(fixed_records()):
        for signal in extract_signals(record, roles=True):
            found[signal.kind].append([number, *signal_values(signal)])
    return {
        definition.kind: {
            "version": f"{definition.method} {definition.version}",
            "digest": hashlib.sha256(json.dumps(found[definition.kind]).encode()).hexdigest()[:16],
        }
        for definition in SIGNALS
    }


def rule_data() -> dict[str, Any]:
    """Return the phrases and weights by which topics and research types are found, by file."""
    phrases = {
        path.name: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted((ENGINE / "vocab").glob("*_cues.toml"))
    }
    weights = {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((ENGINE / "extraction/classification").glob("*.json"))
    }
    return phrases | weights


def fixed_records() -> Iterator[Record]:
    """Yield the records of the fixed texts."""
    for line in TEXTS.read_text(encoding="utf-8").splitlines():
        stated = json.loads(line)
        yield Record(
            title=stated["title"],
            abstract=stated["abstract"],
            keywords=tuple(stated.get("keywords", ())),
            publication_types=tuple(stated.get("publication_types", ())),
        )


def signal_values(signal: Signal) -> list[Any]:
    """Return what a digest covers of a signal; scores to three decimals."""
    spans = [[span.field, span.start, span.end] for span in signal.spans]
    return [signal.value, round(signal.score, 3), signal.method, spans, repr(signal.effect)]


def version_problems(recorded: Digests, current: Digests) -> list[str]:
    """Return a message for each signal whose values changed while its version did not."""
    versions = {one["version"] for one in recorded.values()}
    return [
        f"{kind}: its output changed, but its version is still {one['version']!r}. Raise the "
        "version in src/pprnet/extraction/signal_registry.py (EXTRACTION_VERSION for signals read "
        "by rules), then run python scripts/write_signals.py"
        for kind, one in current.items()
        if one["version"] in versions and recorded.get(kind) != one
    ]


def main() -> int:
    """Write the page and the digests, unless a version has to be raised first."""
    recorded, current = json.loads(DIGESTS.read_text(encoding="utf-8")), current_digests()
    problems = version_problems(recorded, current)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    PAGE.write_text(signals_page(), encoding="utf-8")
    DIGESTS.write_text(json.dumps(current, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
