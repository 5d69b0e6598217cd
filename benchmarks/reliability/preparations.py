"""What the campaigns do inside a site: `python preparations.py VERB [ARGUMENT]`. All is invented.

editors N: accounts with open sessions, whose keys are written to `sessions.txt`;
drafts N: drafts that can be published; due N: drafts whose date of publication has come;
publish: publish every draft; works N: works that wait in the inbox; watched N: published works that
the services of `watch_cases` know.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import django


def editors(number: int) -> None:
    """Make accounts of editors with sessions of their own."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from draft_factories import make_editor

    from pprnet_site.settings.environment import HOME

    keys = []
    for place in range(number):
        editor = make_editor(f"example-{place}")
        session = SessionStore()
        session[SESSION_KEY] = str(editor.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        session[HASH_SESSION_KEY] = editor.get_session_auth_hash()
        session.create()
        keys.append(session.session_key)
    (HOME / "sessions.txt").write_text("\n".join(keys), encoding="utf-8")


def drafts(number: int) -> list:
    """Make drafts that lack nothing."""
    from draft_factories import make_summary_draft

    return [make_summary_draft(by=None) for _ in range(number)]


def due(number: int) -> None:
    """Make drafts whose date of publication was a minute ago."""
    from draft_factories import make_publication_due

    from pprnet_site.digest.actions import schedule_summary

    for page in drafts(number):
        schedule_summary(summary=page, at=datetime.now(UTC) + timedelta(days=1), by=None)
        make_publication_due(page)


def publish(_number: int) -> None:
    """Publish every draft."""
    from pprnet_site.digest.actions import publish_summary
    from pprnet_site.digest.models import SummaryPage

    for page in SummaryPage.objects.filter(live=False).order_by("title"):
        publish_summary(summary=page, by=None)


def works(number: int) -> None:
    """Make works that wait in the inbox."""
    from draft_factories import make_record

    from pprnet_site.catalogue.data_mapper import fill_work, record_row
    from pprnet_site.catalogue.models import Work

    for _ in range(number):
        record = make_record()
        work = fill_work(Work(), record)
        work.save()
        record_row(record, work=work).save()


def watched(number: int) -> None:
    """Publish summaries of works that the watch asks about."""
    from watch_cases import publish_works

    publish_works(number)


def main() -> None:
    """Run one verb in the site of `PPRNET_HOME`."""
    django.setup()
    verb, number = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    verbs = (editors, drafts, due, publish, works, watched)
    {each.__name__: each for each in verbs}[verb](number)


if __name__ == "__main__":
    main()
