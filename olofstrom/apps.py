from importlib import import_module

from django.apps import AppConfig


class OlofstromConfig(AppConfig):
    name = "olofstrom"

    def ready(self):
        """Connect the log: its module uses models, which are not there when this one is imported."""
        import_module("olofstrom.login.events")
