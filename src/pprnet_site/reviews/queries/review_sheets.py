"""A draft as its reader sees it: the texts cut at the passages, and the comments in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.functional import Promise
from wagtail.models import Page, Revision

from pprnet_site.reviews.enums import DraftText
from pprnet_site.reviews.models import GuestLink, MarginComment
from pprnet_site.reviews.queries.quotations import Passage, Segment, find_passage, segments
from pprnet_site.reviews.queries.versions import FACT_FIELDS, one_line, texts_of


@dataclass(frozen=True, slots=True)
class PlacedComment:
    """A comment, and where its passage is in the text that is shown."""

    number: int
    """Its number on the page, from 1."""
    comment: MarginComment
    passage: Passage | None

    @property
    def has_lost_passage(self) -> bool:
        """Whether the passage that it quotes is not in the text any more."""
        return bool(self.comment.quotation) and self.passage is None


@dataclass(frozen=True, slots=True)
class ReadText:
    """One text of a draft, cut at the passages of the comments, with these comments."""

    field: str
    label: str | Promise
    segments: tuple[Segment, ...]
    comments: tuple[PlacedComment, ...]


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """A version of a draft with the comments on it."""

    revision: Revision
    title: str
    language: str
    texts: tuple[ReadText, ...]
    facts: tuple[tuple[str, ...], ...]
    resolved: tuple[MarginComment, ...]


def review_sheet(revision: Revision, comments: Iterable[MarginComment]) -> ReviewSheet:
    """Return a version with the comments placed in it."""
    rows = list(comments)
    open_rows = [row for row in rows if row.resolved_at is None]
    texts = texts_of(revision)
    facts = revision.content.get("key_facts") or ()
    return ReviewSheet(
        revision=revision,
        title=texts[DraftText.TITLE],
        language=str(revision.content.get("language") or ""),
        texts=tuple(read_texts(texts, placed_comments(texts, open_rows))),
        facts=tuple(tuple(one_line(fact.get(n)) for n in FACT_FIELDS) for fact in facts),
        resolved=tuple(row for row in rows if row.resolved_at is not None),
    )


def placed_comments(
    texts: Mapping[str, str], comments: Sequence[MarginComment]
) -> list[PlacedComment]:
    """Return the comments in the order of their passages, numbered."""
    found = [(each, place_of(each, texts.get(each.field, ""))) for each in comments]
    order = DraftText.values
    found.sort(key=lambda pair: (order.index(pair[0].field), start_of(pair[1]), pair[0].pk))
    return [PlacedComment(at, each, passage) for at, (each, passage) in enumerate(found, 1)]


def place_of(comment: MarginComment, text: str) -> Passage | None:
    """Return where the passage of a comment is now, None where it has changed."""
    return find_passage(comment.quotation, text, near=comment.start)


def start_of(passage: Passage | None) -> int:
    """Return where a passage begins; a comment without one comes first."""
    return passage.start if passage else -1


def read_texts(texts: Mapping[str, str], comments: Sequence[PlacedComment]) -> Iterable[ReadText]:
    """Yield each text that is written or commented on."""
    for field, text in texts.items():
        own = tuple(each for each in comments if each.comment.field == field)
        marked = [(each.number, each.passage) for each in own if each.passage]
        if text.strip() or own:
            label = DraftText(field).label
            yield ReadText(field, label, tuple(segments(text, marked)), own)


def comments_of(page: Page) -> list[MarginComment]:
    """Return all comments on a draft, with who wrote and who resolved them."""
    rows = MarginComment.objects.filter(page=page)
    return list(rows.select_related("by", "link", "resolved_by"))


def comments_of_guest(link: GuestLink) -> list[MarginComment]:
    """Return the comments that came by one link."""
    return list(MarginComment.objects.filter(link=link).select_related("link"))


def links_of(page: Page) -> list[GuestLink]:
    """Return the links to a draft, the newest first."""
    return list(GuestLink.objects.filter(page=page).select_related("by").order_by("-pk"))


def possible_readers(people: Iterable[User], *, author: User | None) -> list[User]:
    """Return who may be asked to read a text: everybody but its author."""
    return [person for person in people if person != author]
