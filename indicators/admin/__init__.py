"""The administration of figures, and the frame that all of the administration stands in."""

from django.contrib import admin

from indicators.admin import measures, outcomes, places, reminders, rounds

__all__ = ["measures", "outcomes", "places", "reminders", "rounds"]

admin.site.site_header = "Målportalen – administration"
admin.site.site_title = "Målportalens administration"
admin.site.index_title = "Vad vill du göra?"
admin.site.enable_nav_sidebar = False  # the first page and the breadcrumbs lead everywhere, also on a phone
admin.site.empty_value_display = "–"
# Rows are removed one at a time, where the page says what else would go.
admin.site.disable_action("delete_selected")
