"""The page on which a guest reads one version: no account, no cookie, no script."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django_ratelimit.core import is_ratelimited

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.reviews import actions
from pprnet_site.reviews.forms import GuestCommentForm, GuestVerdictForm
from pprnet_site.reviews.models import GuestLink
from pprnet_site.reviews.queries.guest_links import open_guest_link
from pprnet_site.reviews.queries.review_sheets import comments_of_guest, review_sheet

WRONG_TOKENS = "30/h"
"""Addresses without a link that one client may try; each process counts for itself."""
SENT_FORMS = "60/h"
"""Forms that may be sent with one link."""
TOO_MANY = 429


@csrf_exempt  # the secret address is all that lets anybody in: no cookie could be misused
@require_http_methods(["GET", "HEAD", "POST"])
def guest_view(request: HttpRequest, token: str) -> HttpResponse:
    """Show the version of a link, or save what the guest sent."""
    client = request.META.get("REMOTE_ADDR", "")
    if is_too_often(request, "wrong", client, WRONG_TOKENS, counted=False):
        return guarded(
            render(request, "reviews/no_link.html", {"too_often": True}, status=TOO_MANY)
        )
    link = open_guest_link(token, now=timezone.now())
    if link is None:
        is_too_often(request, "wrong", client, WRONG_TOKENS, counted=True)
        return guarded(render(request, "reviews/no_link.html", status=404))
    return guarded(sent_form(request, link) if request.method == "POST" else shown(request, link))


def is_too_often(request: HttpRequest, kind: str, key: str, rate: str, *, counted: bool) -> bool:
    """Return whether there were too many requests with this key, and count this one if asked."""
    return bool(
        is_ratelimited(
            request,
            group=f"guest link {kind}",
            key=lambda _group, _request: key,
            rate=rate,
            increment=counted,
        )
    )


def guarded(response: HttpResponse) -> HttpResponse:
    """Return a response that is neither indexed nor cached, and whose address goes nowhere."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    add_never_cache_headers(response)
    return response


def shown(
    request: HttpRequest,
    link: GuestLink,
    *,
    comment: GuestCommentForm | None = None,
    verdict: GuestVerdictForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page with the version of a link and the guest's own comments."""
    said = {"comment": _("The comment is saved."), "verdict": _("Your verdict is saved.")}
    context: dict[str, Any] = {
        "link": link,
        "sheet": review_sheet(link.revision, comments_of_guest(link)),
        "comment": comment or GuestCommentForm(prefix="comment"),
        "verdict": verdict or GuestVerdictForm(prefix="verdict"),
        "refusal": refusal,
        "saved": said.get(request.GET.get("saved", "")),
        "noindex": True,
    }
    return render(request, "reviews/guest.html", context, status=status)


def sent_form(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """Save what a guest sent; after a refusal the form keeps what was typed."""
    if is_too_often(request, "sent", str(link.pk), SENT_FORMS, counted=True):
        refusal = _("Too many forms were sent. Try again in an hour.")
        return shown(request, link, refusal=refusal, status=TOO_MANY)
    comment = GuestCommentForm(
        request.POST if "comment" in request.POST else None, prefix="comment"
    )
    verdict = GuestVerdictForm(
        request.POST if "verdict" in request.POST else None, prefix="verdict"
    )
    try:
        if comment.is_valid():
            actions.comment_as_guest(link=link, **comment.cleaned_data)
            return redirect(f"{request.path}?saved=comment")
        if verdict.is_valid():
            given = request.POST["verdict"]
            actions.read_as_guest(link=link, verdict=given, **verdict.cleaned_data)
            return redirect(f"{request.path}?saved=verdict")
    except ActionRefusedError as error:
        return shown(
            request, link, comment=comment, verdict=verdict, refusal=str(error), status=409
        )
    refusal = _("Nothing was saved: check the fields marked below.")
    return shown(request, link, comment=comment, verdict=verdict, refusal=refusal, status=400)
