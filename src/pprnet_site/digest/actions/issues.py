"""Monthly issues."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.enums import Language
from pprnet_site.digest.models import HomePage, IssuePage
from pprnet_site.digest.permissions import ensure_can_add


@transaction.atomic
def open_issue(*, month: date, by: User | None) -> IssuePage:
    """Return the issue of a month; make it as a draft where there is none yet.

    Args:
        month: any day of the month.
        by: who does it; None means the command line, here and in every action.

    Raises:
        ActionRefusedError: The site has no home page.
        PermissionDenied: This user may not add issues.
    """
    month = month.replace(day=1)
    home = HomePage.objects.select_for_update().first()
    if home is None:
        raise ActionRefusedError(_("The site has no home page. Run “pprnet setup” to create it."))
    issue: IssuePage | None = IssuePage.objects.filter(month=month).first()
    if issue is not None:
        return issue
    ensure_can_add(by, home)
    issue = IssuePage(
        title=month_title(month), slug=f"{month:%Y-%m}", month=month, live=False, owner=by
    )
    home.add_child(instance=issue)
    issue.save_revision(user=by, log_action=True)
    return issue


def month_title(month: date) -> str:
    """Return the name of a month in the language of the content, as in "February 2023"."""
    with override(Language.ENGLISH):
        return date_format(month, "F Y")
