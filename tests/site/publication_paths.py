"""Each path to publication, as a function of the page, a client of the desk and its editor."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from pprnet_site.digest.actions import publish_issue, publish_summary, schedule_summary
from pprnet_site.digest.publication.refusals import PublishRefused


def form_of(page, **changes):
    """What Wagtail's form sends for a page."""
    texts = ("title", "bottom_line", "in_practice", "summary", "implications", "limits")
    rest = ("for_whom", "certainty", "teaser_clause", "author_name", "interests", "language")
    data = {name: getattr(page, name) or "" for name in (*texts, *rest)}
    data |= {
        "slug": page.slug or "an-example",
        "search_description": "",
        "sources": inline_formset(
            [{"work": s.work_id, "id": s.pk or ""} for s in page.sources.all()],
            initial=sum(s.pk is not None for s in page.sources.all()),
        ),
        "key_facts": inline_formset([]),
        "notices": inline_formset([]),
        "comments": inline_formset([]),
    }
    terms = {
        "topics": [topic.pk for topic in page.topics.all()],
        "research_types": [kind.pk for kind in page.research_types.all()],
    }
    return nested_form_data(data | changes) | terms


def by_our_action(page, client, editor):
    publish_summary(summary=page, by=editor)


def by_the_month(page, client, editor):
    publish_issue(issue=page.issue, by=editor)


def by_the_version(page, client, editor):
    page.latest_revision.publish(user=editor)


def by_the_page(page, client, editor):
    page.publish(page.latest_revision)


def by_the_base_page(page, client, editor):
    Page.objects.get(pk=page.pk).publish(page.latest_revision)


def by_wagtails_own_step(page, client, editor):
    PublishPageRevisionAction(page.latest_revision, user=editor).execute()


def by_the_row(page, client, editor):
    page.live = True
    page.save()


def by_the_base_row(page, client, editor):
    base = Page.objects.get(pk=page.pk)
    base.live = True
    base.save()


def by_one_field_of_the_row(page, client, editor):
    page.live = True
    page.save(update_fields=["live"])


def by_the_publish_button(page, client, editor):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, form_of(page) | {"action-publish": "1"})
    assert answer.status_code == 302, answer.context["form"].errors


def by_the_bulk_action(page, client, editor):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={page.pk}", {"include_descendants": ""})
    assert answer.status_code == 302


def by_the_bulk_action_on_the_month(page, client, editor):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={page.issue.pk}", {"include_descendants": "on"})
    assert answer.status_code == 302


def begin_workflow(page, editor):
    task = GroupApprovalTask.objects.create(name="Example task")
    task.groups.set(editor.groups.all())
    workflow = Workflow.objects.create(name="Example workflow")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    return workflow.start(page, editor)


def by_approval(page, client, editor):
    state = begin_workflow(page, editor).current_task_state
    place = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    answer = client.post(place, {"comment": ""})
    assert answer.status_code == 302


def by_approval_in_a_dialogue(page, client, editor):
    state = begin_workflow(page, editor).current_task_state
    place = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    answer = client.post(place, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.json()["step"] == "success"


def by_approval_while_editing(page, client, editor):
    begin_workflow(page, editor)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    answer = client.post(address, form_of(page) | sent)
    assert answer.status_code == 302


PATHS = [
    by_our_action,
    by_the_month,
    by_the_version,
    by_the_page,
    by_the_base_page,
    by_wagtails_own_step,
    by_the_row,
    by_the_base_row,
    by_one_field_of_the_row,
    by_the_publish_button,
    by_the_bulk_action,
    by_the_bulk_action_on_the_month,
    by_approval,
    by_approval_in_a_dialogue,
    by_approval_while_editing,
]


def take_path(path, page, client, editor):
    """Take a path; a refusal in a view is a message, elsewhere an exception."""
    try:
        with transaction.atomic():
            path(page, client, editor)
    except PublishRefused as refused:
        return refused
    return None


TOMORROW = timedelta(days=1)


def by_a_date_of_ours(page, client, editor):
    schedule_summary(summary=page, at=timezone.now() + TOMORROW, by=editor)


def by_a_date_on_the_form(page, client, editor):
    sent = form_of(page, go_live_at=f"{timezone.now() + TOMORROW:%Y-%m-%d %H:%M}")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.post(address, sent | {"action-publish": "1"}).status_code == 302


def by_a_date_on_the_version(page, client, editor):
    page.save_revision(approved_go_live_at=timezone.now() + TOMORROW)


def by_a_date_written_later(page, client, editor):
    revision = page.latest_revision
    revision.approved_go_live_at = timezone.now() + TOMORROW
    revision.save()


DATES = [
    by_a_date_of_ours,
    by_a_date_on_the_form,
    by_a_date_on_the_version,
    by_a_date_written_later,
]
