"""Authors and year of a work in one short line."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pprnet_site.catalogue.models import Work


def family_names(authors: str) -> list[str]:
    """Return the family names of a line of authors."""
    return [name.split(",")[0].strip() for name in authors.split(";") if name.strip()]


def short_authors(authors: str) -> str:
    """Return one author, two authors, or the first one "and others"."""
    names = family_names(authors)
    match names:
        case []:
            return _("No authors stated")
        case [only]:
            return only
        case [first, second]:
            return _("%(first)s and %(second)s") % {"first": first, "second": second}
        case _rest:
            return _("%(first)s and others") % {"first": names[0]}


def work_byline(work: Work) -> str:
    """Return the authors and the year of a work, as far as they are stated."""
    short = short_authors(work.authors)
    return (
        _("%(authors)s, %(year)d") % {"authors": short, "year": work.year} if work.year else short
    )
