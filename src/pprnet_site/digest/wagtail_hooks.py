"""The digest in Wagtail's admin: hooks, menu items and viewsets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail.images.wagtail_hooks import ImagesSummaryItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from pprnet_site.digest.editor.forms import WorkFilterForm
from pprnet_site.digest.models import IssuePage, LegacyAddress, SummaryPage
from pprnet_site.digest.permissions import ensure_can_delete
from pprnet_site.digest.publication import gate

Hook = TypeVar("Hook", bound=Callable[..., Any])

HIDDEN_MENU_ITEMS = frozenset({"images", "documents"})
"""Menu items that a digest of plain text does not need."""


def register_hook(name: str) -> Callable[[Hook], Hook]:
    """Return the decorator that registers a function as a hook, with types, which Wagtail lacks."""
    register: Callable[[Hook], Hook] = hooks.register(name)
    return register


@register_hook("before_publish_page")
def check_gate(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Redirect a refused version to the editor, saved as a draft, with the reasons as messages."""
    found = gate.refusals(page) if isinstance(page, SummaryPage) else ()
    if not found:
        return None
    messages.warning(request, gettext("Saved as a draft. It was not published:"))
    for refusal in found:
        messages.error(request, str(refusal))
    return redirect("wagtailadmin_pages:edit", page.pk)


@register_hook("before_copy_page")
@register_hook("before_create_alias_page")
def refuse_issue_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to copy an issue: there is one for each month."""
    if not isinstance(page.specific, IssuePage):
        return None
    messages.error(request, gettext("A month cannot be copied. Create a new one instead."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@register_hook("before_delete_page")
def refuse_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete what was published, and to a writer what somebody else began."""
    refused = deletion_refusal(request.user, [page])
    if not refused:
        return None
    messages.error(request, refused)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@register_hook("before_bulk_action")
def refuse_bulk_deletion(
    request: HttpRequest, kind: str, objects: Sequence[Any], _action: BulkAction
) -> HttpResponse | None:
    """Refuse to delete several pages at once if one of them may not be deleted."""
    pages = [each for each in objects if isinstance(each, Page)] if kind == "delete" else []
    refused = deletion_refusal(request.user, pages)
    if not refused:
        return None
    messages.error(request, refused)
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def deletion_refusal(user: Any, pages: Sequence[Page]) -> str:
    """Return why this user may not delete some pages, empty if nothing is against it."""
    try:
        for page in pages:
            ensure_can_delete(user, page)
    except PermissionDenied as refused:
        return f"{page.get_admin_display_title()}: {refused}"
    return ""


@register_hook("register_log_actions")
def register_refusal_log(actions: LogActionRegistry) -> None:
    """Register the label and message of a refusal on the scheduled date."""

    @actions.register_action(gate.LOG_REFUSED)
    class RefusedFormatter(LogFormatter):  # type: ignore[misc]  # Wagtail has no types
        label = _("Refuse on the scheduled date")

        def format_message(self, entry: Any) -> str:
            return str(gettext("Not published on its date: %(reason)s") % entry.data)


class DeskMenuItem(MenuItem):  # type: ignore[misc]  # Wagtail has no types
    """A link to the desk."""

    def __init__(self) -> None:
        super().__init__(_("Desk"), "", name="desk", icon_name="clipboard-list", order=1)

    def is_shown(self, _request: HttpRequest) -> bool:
        """Return whether the desk has an address here."""
        try:
            self.url = reverse("desk:inbox")
        except NoReverseMatch:
            return False
        return True


@register_hook("register_admin_menu_item")
def add_desk_menu_item() -> DeskMenuItem:
    """Return the menu item of the desk, which comes first."""
    return DeskMenuItem()


@register_hook("construct_main_menu")
def hide_media_menu_items(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Remove images and documents from the menu."""
    items[:] = [item for item in items if item.name not in HIDDEN_MENU_ITEMS]


@register_hook("construct_homepage_summary_items")
def hide_media_counts(_request: HttpRequest, items: list[SummaryItem]) -> None:
    """Remove the counts of images and documents from the first page."""
    items[:] = [
        item for item in items if not isinstance(item, ImagesSummaryItem | DocumentsSummaryItem)
    ]


@register_hook("insert_global_admin_css")
def admin_stylesheet() -> str:
    """Return the link to a stylesheet with the colours and typefaces of the digest."""
    return format_html('<link rel="stylesheet" href="{}">', static("pprnet/admin.css"))


class WorkResults:
    """A list of works that can be searched."""

    filter_form_class = WorkFilterForm
    ordering = ["-pk"]


class ChooseWorkView(WorkResults, ChooseView):  # type: ignore[misc]  # Wagtail has no types
    """The dialog in which a source is chosen."""


class ChooseWorkResultsView(WorkResults, ChooseResultsView):  # type: ignore[misc]  # Wagtail has no types
    """The results in the dialog, which change while one types."""


class WorkChooser(ChooserViewSet):  # type: ignore[misc]  # Wagtail has no types
    """Chooser for the work that a summary is about."""

    model = "catalogue.Work"
    icon = "doc-full"
    choose_one_text = _("Choose a work")
    choose_another_text = _("Choose another work")
    choose_view_class = ChooseWorkView
    choose_results_view_class = ChooseWorkResultsView
    per_page = 12


@register_hook("register_admin_viewset")
def register_work_chooser() -> WorkChooser:
    """Return the chooser for sources."""
    return WorkChooser("work_chooser")


@register_snippet
class LegacyAddressViewSet(SnippetViewSet):  # type: ignore[misc]  # Wagtail has no types
    """The table of redirects from old addresses."""

    model = LegacyAddress
    icon = "redirect"
    menu_label = _("Old addresses")
    add_to_settings_menu = True
    list_display = ["parameter", "value", "topic", "research_type"]
    list_filter = ["parameter"]
