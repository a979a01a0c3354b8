#!/usr/bin/env python
"""Run the portal's commands: `uv run manage.py portal` serves it, `uv run manage.py help` lists the rest."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olofstrom.settings")
    execute_from_command_line(sys.argv)
