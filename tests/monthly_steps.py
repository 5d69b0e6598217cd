"""The steps of a month at the desk, as an editor takes them without JavaScript."""

from __future__ import annotations

import gzip
import json
from importlib.resources import files
from pathlib import Path

from fakes.example_texts import IMPLICATIONS, SUMMARY
from functional.visitor import Visitor
from pprnet_site.taxonomy.models import ResearchType, Topic

LIBRARY = Path(str(files("pprnet_site.sample") / "Oud_2018.works.jsonl.gz"))
QUESTION = "Example: what does this sample show?"
TEXTS = {
    "title": QUESTION,
    "teaser_clause": "an example of a draft",
    "bottom_line": "Example: the bottom line.",
    "in_practice": "Example: try it out.",
    "summary": SUMMARY,
    "limits": "Example: all of them.",
    "for_whom": "Example: for testers.",
}


def import_forty(desk: Visitor, folder: Path) -> None:
    """Import a month's literature: forty works of the sample, all with an abstract."""
    lines = gzip.decompress(LIBRARY.read_bytes()).splitlines(keepends=True)
    path = folder / "forty.jsonl"
    kept = [line for line in lines if json.loads(line)["abstract_inverted_index"]]
    path.write_bytes(b"".join(kept[:40]))
    desk.goes_to("/desk/imports/").presses("Import", file=path)


def screen(desk: Visitor) -> None:
    """Include two works and exclude two; postpone one."""
    desk.goes_to("/desk/")
    for verdict in ("Include", "Exclude", "Postpone", "Include", "Exclude"):
        desk.presses(verdict)


def draft(desk: Visitor) -> str:
    """Make a draft from the first included work, and return its address."""
    return desk.goes_to("/desk/shortlist/").presses("Make the draft", month="2026-10").address


def publish(desk: Visitor, address: str) -> None:
    """Complete the draft and publish it with its month."""
    desk.goes_to(address).presses("Save", **TEXTS)
    desk.goes_to(address).presses("Save", **choices())
    desk.goes_to(address).presses("Publish")


def choices() -> dict[str, object]:
    """Return the implications, topic and type of research of the summary, as the form has them."""
    topic, kind = Topic.objects.get(key="alliance"), ResearchType.objects.first()
    return {
        "implications": IMPLICATIONS,
        "topics": [str(topic.pk)],
        "research_types": [str(kind.pk)],
    }
