"""Whether a notice is about a work."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.sources.notices import Notice


@dataclass(frozen=True, slots=True)
class WorkIdentity:
    """What identifies a work. Empty text and `None` mean "not stated"."""

    dois: frozenset[str] = frozenset()
    pmid: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    """Family names, the first author's first."""
    journal: str = ""
    year: int | None = None


def is_about(notice: Notice, work: WorkIdentity) -> bool:
    """Return whether a notice is about a work and not about another one.

    Args:
        notice: of any source.
        work: as it is known here.
    """
    if notice.pmid and work.pmid:
        return notice.pmid == work.pmid
    return bool(notice.doi) and notice.doi in work.dois


def keys_of_notice(notice: Notice) -> frozenset[str]:
    """Return the keys under which the work of a notice may be found.

    A notice is about a work only if they share a key, so that few pairs need `is_about`.

    Args:
        notice: of any source.
    """
    return frozenset(
        filter(None, (notice.doi and f"doi:{notice.doi}", notice.pmid and f"pmid:{notice.pmid}"))
    )


def keys_of_work(work: WorkIdentity) -> frozenset[str]:
    """Return the keys under which the notices about a work may be found.

    Args:
        work: as it is known here.
    """
    return frozenset([f"doi:{doi}" for doi in work.dois] + [f"pmid:{work.pmid}"] * bool(work.pmid))
