"""The list of issues, and the publication of one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.drafts import all_issues, issue_months
from pprnet_site.desk.views.desk_page import render_page, requested_page
from pprnet_site.digest.actions import publish_issue
from pprnet_site.digest.models import IssuePage
from pprnet_site.digest.permissions import user_can_publish_summary
from pprnet_site.digest.publication.refusals import PublishRefused

ISSUES_PER_PAGE = 24


def show_issues(
    request: DeskRequest, refusal: ActionRefusedError | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of issues, with the reasons of a refusal if there is one."""
    issues = requested_page(request, all_issues(), per_page=ISSUES_PER_PAGE)
    # Permissions are given on the home page for all pages below it: one issue is enough.
    first = next(iter(issues.object_list), None)
    context = {
        "pages": issues,
        "months": issue_months(issues.object_list),
        "can_publish": first is not None and user_can_publish_summary(request.user, first),
        "refusal": refusal,
        "cases": refusal.cases if isinstance(refusal, PublishRefused) else (),
    }
    return render_page(request, "desk/issues.html", "issues", context, status=status)


@desk_view
@require_GET
def issues_view(request: DeskRequest) -> HttpResponse:
    """List the issues with their summaries."""
    return show_issues(request)


@desk_view
@require_POST
def publish_issue_view(request: DeskRequest, issue_id: int) -> HttpResponse:
    """Publish every draft of an issue, or none."""
    issue = get_object_or_404(IssuePage, pk=issue_id)
    try:
        publish_issue(issue=issue, by=request.user)
    except ActionRefusedError as refusal:
        return show_issues(request, refusal, status=409)
    messages.success(request, _("Published: %(title)s") % {"title": issue.title})
    return redirect("desk:issues")
