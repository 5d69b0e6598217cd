"""Each text for readers that speaks about or for a person, and the field that it rests on.

No sentence on a public page may speak in a person's name unless that person said it. A new text
with a word about a person fails `test_spoken_sentences.py` until it has its row here. A text that
rests on a field is absent until a person has set the field; `SYSTEM` is said by the program about
itself or to the reader, and states nothing that a person thought, did or left undone.
"""

from __future__ import annotations

import datetime as dt
import re
import runpy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pprnet_site.digest.enums import Certainty, SummaryNoticeKind

ROOT = Path(__file__).resolve().parents[3]
PUBLIC_FILES = (
    "src/pprnet_site/core/templates/",
    "src/pprnet_site/core/templatetags/",
    "src/pprnet_site/core/operations/unavailable.py",
    "src/pprnet_site/digest/page_context.py",
    "src/pprnet_site/digest/queries/",
    "src/pprnet_site/digest/syndication/",
    "src/pprnet_site/digest/templates/digest/",
    "src/pprnet_site/digest/templatetags/",
    "src/pprnet_site/digest/urls.py",
    "src/pprnet_site/digest/views/",
    "src/pprnet_site/evidence/queries/machine_help.py",
)
"""Where the texts are that readers see, in pages, feeds, structured data and files."""
NOT_PUBLIC = "src/pprnet_site/digest/templates/digest/admin/"

ABOUT_PEOPLE = re.compile(
    r"\b(?:authors?|editors?|writers?|readers?|persons?|people|some(?:body|one)|nobody|any(?:body|one)"
    r"|every(?:body|one)|colleagues?|therapists?|who(?:m|se)?|you|yours?|we|us|ours?|i|my|me|they|by"
    r"|declar\w*|accept\w*|confirm\w*|caution\w*|check\w*|apprais\w*|certain\w*|sure|stat(?:e|es|ed)"
    r"|sa(?:y|ys|id)|blog\w*|writ(?:e|es|ten)|wrote|recommend\w*|believ\w*|think|thought|judg\w*"
    r"|cho(?:ose|ice|sen)|approv\w*|interests?|concern\w*|correct(?:ed|ion)|retract\w*|signed)\b",
    re.IGNORECASE,
)

SYSTEM = ""
"""The program says it: it makes no statement of a person."""
RECORD = "Citation.csl"
"""The record of the source states it; a complete one is required."""

DAY = dt.date(2023, 3, 3)
PERSON = "Zelda Quellmann"


@dataclass(frozen=True)
class Sentence:
    """A text for readers, and what it rests on."""

    text: str
    rests_on: str
    said: Mapping[str, Any] = field(default_factory=dict)
    """What a person says, as fields of `make_summary`, for the text to appear."""
    pattern: str = ""
    """A regular expression of the English text, where its parts alone would match others."""
    editor_name: str = ""
    """The name in the settings of the digest."""
    event: str = ""
    """What happened to the source, as a notice of a service states it."""
    verdict: str = ""
    """What an editor decided on that."""

    def expression(self, translated: str) -> re.Pattern[str]:
        """Return what finds the text, filled in, among the words of a page."""
        parts = re.split(r"%\(\w+\)s|\{\w+\}", " ".join(translated.split()))
        if translated == self.text and self.pattern:
            return re.compile(self.pattern)
        return re.compile(r"(?<!\w)" + r".{1,300}?".join(map(re.escape, parts)))


def facts(value: str, stated_by: str) -> dict[str, Any]:
    """Return one key fact of a summary, as a field of `make_summary`."""
    origin = "Sample text."
    return {"facts": [{"label": "Sample size", "value": value, "origin": origin,
                       "stated_by": stated_by}]}  # fmt: skip


def notice(kind: str) -> dict[str, Any]:
    """Return one dated note of a summary, as a field of `make_summary`."""
    return {"notices": [(kind, DAY, "Sample text.")]}


REPORTED = (
    ("The study is reported as retracted.", "retraction"),
    (
        "The study is reported as retracted and replaced by a corrected version.",
        "retraction-and-replacement",
    ),
    ("An expression of concern about the study is reported.", "expression-of-concern"),
    ("A correction of the study has been published.", "correction"),
    ("The preprint has since been published by a journal.", "version-of-record"),
    ("Do not act on this summary: its study has been retracted.", "retraction"),
    ("Read the notice above before you act on this.", "expression-of-concern"),
    ("the citation says so before the title.", "retraction"),
)
"""Each text about a source, and the notice that it follows from."""

