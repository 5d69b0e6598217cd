"""What each button does on the page on which a draft is read; it returns what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from pprnet_site.desk.permissions import DeskRequest
from pprnet_site.desk.queries.reviews import Review
from pprnet_site.desk.views.desk_page import parse_number
from pprnet_site.reviews import actions
from pprnet_site.reviews.models import GuestLink, MarginComment, ReaderAssignment

Values = Mapping[str, Any]


def hand_in(request: DeskRequest, found: Review, values: Values) -> str:
    """Hand the draft in."""
    actions.hand_in(page=found.row, by=request.user, note=values["note"])
    return _("The draft is handed in.")


def undo_hand_in(request: DeskRequest, found: Review, _values: Values) -> str:
    """Undo the hand-in."""
    actions.undo_hand_in(page=found.row, by=request.user)
    return _("The draft is not handed in any more.")


def assign(request: DeskRequest, found: Review, values: Values) -> str:
    """Ask a person to read the draft."""
    actions.assign_reader(
        page=found.row,
        reader=values["reader"],
        due=values["due"],
        note=values["note"],
        by=request.user,
    )
    return _("The reader is asked.")


def release(request: DeskRequest, found: Review, _values: Values) -> str:
    """Release a reader."""
    number = parse_number(request.POST["release"])
    row = get_object_or_404(ReaderAssignment, pk=number, page=found.row.pk)
    actions.release_reader(assignment=row, by=request.user)
    return _("Nothing is asked of this reader any more.")


def comment(request: DeskRequest, found: Review, values: Values) -> str:
    """Comment on a passage."""
    actions.add_comment(
        page=found.row,
        revision=values["opened"],
        field=values["field"],
        quotation=values["quotation"],
        text=values["text"],
        start=values["start"] or 0,
        by=request.user,
    )
    return _("The comment is saved.")


def resolve(request: DeskRequest, found: Review, _values: Values) -> str:
    """Mark a comment as resolved."""
    actions.resolve_comment(comment=sent_comment(request, found, "resolve"), by=request.user)
    return _("The comment is resolved.")


def reopen(request: DeskRequest, found: Review, _values: Values) -> str:
    """Open a comment again."""
    actions.reopen_comment(comment=sent_comment(request, found, "reopen"), by=request.user)
    return _("The comment is open again.")


def sent_comment(request: DeskRequest, found: Review, button: str) -> MarginComment:
    """Return the comment on this draft that a button names."""
    number = parse_number(request.POST[button])
    return get_object_or_404(MarginComment, pk=number, page=found.row.pk)


def verdict(request: DeskRequest, found: Review, values: Values) -> str:
    """Save the verdict on the version that was shown."""
    actions.record_reading(
        page=found.row,
        revision=values["opened"],
        verdict=request.POST["verdict"],
        note=values["note"],
        by=request.user,
    )
    return _("Your verdict is saved.")


def withdraw(request: DeskRequest, found: Review, _values: Values) -> str:
    """Withdraw a link."""
    actions.withdraw_guest_link(link=sent_link(request, found, "withdraw"), by=request.user)
    return _("The link is withdrawn.")


def erase(request: DeskRequest, found: Review, _values: Values) -> str:
    """Erase the name of a guest."""
    actions.erase_guest(link=sent_link(request, found, "erase"), by=request.user)
    return _("The link is withdrawn and the name of the guest is erased.")


def sent_link(request: DeskRequest, found: Review, button: str) -> GuestLink:
    """Return the link to this draft that a button names."""
    number = parse_number(request.POST[button])
    return get_object_or_404(GuestLink, pk=number, page=found.row.pk)


def checks(request: DeskRequest, found: Review, values: Values) -> str:
    """Keep the ticked check list."""
    actions.tick_checks(
        page=found.row, revision=values["opened"], points=values["points"], by=request.user
    )
    return _("The check list is kept with its date.")


def same_meaning(request: DeskRequest, found: Review, _values: Values) -> str:
    """State that only the spelling has changed."""
    actions.mark_same_meaning(page=found.row, by=request.user)
    return _("The reading counts for this version.")


def override(request: DeskRequest, found: Review, values: Values) -> str:
    """Decide that no second person reads the version."""
    actions.override_second_person(
        page=found.row, revision=values["opened"], reason=values["reason"], by=request.user
    )
    return _("This version may be published without a second reader. The reason is kept.")


BUTTONS: dict[str, Callable[[DeskRequest, Review, Values], str]] = {
    "hand_in": hand_in,
    "undo_hand_in": undo_hand_in,
    "assign": assign,
    "release": release,
    "comment": comment,
    "resolve": resolve,
    "reopen": reopen,
    "verdict": verdict,
    "withdraw": withdraw,
    "erase": erase,
    "checks": checks,
    "same_meaning": same_meaning,
    "override": override,
}
"""Each button by its name in the form."""
