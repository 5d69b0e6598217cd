"""How often each rule of the checker is wrong on published, edited texts.

    PPRNET_TEST_DATA=FOLDER python benchmarks/lint_false_alarms.py [--number 400] [--show CODE]
    ... --write    stores the rates in the package and the table of the documentation

Abstracts of two files, the conclusions among them as implications, references as the engine prints
them, the posts of the archive page and the summaries of the sample. An alarm that a person judged
to be right is in `benchmarks/labels/lint_true_alarms.tsv` and does not count; every other alarm
does, also where nobody looked.
"""

from __future__ import annotations

import argparse
import os
import runpy
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from lint_texts import MeasuredText, measured_texts

from pprnet.lint import RULES, DraftBounds, FalseAlarmRate, LintFinding, lint_draft

ROOT = Path(__file__).parents[1]
JUDGED = Path(__file__).parent / "labels/lint_true_alarms.tsv"
RATES = ROOT / "src/pprnet/lint/false_alarms.toml"
BOUNDS = DraftBounds(title_characters=1_000)
"""Titles of articles are longer than those of posts."""
CUT = 10.0
"""Percent of texts with a false alarm above which a rule is narrowed or left out."""
ERROR_LIMIT = 1.0
FIELDS_OF_KIND = {
    "abstract": {"text", "facts", "spaces"},
    "rebuilt": {"text", "facts", "names"},
    "conclusion": {"implications"},
    "reference": {"citation"},
    "post": {"text", "spaces", "names", "implications", "citation", "parts"},
    "summary": {"text", "spaces", "names", "implications", "citation", "parts"},
}
"""Which groups of rules apply to a kind of text."""
IMPLICATIONS = {"strong-recommendation"}
PARTS = {
    "text-length",
    "reading-grade",
    "long-sentences",
    "too-short",
    "heading",
    "missing-text",
    "missing-bottom-line",
}
PARTS |= {"missing-limits", "missing-for-whom", "missing-citation", "title-case"}
SPACES = {"missing-space", "doubled-space", "space-before-stop", "doubled-stop"}
NAMES = {"author-name", "author-unknown"}
GROUPS = {"implications": IMPLICATIONS, "parts": PARTS, "spaces": SPACES, "names": NAMES}
NEEDED: dict[str, Callable[[MeasuredText], object]] = {
    "missing-design": lambda text: text.draft.sources[0].research_type,
    "missing-sample-size": lambda text: text.draft.sources[0].participants,
    "missing-study-count": lambda text: text.draft.sources[0].studies,
    "missing-effect": lambda text: text.draft.sources[0].effects,
    "missing-interval": lambda text: text.draft.sources[0].effects,
}


def group_of(code: str) -> str:
    """Return the group of a rule, which says to what texts it applies."""
    for group, codes in GROUPS.items():
        if code in codes:
            return group
    if code in NEEDED:
        return "facts"
    return "citation" if code.startswith("citation") else "text"


def applies(code: str, text: MeasuredText) -> bool:
    """Return whether a text counts among those of a rule."""
    if group_of(code) not in FIELDS_OF_KIND[text.kind]:
        return False
    return bool(NEEDED.get(code, lambda _text: True)(text))


def judged_true() -> set[tuple[str, str]]:
    """Return the alarms that a person judged to be right, by text and code."""
    lines = JUDGED.read_text("utf-8").splitlines()[1:] if JUDGED.exists() else []
    return {(cells[0], cells[1]) for cells in (line.split("\t") for line in lines)}


def rates(
    texts: Sequence[MeasuredText], found: Sequence[Sequence[LintFinding]]
) -> dict[str, FalseAlarmRate]:
    """Return the rate of each rule."""
    right = judged_true()
    measured = {}
    for rule in RULES:
        counts = [
            sum(each.code == rule.code for each in findings)
            for text, findings in zip(texts, found, strict=True)
            if applies(rule.code, text) and (text.name, rule.code) not in right
        ]
        kept = sum(applies(rule.code, text) for text in texts)
        measured[rule.code] = FalseAlarmRate(kept, sum(map(bool, counts)), sum(counts))
    return measured


def report(measured: dict[str, FalseAlarmRate]) -> None:
    """Print the rates, with what does not agree with the severity of a rule."""
    for rule in RULES:
        rate = measured[rule.code]
        limit = ERROR_LIMIT if rule.severity == "error" else CUT
        mark = "  TOO OFTEN" if rate.percent >= limit else ""
        alarms = rate.alarms / max(1, rate.texts)
        print(
            f"{rule.code:24} {rule.severity:7} {rate.texts:5} texts {alarms:6.3f} alarms a text "
            f"{rate.percent:6.2f} % of texts{mark}"
        )


def show(code: str, texts: Sequence[MeasuredText], found: Sequence[Sequence[LintFinding]]) -> None:
    """Print the alarms of a rule with the text around them, for a person to judge."""
    for text, findings in zip(texts, found, strict=True):
        for each in findings:
            if each.code == code and applies(code, text):
                whole = text.draft.fields.get(each.field, "")
                if each.field == "citation" and text.draft.citations:
                    whole = text.draft.citations[each.item].text
                around = whole[max(0, each.start - 50) : each.end + 50].replace("\n", " ")
                print(f"{text.name}\t{code}\t{each.message.en}\t…{around}…"[:420])


def stored(measured: dict[str, FalseAlarmRate]) -> str:
    """Return the rates as the package stores them."""
    lines = ["# Written by benchmarks/lint_false_alarms.py --write.", ""]
    for code, rate in measured.items():
        lines += [f"[{code}]", f"texts = {rate.texts}"]
        lines += [f"texts_with_alarms = {rate.texts_with_alarms}", f"alarms = {rate.alarms}", ""]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and store where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=400, help="texts of each file")
    parser.add_argument("--show", nargs="*", default=[], help="print the alarms of these rules")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    texts = list(measured_texts(Path(os.environ["PPRNET_TEST_DATA"]), asked.number))
    start = time.perf_counter()
    found = [lint_draft(text.draft, BOUNDS) for text in texts]
    each = 1_000 * (time.perf_counter() - start) / len(texts)
    for code in asked.show:
        show(code, texts, found)
    kinds = Counter(text.kind for text in texts)
    print(", ".join(f"{number} of {kind}" for kind, number in kinds.items()), f"{each:.1f} ms each")
    measured = rates(texts, found)
    report(measured)
    if asked.write:
        RATES.write_text(stored(measured), encoding="utf-8")
        script = runpy.run_path(str(ROOT / "scripts/write_checker_page.py"))
        script["PAGE"].write_text(script["checker_page"](), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
