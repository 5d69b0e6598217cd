"""An uploaded or pasted article, read by the engine in a process with limits."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO, BinaryIO, cast

from django.utils.translation import gettext as _

from pprnet.errors import InputError, OutputError
from pprnet.fulltext import FullText, matches_title
from pprnet.limited_reading import ReadingLimits, read_fulltext_in_process
from pprnet.limits import MAX_FULLTEXT
from pprnet_site.core.errors import ActionRefusedError

MAX_PASTED = 2_000_000
"""Characters of a pasted article; a long one has a tenth of it."""
MAX_CHARACTERS = 5_000_000
"""Characters that are kept of an article."""
LIMITS = ReadingLimits(item_seconds=20, total_seconds=90, silent_seconds=60, megabytes=1536)
"""Somebody waits for the page that follows."""
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as it was read, and the hash of what was read."""

    text: FullText
    content_hash: str


def read_upload(source: IO[bytes], *, name: str, size: int | None) -> ReadArticle:
    """Return an uploaded article.

    Raises:
        ActionRefusedError: It is too large, or nothing of it can be read.
    """
    if size is not None and size > MAX_FULLTEXT:
        raise ActionRefusedError(
            _("The file is larger than %(count)d MB. Save it with smaller pictures, or paste it.")
            % {"count": MAX_FULLTEXT >> 20}
        )
    source.seek(0)
    mark = hashlib.sha256()
    while block := source.read(BLOCK):
        mark.update(block)
    return ReadArticle(read_article(cast("BinaryIO", source), name=name), mark.hexdigest())


def read_pasted(text: str) -> ReadArticle:
    """Return a pasted article.

    Raises:
        ActionRefusedError: It is empty or too long.
    """
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise ActionRefusedError(_("Choose a file or paste the text of the article."))
    if len(text) > MAX_PASTED:
        raise ActionRefusedError(
            _("The pasted text has more than %(count)d characters. Add the article as a file.")
            % {"count": MAX_PASTED}
        )
    data = text.encode("utf-8", "replace")
    article = read_article(BytesIO(data), name=_("pasted text"))
    return ReadArticle(article, hashlib.sha256(data).hexdigest())


def read_article(source: BinaryIO, *, name: str) -> FullText:
    """Return an article, read in a process of its own.

    Raises:
        ActionRefusedError: Nothing of it can be read; the message says why and what to do.
    """
    try:
        article = read_fulltext_in_process(source, name=name, limits=LIMITS)
    except (InputError, OutputError) as error:
        raise unreadable(str(error)) from error
    characters = sum(len(passage.text) for passage in article.passages)
    if characters > MAX_CHARACTERS:
        raise unreadable(_("it is longer than any article"))
    if not characters and not article.tables:
        raise unreadable("; ".join(each.message for each in article.problems) or name)
    return article


def unreadable(reason: str) -> ActionRefusedError:
    """Return the refusal of a file that cannot be read."""
    return ActionRefusedError(
        _("The full text cannot be read: %(reason)s.") % {"reason": reason.rstrip(".")}
    )


def title_agreement(article: FullText, title: str) -> str:
    """Return whether an article has the title of a work."""
    return str(matches_title(article, title).value)
