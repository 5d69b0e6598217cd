"""Turn the page that Wagtail starts with into the digest's home, with an about page below it."""

from django.db import migrations
from django.utils import timezone


def content_type(apps, model):
    """Give the content type of one of our pages, made here where it is not there yet."""
    manager = apps.get_model("contenttypes.ContentType").objects
    return manager.get_or_create(app_label="digest", model=model)[0]


def make_home(apps, schema_editor):
    """Change the welcome page in place: the site's root and its permissions keep pointing at it."""
    page = apps.get_model("wagtailcore.Page")
    site = apps.get_model("wagtailcore.Site").objects.filter(is_default_site=True).first()
    if site is None:
        return
    welcome = page.objects.get(pk=site.root_page_id)
    home = apps.get_model("digest.HomePage")(page_ptr_id=welcome.pk)
    fields = {field.attname: getattr(welcome, field.attname) for field in page._meta.fields}
    fields.update(
        title="Digest",
        draft_title="Digest",
        content_type_id=content_type(apps, "homepage").pk,
        numchild=1,
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
        has_unpublished_changes=False,
    )
    for name, value in fields.items():
        setattr(home, name, value)
    home.save()
    make_about(apps, home)


def make_about(apps, home):
    """Put an empty about page below the home page, where Wagtail's tree expects a first child."""
    apps.get_model("digest.AboutPage").objects.create(
        title="About",
        draft_title="About",
        slug="about",
        content_type=content_type(apps, "aboutpage"),
        locale_id=home.locale_id,
        path=f"{home.path}0001",
        depth=home.depth + 1,
        numchild=0,
        url_path=f"{home.url_path}about/",
        live=True,
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("digest", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_home, migrations.RunPython.noop)]
