"""The main job in one piece, as an editor and a reader would do it without JavaScript.

Each step is committed; `test_monthly_steps.py` looks at what each of them leaves.
"""

from __future__ import annotations

import pytest

from functional.visitor import Visitor
from monthly_steps import LIBRARY, QUESTION, draft, import_forty, publish, screen
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import ImportRun, Work

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.slow]


@pytest.fixture
def desk(editor):
    """Open the desk as an editor."""
    return Visitor(editor)


def test_a_file_of_the_library_is_imported_in_the_browser(desk):
    desk.goes_to("/desk/imports/").presses("Import", file=LIBRARY)
    run = ImportRun.objects.get()
    assert (run.status, run.read, run.added + run.merged + run.known) == ("done", 952, 952)


def test_a_month_is_imported_screened_drafted_published_and_read(desk, tmp_path):
    import_forty(desk, tmp_path)
    screen(desk)
    publish(desk, draft(desk))
    published = Work.objects.get(status=WorkStatus.PUBLISHED)
    reader = Visitor().goes_to("/")
    assert "This month… an example of a draft." in reader.text
    reader.follows(QUESTION)
    assert "Example: the bottom line." in reader.text
    assert published.doi in reader.text