SENTENCES = (
    # The statement of machine help
    Sentence("%(parts)s were suggested by %(tool)s and accepted by a person.", "KeyFact.stated_by",
             facts("12", "accepted")),
    Sentence("%(parts)s were suggested by %(tool)s; a person has not accepted all of them.",
             SYSTEM),
    Sentence("pprnet wrote none of the text.", SYSTEM),

    # The author of a summary
    Sentence("By %(author)s.", "SummaryPage.author_name", {"author_name": PERSON},
             pattern=r"(?<!\w)By (?!topic|type|month)"),
    Sentence("In the author’s name", "SummaryPage.author_name", {"author_name": PERSON}),
    Sentence("Interests of the author of this summary:", "SummaryPage.interests",
             {"interests": "Sample text.", "interests_state": "declared"}),
    Sentence("The author of this summary declares no interests.", "SummaryPage.interests_state",
             {"interests_state": "none"}),
    Sentence("This month… I blog about {clauses}.",
             "SummaryPage.teaser_clause of each summary, DigestSettings.editor_name",
             {"teaser_clause": "a sample text"}, editor_name=PERSON),
    # Appraisal
    Sentence("The certainty of this evidence is %(certainty)s.", "SummaryPage.certainty",
             {"certainty": "low"}),
    Sentence("For whom", "SummaryPage.for_whom", {"for_whom": "Sample text."}),
    # Key facts
    Sentence("not stated", "KeyFact.value, KeyFact.stated_by", facts("", "typed"),
             pattern=r"(?<!\w)not stated"),
    Sentence("Accepted by a person.", "KeyFact.stated_by", facts("12", "accepted")),
    # Notes
    Sentence("Corrected %(date)s.", "Notice.kind, Notice.date", notice("corrected")),
    Sentence("Corrected", "Notice.kind", notice("corrected")),
    Sentence("Expression of concern", "Notice.kind", notice("concern")),
    Sentence("Retracted", "Notice.kind", notice("retracted")),
    Sentence("Do not act on this summary. The text stays as it was, for the record.",
             "Notice.kind", notice("retracted")),
    # What happened to the source: a service reported it (`WorkNotice`)
    *(Sentence(text, "WorkEvent.kind", event=event) for text, event in REPORTED),
    Sentence("The study has been retracted.", "WorkEvent.verdict", event="retraction",
             verdict="confirmed"),
    Sentence("The study has been retracted and replaced by a corrected version.",
             "WorkEvent.verdict", event="retraction-and-replacement", verdict="confirmed"),
    Sentence("The journal has expressed concern about the study.", "WorkEvent.verdict",
             event="expression-of-concern", verdict="confirmed"),
    Sentence("The editor confirmed the notice.", "WorkEvent.verdict", event="retraction",
             verdict="confirmed"),
    Sentence("The editor disputes the notice.", "WorkEvent.verdict", event="retraction",
             verdict="disputed"),
    Sentence("The editor withdrew the decision.", "EventDecision", event="retraction",
             verdict="withdrawn"),
    Sentence("Another notice of this arrived after the editor’s decision, which no longer counts.",
             "EventDecision.is_outdated", event="retraction", verdict="outdated"),
    # It is on the desk's page of open notices, as long as nobody has decided.
    Sentence("The editor is looking into it.", "WorkEvent.verdict", event="retraction"),
    Sentence("Nothing has been corrected yet.", SYSTEM),
    Sentence(
        "Every correction of a summary, and every retraction, expression of concern, correction "
        "and reinstatement of a study that a summary is about.",
        SYSTEM,
    ),
    # The source
    Sentence("%(first)s and colleagues", RECORD),
    # The program, about itself: a signal that no `Judgement` accepts is stored as `StatedBy.READ`
    Sentence("Read automatically; not yet checked by a person.", SYSTEM),
    # The program: names of its parts, and what the reader can do
    Sentence("The editor’s desk", SYSTEM),
    Sentence("About", SYSTEM),
    Sentence("Nothing is written here yet.", SYSTEM),
    Sentence("Write a summary", SYSTEM),
    Sentence(
        "The site cannot save anything at the moment: its disk is full or cannot be written. "
        "Nothing was saved.",
        SYSTEM,
    ),
    Sentence("Try fewer or other words, a topic or an author, or look through the lists:", SYSTEM),
    Sentence("Browse by topic", SYSTEM),
    Sentence("By topic", SYSTEM),
    Sentence("By type of research", SYSTEM),
    Sentence("by type of research", SYSTEM),
    Sentence("or by a search", SYSTEM),
    Sentence("Every issue, by month", SYSTEM),
    Sentence("every issue, by month", SYSTEM),
    Sentence("The whole archive, by month", SYSTEM),
    Sentence("Summaries of this type, by topic and year of the issue", SYSTEM),
    Sentence("Summaries on this topic, by type of research and year of the issue", SYSTEM),
)  # fmt: skip

STRUCTURED = {
    "author": "SummaryPage.author_name",
    "correction": "Notice.text",
    "publisher": "DigestSettings.name",
    "citation": RECORD,
    "about": "SummaryPage.topics",
    "headline": "SummaryPage.title",
    "description": "SummaryPage.bottom_line",
    "inLanguage": "SummaryPage.language",
    "datePublished": "SummaryPage.first_published_at",
    "dateModified": "SummaryPage.last_published_at",
    "isPartOf": "DigestSettings.name",
    "creditText": SYSTEM,
    "contributor": SYSTEM,
    "url": SYSTEM,
    "@context": SYSTEM,
    "@type": SYSTEM,
}
"""Each property of a summary as structured data, and what it rests on."""

FEED_ENTRY = {
    "author": "SummaryPage.author_name",
    "title": "SummaryPage.title, Notice.kind",
    "summary": "SummaryPage.bottom_line",
    "content": "SummaryPage.implications, Notice.text, Citation.csl",
    "category": "SummaryPage.topics",
    "published": "SummaryPage.first_published_at",
    "updated": "SummaryPage.last_published_at, Notice.date",
    "id": SYSTEM,
    "link": SYSTEM,
}
"""Each element of an entry of a feed, and what it rests on."""


def public_texts() -> Iterator[str]:
    """Yield each text of the interface that readers may see, in English."""
    texts = runpy.run_path(str(ROOT / "scripts/messages.py"))["texts"]
    for name, text, _context in texts():
        if name.startswith(PUBLIC_FILES) and not name.startswith(NOT_PUBLIC):
            yield from (text,) if isinstance(text, str) else text
    for choices in (Certainty, SummaryNoticeKind):
        yield from (str(choice.label) for choice in choices if choice.value)
