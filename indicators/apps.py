from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = "Indikatorer och utfall"
    # What no page for everybody reads; a change of any other model makes a new revision of what is published.
    unpublished_models = frozenset(
        {
            "Assignment",
            "Cell",
            "Entry",
            "Event",
            "Reminder",
            "Revision",
            "Round",
            "RoundStep",
            "Step",
            "Upload",
        }
    )

    def ready(self):
        """Connect the triggers: their module uses models, which are not there when this one is imported."""
        keep_triggers = import_module("indicators.models.revision_triggers").keep_triggers
        post_migrate.connect(keep_triggers)
