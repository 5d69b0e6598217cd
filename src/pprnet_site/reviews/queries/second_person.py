"""What a version still needs from a person other than its author before it is published."""

from __future__ import annotations

from collections.abc import Iterable

from pprnet_site.reviews.enums import OverriddenRule, ReadingVerdict, UnmetRequirement
from pprnet_site.reviews.models import (
    GateOverride,
    MarginComment,
    SameMeaningMark,
    TickedChecks,
    VersionReading,
)
from pprnet_site.reviews.queries.people import is_network
from pprnet_site.reviews.queries.spelling import differs_in_spelling_only
from pprnet_site.reviews.queries.versions import (
    VersionText,
    first_with_text,
    newest_revision,
    version_text,
)


def unmet_requirements(
    page_id: int, version: VersionText, *, same_meaning: bool
) -> tuple[UnmetRequirement, ...]:
    """Return what keeps a version from being published; empty if nothing does.

    In a network of two or more, a person other than the author must have read the version. A
    text that no account saved comes from the command line: whoever publishes it is another
    person than its author.

    Args:
        page_id: number of the page.
        version: the version that is to be published.
        same_meaning: whether the version itself says that its meaning is that of the one before.
    """
    unmet = [*comment_requirement(page_id)]
    if is_network():
        unmet += reading_requirement(page_id, version, same_meaning=same_meaning)
    return () if unmet and is_overridden(page_id, version.fingerprint) else tuple(unmet)


def comment_requirement(page_id: int) -> Iterable[UnmetRequirement]:
    """Yield a requirement if a comment is not resolved."""
    if open_comments(page_id):
        yield UnmetRequirement.OPEN_COMMENTS


def open_comments(page_id: int) -> int:
    """Return how many comments on a draft are not resolved."""
    return MarginComment.objects.filter(page=page_id, resolved_at=None).count()


def reading_requirement(
    page_id: int, version: VersionText, *, same_meaning: bool
) -> Iterable[UnmetRequirement]:
    """Yield a requirement if nobody else has read the version, or a reader wants changes."""
    readings = list(VersionReading.objects.filter(page=page_id).select_related("revision"))
    newest = newest_by_person(each for each in readings if each.fingerprint == version.fingerprint)
    if any(each.verdict == ReadingVerdict.CHANGES for each in newest):
        yield UnmetRequirement.CHANGES_WANTED
    elif not any(each.is_second_person for each in newest) and not (
        is_read_in_other_spelling(version, readings, same_meaning=same_meaning)
        or is_of_no_account(page_id, version.fingerprint)
    ):
        yield UnmetRequirement.UNREAD


def is_of_no_account(page_id: int, fingerprint: str) -> bool:
    """Return whether no account wrote a text: the command line did, or a copy of a page has it."""
    written = first_with_text(page_id, fingerprint)
    if written is None:
        return newest_revision(page_id) is None
    return written.user_id is None


def newest_by_person(readings: Iterable[VersionReading]) -> list[VersionReading]:
    """Return the newest of each person's readings, given the oldest first."""
    return list({(each.reader_id, each.link_id): each for each in readings}.values())


def is_read_in_other_spelling(
    version: VersionText, readings: Iterable[VersionReading], *, same_meaning: bool
) -> bool:
    """Return whether a version that differs in spelling only was read, and marked as the same."""
    marks = SameMeaningMark.objects.filter(changed=version.fingerprint)
    marked = set(marks.values_list("read", flat=True))
    return any(
        (same_meaning or each.fingerprint in marked) and is_respelled(each, version)
        for each in newest_by_person(readings)
    )


def is_respelled(reading: VersionReading, version: VersionText) -> bool:
    """Return whether a second person found a version fine that differs in spelling only."""
    if reading.verdict != ReadingVerdict.FINE or not reading.is_second_person:
        return False
    stored = reading.revision
    return stored is not None and differs_in_spelling_only(version_text(stored.content), version)


def is_overridden(page_id: int, fingerprint: str) -> bool:
    """Return whether an editor decided that this version needs no second person."""
    rows = GateOverride.objects.filter(page=page_id, fingerprint=fingerprint)
    return rows.filter(rule=OverriddenRule.SECOND_PERSON).exists()


def needs_check_list(page_id: int, version: VersionText) -> bool:
    """Return whether one person is alone and has not ticked the check list for a version."""
    ticked = TickedChecks.objects.filter(page=page_id, fingerprint=version.fingerprint)
    return not is_network() and not ticked.exists()
