"""The loaded sample: loaded again, and removed without touching what is not its own."""

from __future__ import annotations

import re
from datetime import date

import pytest
from wagtail.models import Site

from pprnet_site import sample
from pprnet_site.catalogue.actions import move_work
from pprnet_site.catalogue.models import ImportRun, Record, SampleMark, Work
from pprnet_site.catalogue.queries import is_resolved
from pprnet_site.core.models import DigestSettings
from pprnet_site.digest.actions import create_summary, publish_summary
from pprnet_site.digest.models import AboutPage, HomePage, IssuePage, SummaryPage
from pprnet_site.digest.publication.refusals import PublishRefused
from pprnet_site.sample import loading

pytestmark = pytest.mark.django_db

N_WORDS = 8


@pytest.fixture(scope="module")
def loaded_once(made_once, small_library):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "LIBRARY", small_library)
        return made_once(sample.load_sample)


@pytest.fixture
def loaded(loaded_once, of_small_library):
    return loaded_once


def rows() -> list[object]:
    models = (Work, Record, ImportRun, SummaryPage, IssuePage, SampleMark, AboutPage)
    return [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models]


def test_four_summaries_are_published_and_two_wait_as_drafts(loaded):
    assert (loaded.works, loaded.published, loaded.drafts) == (9, 4, 2)
    live = SummaryPage.objects.live()
    assert {page.author_name for page in SummaryPage.objects.all()} == {"Sample text"}
    assert {page.interests_state for page in SummaryPage.objects.all()} == {""}
    assert {fact.stated_by for page in live for fact in page.key_facts.all()} == {"typed"}
    assert all(page.first_published_at.date().day == 1 for page in live)
    months = {page.get_parent().specific.month for page in live}
    assert months == {date(2023, 2, 1), date(2020, 12, 1), date(2020, 11, 1), date(2020, 3, 1)}
    assert all(is_resolved(s.work.citation) for page in live for s in page.sources.all())
    assert {work.status for work in Work.objects.filter(summary_sources__isnull=False)} == {
        "published"
    }


def test_a_sample_draft_shows_the_refusal(loaded):
    for draft in SummaryPage.objects.not_live():
        with pytest.raises(PublishRefused) as refused:
            publish_summary(summary=draft, by=None)
        assert str(refused.value)


def test_every_topic_and_type_of_the_sample_is_known(loaded):
    assert all(page.topics.exists() and page.research_types.exists() for page in pages())


def pages():
    return SummaryPage.objects.all()


def test_the_site_says_that_it_is_a_sample(loaded, client):
    settings = DigestSettings.for_site(Site.objects.get())
    assert settings.name == "Sample Digest"
    for text in (settings.footer, AboutPage.objects.get().body):
        assert "not affiliated with or endorsed by PPRNet" in text
    assert "University of Ottawa" in client.get("/about/").content.decode()


def test_a_second_load_changes_nothing(loaded):
    before = rows()
    assert sample.load_sample() == loaded
    assert rows() == before


def test_removal_leaves_an_empty_site(loaded, client):
    sample.remove_sample()
    assert not Work.objects.exists()
    assert not ImportRun.objects.exists()
    assert not SampleMark.objects.exists()
    assert not IssuePage.objects.exists()
    assert AboutPage.objects.get().body == ""
    assert DigestSettings.for_site(Site.objects.get()).name == "pprnet"
    assert HomePage.objects.count() == 1
    assert client.get("/").status_code == 200
    assert not sample.is_sample_requested()


def test_the_sample_can_come_back(loaded):
    sample.remove_sample()
    assert sample.load_sample() == loaded


def test_what_an_editor_added_stays(loaded, django_user_model):
    editor = django_user_model.objects.create_superuser("editor")
    used, screened = Work.objects.filter(status="found")[:2]
    move_work(work=screened, to="screened-out", by=editor)
    own = create_summary(
        issue_month=date(2023, 2, 1), title="Example", works=[used], by=editor, author_name="Me"
    )
    removed = sample.remove_sample()
    assert (removed.works, removed.kept) == (8, 1)
    assert list(Work.objects.all()) == [used]
    assert used.records.count() == 1
    assert list(SummaryPage.objects.all()) == [own]
    assert [issue.month for issue in IssuePage.objects.all()] == [date(2023, 2, 1)]


def test_texts_that_an_editor_changed_stay(loaded):
    settings = DigestSettings.for_site(Site.objects.get())
    settings.name = "Example Digest"
    settings.save()
    AboutPage.objects.update(body="About us.")
    sample.remove_sample()
    assert DigestSettings.for_site(Site.objects.get()).name == "Example Digest"
    assert AboutPage.objects.get().body == "About us."


def test_no_run_of_eight_words_is_the_archive_pages_own(shared_data):
    page = words((shared_data / "archive/pprnet_blog_page.txt").read_text(encoding="utf-8"))
    theirs = {tuple(page[at : at + N_WORDS]) for at in range(len(page))}
    ours = words(loading.SUMMARIES.read_text(encoding="utf-8"))
    runs = {tuple(ours[at : at + N_WORDS]) for at in range(len(ours) - N_WORDS + 1)}
    assert not runs & theirs


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
