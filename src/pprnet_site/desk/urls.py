"""Addresses of the desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from pprnet_site.desk.views import drafts, harvests, imports, inbox, issues, pairs, sources, works

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", inbox.inbox_view, name="inbox"),
    path("decide/", inbox.decide_view, name="decide"),
    path("later/", inbox.later_view, name="later"),
    path("criteria/", inbox.criteria_view, name="criteria"),
    path("keys/", inbox.keys_view, name="keys"),
    path("shortlist/", works.shortlist_view, name="shortlist"),
    path("works/", works.works_view, name="works"),
    path("works/<int:work_id>/", works.work_view_page, name="work"),
    path("works/<int:work_id>/move/", works.move_view, name="move"),
    path("works/<int:work_id>/write/", works.write_view, name="write"),
    path("works/<int:work_id>/citation/", works.citation_view, name="citation"),
    path("works/<int:work_id>/paste/", works.paste_view, name="paste"),
    path("works/<int:work_id>/split/", pairs.split_view, name="split"),
    path("pairs/", pairs.pairs_view, name="pairs"),
    path("pairs/decide/", pairs.decide_view, name="decide-pair"),
    path("pairs/decided/", pairs.decided_view, name="decided-pairs"),
    path("drafts/", drafts.drafts_view, name="drafts"),
    path("drafts/<int:summary_id>/", drafts.draft_view, name="draft"),
    path("drafts/<int:summary_id>/notice/", drafts.notice_view, name="notice"),
    path("drafts/<int:summary_id>/sources/", sources.sources_view, name="sources"),
    path("issues/", issues.issues_view, name="issues"),
    path("issues/<int:issue_id>/publish/", issues.publish_view, name="publish-issue"),
    path("imports/", imports.imports_view, name="imports"),
    path("imports/<int:run_id>/", imports.import_view, name="import"),
    path("imports/resume/", imports.resume_view, name="resume-imports"),
    path("harvests/", harvests.harvests_view, name="harvests"),
    path("harvests/start/", harvests.start_view, name="start-harvest"),
    path("harvests/schedule/", harvests.schedule_view, name="schedule-harvests"),
    path("harvests/searches/", harvests.search_view, name="add-search"),
    path("harvests/searches/<int:search_id>/", harvests.switch_view, name="switch-search"),
    path("harvests/<int:run_id>/", harvests.harvest_view, name="harvest"),
    path("harvests/<int:run_id>/go-on/", harvests.take_up_view, name="take-up-harvest"),
    path("harvests/<int:run_id>/stop/", harvests.stop_view, name="stop-harvest"),
]
