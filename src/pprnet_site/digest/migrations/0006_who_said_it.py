"""Who stated a key fact, whether interests were asked for, and no log-in name as an author."""

from django.conf import settings
from django.db import migrations, models

from pprnet_site.digest.publication.attribution import correct_attribution


def correct(apps, schema_editor):
    """Change what is stored in a person's name to what that person said."""
    correct_attribution(apps.get_model)


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('digest', '0005_groups'),
        ('wagtailcore', '0090_remove_grouppagepermission_permission_type'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='keyfact',
            name='stated_by',
            field=models.CharField(choices=[('read', 'Read automatically; not yet checked by a person'), ('accepted', 'Read automatically and accepted by a person'), ('typed', 'Written by a person')], default='read', max_length=16, verbose_name='who stated it'),
        ),
        migrations.AddField(
            model_name='summarypage',
            name='interests_state',
            field=models.CharField(blank=True, choices=[('', 'Not asked: readers see nothing about it'), ('none', 'The author declares no interests'), ('declared', 'The author declares the interests below')], default='', max_length=16, verbose_name='interests of the author of this summary'),
        ),
        migrations.AlterField(
            model_name='summarypage',
            name='interests',
            field=models.CharField(blank=True, max_length=255, verbose_name='what the author declares'),
        ),
        migrations.AlterField(
            model_name='summarypage',
            name='teaser_clause',
            field=models.CharField(blank=True, help_text='As in “This month… what ends therapy early”.', max_length=120, verbose_name='teaser clause'),
        ),
        migrations.RunPython(correct, migrations.RunPython.noop),
    ]
