from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class GoalsConfig(AppConfig):
    name = "goals"
    verbose_name = "Vision och mål"
    # What no page for everybody reads; a change of any other model makes a new revision of what is published.
    unpublished_models = frozenset({"Report", "SenderDay", "SenderTally"})

    def ready(self):
        """Connect the triggers: their module uses models, which are not there when this one is imported."""
        keep_triggers = import_module("indicators.models.revision_triggers").keep_triggers
        post_migrate.connect(keep_triggers, sender=self)
