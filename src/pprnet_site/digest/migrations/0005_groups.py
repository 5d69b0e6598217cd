"""Rename the groups, and remove the rights that Wagtail's own group "Editors" has."""

from django.db import migrations

NEW_NAMES = {"Editors": "Digest editors", "Writers": "Digest writers"}
MODERATORS = "Moderators"
MEDIA_APPS = ("wagtailimages", "wagtaildocs")


def rename_groups(apps, schema_editor):
    """Rename each group, or move its members where a group of the new name exists."""
    groups = apps.get_model("auth.Group").objects
    for old, new in NEW_NAMES.items():
        group, taken = groups.filter(name=old).first(), groups.filter(name=new).first()
        if group is None:
            continue
        if taken is None:
            group.name = new
            group.save()
        else:
            taken.user_set.add(*group.user_set.all())
            group.delete()


def remove_wagtails_rights(apps, schema_editor):
    """Remove rights on documents, images and the root of all pages; empty moderators go."""
    groups = apps.get_model("auth.Group").objects
    groups.filter(name=MODERATORS, user=None).delete()
    named = groups.filter(name__in=(*NEW_NAMES.values(), MODERATORS))
    apps.get_model("wagtailcore.GroupCollectionPermission").objects.filter(
        group__in=named, permission__content_type__app_label__in=MEDIA_APPS
    ).delete()
    for group in named:
        group.permissions.remove(
            *group.permissions.filter(content_type__app_label__in=MEDIA_APPS)
        )
    # The digest's own groups have their rights on the home page and below.
    apps.get_model("wagtailcore.GroupPagePermission").objects.filter(
        group__name__in=NEW_NAMES.values(), page__depth=1
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("digest", "0004_labels"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0090_remove_grouppagepermission_permission_type"),
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
    ]

    operations = [
        migrations.RunPython(rename_groups, migrations.RunPython.noop),
        migrations.RunPython(remove_wagtails_rights, migrations.RunPython.noop),
    ]
