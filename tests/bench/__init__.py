"""Measures the portal. Django is set up here, as on the own machine, before anything in the folder asks for a model."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olofstrom.settings")
os.environ.setdefault("PORTAL_DEVELOPMENT", "1")
django.setup()
