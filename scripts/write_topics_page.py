"""Write docs/reference/topics.md: what each topic holds, and the titles that it is tested by.

python scripts/write_topics_page.py
"""

from __future__ import annotations

import runpy
from pathlib import Path

from pprnet.vocab import topics

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/reference/topics.md"
CASES = ROOT / "tests/spec/topic_cases.py"
HEAD = """\
# Topics and the titles they are tested by

*This page is made by `scripts/write_topics_page.py` from the vocabulary and from
`tests/spec/topic_cases.py`; a test keeps it so. All titles are invented.*

How a topic is read is told in [how topics and types are read](../explanation/topics-and-types.md).
Besides the titles below, the tests read each scope note and each MeSH heading, the titles in
`topics/titles_dev.tsv` and the reference lists of metapsy, where these are at hand.
"""


def topics_page() -> str:
    """Return the page."""
    cases = runpy.run_path(str(CASES))
    parts = [HEAD]
    for topic in topics():
        parts += [f"## {topic.label}", "", topic.scope, ""]
        if topic.mesh:
            parts += [f"MeSH: {'; '.join(topic.mesh)}.", ""]
        parts += [
            f"- has it: *{title}*" for title, keys in cases["INVENTED"] if has_topic(topic, keys)
        ]
        parts += [
            f"- has it not: *{title}*"
            for title, keys in cases["HARD_NEGATIVES"]
            if has_topic(topic, keys)
        ]
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def has_topic(topic: object, keys: str) -> bool:
    """Return whether a topic is among the keys of a case."""
    return getattr(topic, "key", "") in keys.split()


if __name__ == "__main__":
    PAGE.write_text(topics_page(), encoding="utf-8")
