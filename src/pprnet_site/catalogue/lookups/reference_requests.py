"""What somebody pasted at the desk, answered while they wait: within a time, and up to a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from pprnet.errors import ContactMissingError, TooLargeError
from pprnet.formats.registry import detect_format
from pprnet.records import Problem, Record
from pprnet.sources.lookup import MAX_ENTRIES, IdentifierList, parse_identifiers
from pprnet_site.catalogue.data_mapper import PASTED
from pprnet_site.catalogue.enrichment.work_notices import save_notices
from pprnet_site.catalogue.enums import AnswerKind
from pprnet_site.catalogue.lookups.lookup_services import (
    QUICK,
    SECONDS_OF_REQUEST,
    Lookups,
    open_lookups,
)
from pprnet_site.catalogue.lookups.pasted_records import no_record_message, pasted_items
from pprnet_site.catalogue.lookups.reference_answers import (
    LONGEST_SHOWN,
    ReferenceAnswer,
    ReferenceFinder,
    with_references,
)
from pprnet_site.catalogue.lookups.works_at_hand import works_by_identifier
from pprnet_site.core.errors import ActionRefusedError

_JSON = re.compile(rb'\[\s{0,20}\{|\{\s{0,20}"')
MOST_WHILE_WAITING = 10
"""Identifiers and references that services are asked for while somebody waits."""


@dataclass(frozen=True, slots=True)
class ReferenceReport:
    """The answers to everything in a pasted text."""

    answers: tuple[ReferenceAnswer, ...]
    lacks_contact: bool = False
    """Whether no service was asked because no contact address is set."""

    @property
    def complete(self) -> int:
        """How many are added together."""
        return sum(answer.is_complete for answer in self.answers)


def is_record_text(text: str) -> bool:
    """Return whether a pasted text has records of a format, rather than identifiers."""
    data = text.strip().encode(errors="replace")
    return detect_format(data) is not None or bool(_JSON.match(data))


def read_list(text: str) -> IdentifierList:
    """Return the identifiers and printed references of a text.

    Raises:
        ActionRefusedError: There are too many.
    """
    try:
        return parse_identifiers(text)
    except TooLargeError as error:
        raise ActionRefusedError(
            _(
                "The text is too long or has more than %(limit)d identifiers and references. "
                "Divide it and look up one part after the other."
            )
            % {"limit": MAX_ENTRIES}
        ) from error


def needs_background(text: str) -> bool:
    """Return whether a text has more to ask the services for than somebody should wait for.

    Raises:
        ActionRefusedError: The text has too many identifiers.
    """
    if is_record_text(text):
        return False
    listed = read_list(text)
    stated = {each: {each.identifier, *each.others} for each in listed.read}
    known = works_by_identifier([one for some in stated.values() for one in some]).keys()
    asked = [each for each, some in stated.items() if not some & known]
    return len(asked) + len(listed.references) > MOST_WHILE_WAITING


def answer_references(text: str, *, skips_library: bool = False) -> ReferenceReport:
    """Return what is known of everything in a pasted text, after `SECONDS_OF_REQUEST` at most.

    Args:
        text: identifiers, links, printed references or records.
        skips_library: whether the services are asked for works at hand, too.

    Raises:
        ActionRefusedError: The text contains nothing that can be read, or too much.
    """
    if is_record_text(text):
        return answer_records(text)
    if not text.strip():
        raise ActionRefusedError(_("Paste at least one identifier, reference or record."))
    read_list(text)
    try:
        with open_lookups(QUICK, seconds=SECONDS_OF_REQUEST) as lookups:
            return _report(ReferenceFinder(lookups, skips_library=skips_library), text)
    except ContactMissingError:
        finder = ReferenceFinder(Lookups(), skips_library=skips_library)
        return replace(_report(finder, text), lacks_contact=True)


def _report(finder: ReferenceFinder, text: str) -> ReferenceReport:
    """Return the answers of a finder, each work once, and save the notices that came with them."""
    answers = with_references(_each_once(list(finder.answers(text))))
    save_notices(finder.notices)
    return ReferenceReport(tuple(answers))


def _each_once(answers: Sequence[ReferenceAnswer]) -> list[ReferenceAnswer]:
    """Return answers without those that have the record of an earlier one."""
    found: dict[object, ReferenceAnswer] = {}
    for at, answer in enumerate(answers):
        found.setdefault(answer.record if answer.service or answer.work else at, answer)
    return list(found.values())


def holds_one_record(text: str) -> bool:
    """Return whether a text is one record of a format, which needs no look-up."""
    if not is_record_text(text):
        return False
    try:
        return sum(isinstance(item, Record) for item in pasted_items(text)) == 1
    except ActionRefusedError:
        return False


def answer_records(text: str) -> ReferenceReport:
    """Return the records of a pasted text, each with its work where that is at hand.

    Raises:
        ActionRefusedError: The text contains no record.
    """
    items = pasted_items(text)
    if not any(isinstance(item, Record) for item in items):
        said = "; ".join(item.message for item in items if isinstance(item, Problem))
        raise ActionRefusedError(no_record_message(said))
    return ReferenceReport(tuple(with_references([_record_answer(item) for item in items])))


def _record_answer(item: Record | Problem) -> ReferenceAnswer:
    """Return a pasted record, or a part that could not be read."""
    if isinstance(item, Problem):
        return ReferenceAnswer(
            AnswerKind.UNREADABLE, str(item)[:LONGEST_SHOWN], item.line, reason=item.message
        )
    record = replace(item, source=f"{PASTED} {item.source}", position=0, line=0)
    return ReferenceAnswer(AnswerKind.PASTED, item.title[:LONGEST_SHOWN], item.line, record=record)
