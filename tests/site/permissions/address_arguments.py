"""A value for each argument of an address, by its name: numbers of rows that are there."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import Group
from draft_factories import make_catalogued_work, make_editor, make_summary_draft
from notice_factories import make_source, report
from review_factories import read_by_second_person
from wagtail.models import Site

from pprnet_site.catalogue.actions import sync_searches
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import ImportRun, SavedSearch
from pprnet_site.digest.actions import publish_summary
from pprnet_site.evidence.actions.full_texts import add_full_text

TEXTS = {
    "ending": "ris",
    "month": "2023-03",
    "key": "alliance",
    "app_name": "core",
    "app_label": "core",
    "model_name": "digestsettings",
    "content_type_app_name": "digest",
    "content_type_model_name": "summarypage",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "action": "delete",
    "action_name": "delete",
    "uidb64": "MQ",
    "token": "invented-token",
    "filter_spec": "width-100",
    "object_id": "1",
}


def argument_values() -> dict[str, str]:
    """Make a small site, and return the values of arguments that lead to its rows."""
    by = make_editor("owner of everything")
    draft = make_summary_draft(by=by)
    published = make_summary_draft(by=by, month=date(2023, 3, 1))
    for page in (draft, published):
        read_by_second_person(page)
    publish_summary(summary=published, by=by)
    sync_searches()
    waiting = make_catalogued_work(status=WorkStatus.FOUND)
    run = ImportRun.objects.create()
    event = report(make_source())
    issue = draft.issue
    assert issue is not None
    full_text = add_full_text(work=waiting, pasted="An invented text.", by=by)
    numbers = {
        "summary_id": draft.pk,
        "page_id": draft.pk,
        "page_pk": draft.pk,
        "page_to_move_id": draft.pk,
        "pk": draft.pk,
        "parent_page_id": issue.pk,
        "destination_id": issue.pk,
        "issue_id": issue.pk,
        "work_id": waiting.pk,
        "full_text_id": full_text.pk,
        "run_id": run.pk,
        "event_id": event.pk,
        "search_id": SavedSearch.objects.all()[0].pk,
        "revision_id": draft.latest_revision.pk,
        "user_id": by.pk,
        "group_id": Group.objects.all()[0].pk,
        "site_id": Site.objects.all()[0].pk,
    }
    return {**TEXTS, **{name: str(number) for name, number in numbers.items()}}
