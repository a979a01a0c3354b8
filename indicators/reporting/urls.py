from django.urls import path

from indicators.reporting.approval_views import reporting_approval
from indicators.reporting.entry_views import reporting_entry
from indicators.reporting.sheet_views import reporting_cells, reporting_overview, reporting_sheet

urlpatterns = [
    path("", reporting_overview, name="reporting_overview"),
    path("<int:year>/", reporting_sheet, name="reporting_sheet"),
    path("<int:year>/rutor/", reporting_cells, name="reporting_cells"),
    path("<int:year>/indikator/<slug:slug>/", reporting_entry, name="reporting_entry"),
    path("<int:year>/godkann/", reporting_approval, name="reporting_approval"),
]
