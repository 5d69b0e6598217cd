"""Saved searches: those shipped with pprnet, and an editor's own."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from pprnet.vocab.searches import searches
from pprnet_site.catalogue.models import SavedSearch
from pprnet_site.catalogue.permissions import ensure_can_harvest
from pprnet_site.core.errors import ActionRefusedError


@transaction.atomic
def sync_searches() -> None:
    """Save the shipped searches in their present form; those switched off stay off."""
    shipped = searches()
    for search in shipped:
        SavedSearch.objects.update_or_create(
            source=search.source,
            key=search.key,
            defaults={"label": search.label, "query": search.query, "shipped": True},
        )
    names = {(search.source, search.key) for search in shipped}
    for row in SavedSearch.objects.filter(shipped=True):
        if (row.source, row.key) not in names:
            row.delete()


@transaction.atomic
def add_search(*, source: str, label: str, query: str, by: User | None) -> SavedSearch:
    """Save an editor's search of one source.

    Raises:
        PermissionDenied: The user may not change searches.
    """
    ensure_can_harvest(by)
    return SavedSearch.objects.create(
        source=source, key=f"own-{secrets.token_hex(4)}", label=label, query=query
    )


@transaction.atomic
def switch_search(*, search: SavedSearch, enabled: bool, by: User | None) -> SavedSearch:
    """Switch a search on or off for all later harvests.

    Raises:
        PermissionDenied: The user may not change searches.
    """
    ensure_can_harvest(by)
    SavedSearch.objects.filter(pk=search.pk).update(is_on=enabled)
    search.is_on = enabled
    return search


@transaction.atomic
def remove_search(*, search: SavedSearch, by: User | None) -> None:
    """Delete an editor's search; the works that it found are kept.

    Raises:
        PermissionDenied: The user may not change searches.
        ActionRefusedError: The search is shipped with pprnet.
    """
    ensure_can_harvest(by)
    if search.shipped:
        raise ActionRefusedError(_("This search comes with pprnet. Switch it off instead."))
    search.delete()
