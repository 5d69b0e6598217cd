"""Addresses of the desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from pprnet_site.desk.views import (
    harvests,
    imports,
    inbox,
    notices,
    pairs,
    picks,
    plain_language,
    screening,
    signals,
    works,
)
from pprnet_site.desk.views.evidence import evidence_page, text_check
from pprnet_site.desk.views.full_texts import work_full_texts
from pprnet_site.desk.views.references import citation_records, reference_box
from pprnet_site.desk.views.reviews import reading_lists, review_page
from pprnet_site.desk.views.summaries import (
    autosaves,
    drafts,
    issues,
    previews,
    summary_sources,
)

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", inbox.inbox_view, name="inbox"),
    path("decide/", inbox.decide_work_view, name="decide"),
    path("later/", inbox.later_view, name="later"),
    path("criteria/", inbox.criteria_view, name="criteria"),
    path("screening/", screening.screening_view, name="screening"),
    path("screening/plan/", screening.plan_view, name="plan"),
    path("screening/decisions.<slug:ending>", screening.export_view, name="export"),
    path("conflicts/", screening.conflicts_view, name="conflicts"),
    path("conflicts/<int:work_id>/", screening.resolve_view, name="resolve"),
    path("keys/", inbox.keys_view, name="keys"),
    path("shortlist/", works.shortlist_view, name="shortlist"),
    path("picks/", picks.picks_view, name="picks"),
    path("picks/choose/", picks.pick_view, name="pick"),
    path("works/", works.works_view, name="works"),
    path("works/add/", reference_box.add_works_view, name="add-works"),
    path("works/<int:work_id>/", works.work_view, name="work"),
    path("works/<int:work_id>/judge/", signals.judge_view, name="judge"),
    path("works/<int:work_id>/effect/", signals.effect_view, name="state-effect"),
    path("works/<int:work_id>/plain/", plain_language.plain_language_view, name="plain"),
    path("works/<int:work_id>/move/", works.move_view, name="move"),
    path("works/<int:work_id>/write/", works.write_view, name="write"),
    path("works/<int:work_id>/citation/", works.citation_view, name="citation"),
    path(
        "works/<int:work_id>/citation/accept/",
        citation_records.accept_advice_view,
        name="accept-advice",
    ),
    path("works/<int:work_id>/paste/", citation_records.paste_view, name="paste"),
    path("works/<int:work_id>/split/", pairs.split_view, name="split"),
    path("works/<int:work_id>/full-texts/", work_full_texts.full_texts_view, name="full-texts"),
    path(
        "works/<int:work_id>/full-texts/<int:full_text_id>/",
        work_full_texts.full_text_view,
        name="full-text",
    ),
    path(
        "works/<int:work_id>/full-texts/<int:full_text_id>/confirm/",
        work_full_texts.confirm_view,
        name="confirm-full-text",
    ),
    path(
        "works/<int:work_id>/full-texts/<int:full_text_id>/delete/",
        work_full_texts.delete_view,
        name="delete-full-text",
    ),
    path("pairs/", pairs.pairs_view, name="pairs"),
    path("pairs/decide/", pairs.decide_pair_view, name="decide-pair"),
    path("pairs/decided/", pairs.decided_pairs_view, name="decided-pairs"),
    path("notices/", notices.notices_view, name="notices"),
    path("notices/decided/", notices.decided_notices_view, name="decided-notices"),
    path("notices/sources/", notices.notice_sources_view, name="notice-sources"),
    path("notices/<int:event_id>/decide/", notices.decide_notice_view, name="decide-notice"),
    path("drafts/", drafts.drafts_view, name="drafts"),
    path("drafts/<int:summary_id>/", drafts.draft_view, name="draft"),
    path("drafts/<int:summary_id>/autosave/", autosaves.autosave_view, name="autosave"),
    path("drafts/<int:summary_id>/kept/", autosaves.discard_view, name="discard-typed"),
    path("drafts/<int:summary_id>/preview/", previews.preview_view, name="preview"),
    path("drafts/<int:summary_id>/notice/", drafts.notice_view, name="notice"),
    path("drafts/<int:summary_id>/sources/", summary_sources.sources_view, name="sources"),
    path("drafts/<int:summary_id>/evidence/", evidence_page.evidence_view, name="evidence"),
    path("drafts/<int:summary_id>/check/", text_check.check_view, name="check"),
    path("drafts/<int:summary_id>/review/", review_page.review_view, name="review"),
    path("to-read/", reading_lists.to_read_view, name="to-read"),
    path("issues/", issues.issues_view, name="issues"),
    path("issues/<int:issue_id>/publish/", issues.publish_issue_view, name="publish-issue"),
    path("imports/", imports.imports_view, name="imports"),
    path("imports/<int:run_id>/", imports.import_view, name="import"),
    path("imports/resume/", imports.resume_imports_view, name="resume-imports"),
    path("harvests/", harvests.harvests_view, name="harvests"),
    path("harvests/start/", harvests.start_view, name="start-harvest"),
    path("harvests/schedule/", harvests.schedule_view, name="schedule-harvests"),
    path("harvests/searches/", harvests.add_search_view, name="add-search"),
    path("harvests/searches/<int:search_id>/", harvests.switch_view, name="switch-search"),
    path("harvests/<int:run_id>/", harvests.harvest_view, name="harvest"),
    path("harvests/<int:run_id>/go-on/", harvests.resume_harvest_view, name="take-up-harvest"),
    path("harvests/<int:run_id>/stop/", harvests.stop_view, name="stop-harvest"),
]
