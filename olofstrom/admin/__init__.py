"""The administration of accounts, roles and the log."""

from importlib import import_module

from django.apps import apps
from django.contrib import admin

from olofstrom.admin import accounts, log

__all__ = ["accounts", "log"]

# What django-allauth keeps of logins is shown and ended on the pages of accounts; its own pages would go round the log.
for name in ("account", "mfa", "socialaccount", "usersessions"):
    import_module(f"allauth.{name}.admin")
    admin.site.unregister(
        [model for model in apps.get_app_config(name).get_models() if admin.site.is_registered(model)]
    )
