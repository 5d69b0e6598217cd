"""How the digest shows in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
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
from pprnet_site.digest.publication import gate

HIDDEN_MENU_ITEMS = frozenset({"images", "documents"})
"""Entries of the menu that a digest of plain text has no use for."""


@hooks.register("before_publish_page")
def check_gate(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep a refused version as a draft and say what to do: nothing that was typed is lost."""
    found = gate.refusals(page) if isinstance(page, SummaryPage) else ()
    if not found:
        return None
    messages.warning(request, gettext("Saved as a draft. It was not published:"))
    for refusal in found:
        messages.error(request, str(refusal))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_copy_page")
@hooks.register("before_create_alias_page")
def refuse_issue_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to copy a month: there is one of each."""
    if not isinstance(page.specific, IssuePage):
        return None
    messages.error(request, gettext("A month cannot be copied. Create a new one instead."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("register_log_actions")
def register_refusal_log(actions: LogActionRegistry) -> None:
    """Give the entry for a refusal on its date a name in the history."""

    @actions.register_action(gate.LOG_REFUSED)
    class RefusedFormatter(LogFormatter):
        label = _("Refuse on the scheduled date")

        def format_message(self, entry: Any) -> str:
            return gettext("Not published on its date: %(reason)s") % entry.data


class DeskMenuItem(MenuItem):
    """The way from Wagtail's admin to the desk, wherever the desk is served."""

    def __init__(self) -> None:
        super().__init__(_("Desk"), "", name="desk", icon_name="clipboard-list", order=1)

    def is_shown(self, _request: HttpRequest) -> bool:
        """Show it where the desk has an address."""
        try:
            self.url = reverse("desk:inbox")
        except NoReverseMatch:
            return False
        return True


@hooks.register("register_admin_menu_item")
def add_desk_menu_item() -> DeskMenuItem:
    """Put the desk first in the menu."""
    return DeskMenuItem()


@hooks.register("construct_main_menu")
def hide_media_menu_items(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Take images and documents out of the menu."""
    items[:] = [item for item in items if item.name not in HIDDEN_MENU_ITEMS]


@hooks.register("construct_homepage_summary_items")
def hide_media_counts(_request: HttpRequest, items: list[SummaryItem]) -> None:
    """Take the counts of images and documents off the first page."""
    items[:] = [
        item for item in items if not isinstance(item, ImagesSummaryItem | DocumentsSummaryItem)
    ]


@hooks.register("insert_global_admin_css")
def admin_stylesheet() -> str:
    """Give Wagtail's frame the colours and faces of the digest."""
    return format_html('<link rel="stylesheet" href="{}">', static("pprnet/admin.css"))


class WorkResults:
    """A list of works that can be searched."""

    filter_form_class = WorkFilterForm
    ordering = ["-pk"]


class ChooseWorkView(WorkResults, ChooseView):
    """The dialogue in which a source is chosen."""


class ChooseWorkResultsView(WorkResults, ChooseResultsView):
    """The part of the dialogue that changes while one types."""


class WorkChooser(ChooserViewSet):
    """Choose the work that a summary tells of."""

    model = "catalogue.Work"
    icon = "doc-full"
    choose_one_text = _("Choose a work")
    choose_another_text = _("Choose another work")
    choose_view_class = ChooseWorkView
    choose_results_view_class = ChooseWorkResultsView
    per_page = 12


@hooks.register("register_admin_viewset")
def register_work_chooser() -> WorkChooser:
    """Let sources be chosen from the catalogue."""
    return WorkChooser("work_chooser")


@register_snippet
class LegacyAddressViewSet(SnippetViewSet):
    """The table that leads old addresses to their new places."""

    model = LegacyAddress
    icon = "redirect"
    menu_label = _("Old addresses")
    add_to_settings_menu = True
    list_display = ["parameter", "value", "topic", "research_type"]
    list_filter = ["parameter"]
