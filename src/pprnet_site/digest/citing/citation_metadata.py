"""What reference managers read in the page of a summary: citation tags and a COinS."""

from __future__ import annotations

from urllib.parse import urlencode

from pprnet_site.digest.citing.summary_items import author_names, marked_title
from pprnet_site.digest.queries.summary_rows import SummaryRow


def highwire_tags(row: SummaryRow, *, digest: str, address: str) -> list[tuple[str, str]]:
    """Return the `citation_*` tags of a summary, in the form that Zotero and others read.

    Args:
        row: the summary.
        digest: the name of the digest.
        address: of its page, with its host.
    """
    return [
        ("citation_title", marked_title(row)),
        *(("citation_author", name) for name in _names(row, digest)),
        ("citation_publication_date", f"{row.month:%Y/%m}"),
        ("citation_public_url", address),
        ("citation_language", row.page.language),
    ]


def context_object(row: SummaryRow, *, digest: str, address: str) -> str:
    """Return the COinS of a summary: an OpenURL context object of a blog post.

    Args:
        row: the summary.
        digest: the name of the digest.
        address: of its page, with its host.
    """
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "blogPost"),
        ("rft.title", marked_title(row)),
        ("rft.source", digest),
        ("rft.date", f"{row.month:%Y-%m}"),
        ("rft.language", row.page.language),
        ("rft.identifier", address),
        *(("rft.au", name) for name in _names(row, digest)),
    ]
    return urlencode(pairs)


def _names(row: SummaryRow, digest: str) -> list[str]:
    """Return the authors of a summary in index order, or the digest."""
    return [str(author) for author in author_names(row.page)] or [digest]
