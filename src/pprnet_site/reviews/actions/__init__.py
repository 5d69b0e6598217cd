"""Actions: the only code that writes what is asked of readers and what they say."""

from pprnet_site.reviews.actions.assignments import assign_reader, release_reader
from pprnet_site.reviews.actions.comments import add_comment, reopen_comment, resolve_comment
from pprnet_site.reviews.actions.decisions import (
    mark_same_meaning,
    override_second_person,
    tick_checks,
)
from pprnet_site.reviews.actions.guest_links import (
    comment_as_guest,
    erase_guest,
    make_guest_link,
    read_as_guest,
    withdraw_guest_link,
)
from pprnet_site.reviews.actions.hand_ins import hand_in, undo_hand_in
from pprnet_site.reviews.actions.readings import record_reading

__all__ = [
    "add_comment",
    "assign_reader",
    "comment_as_guest",
    "erase_guest",
    "hand_in",
    "make_guest_link",
    "mark_same_meaning",
    "override_second_person",
    "read_as_guest",
    "record_reading",
    "release_reader",
    "reopen_comment",
    "resolve_comment",
    "tick_checks",
    "undo_hand_in",
    "withdraw_guest_link",
]
