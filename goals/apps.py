from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "goals"
    verbose_name = "Vision och mål"
    # What no page for everybody reads; a change of any other model makes a new revision of what is published.
    unpublished_models = frozenset({"Report", "SenderDay", "SenderTally"})
