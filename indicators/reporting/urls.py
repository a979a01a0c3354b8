from django.urls import path

from indicators.reporting.approval.views import reporting_approval
from indicators.reporting.entry.views import reporting_entry
from indicators.reporting.files.views import reporting_export, reporting_files, reporting_upload
from indicators.reporting.round.views import reporting_lock, reporting_progress
from indicators.reporting.sheet.views import reporting_cells, reporting_overview, reporting_sheet

urlpatterns = [
    path("", reporting_overview, name="reporting_overview"),
    path("<int:year>/", reporting_sheet, name="reporting_sheet"),
    path("<int:year>/rutor/", reporting_cells, name="reporting_cells"),
    path("<int:year>/indikator/<slug:slug>/", reporting_entry, name="reporting_entry"),
    path("<int:year>/filer/", reporting_files, name="reporting_files"),
    path("<int:year>/filer/<int:pk>/", reporting_upload, name="reporting_upload"),
    path("<int:year>/inmatning.csv", reporting_export, {"kind": "csv"}, name="reporting_export"),
    path("<int:year>/inmatning.xlsx", reporting_export, {"kind": "xlsx"}, name="reporting_export"),
    path("<int:year>/godkann/", reporting_approval, name="reporting_approval"),
    path("<int:year>/lage/", reporting_progress, name="reporting_progress"),
    path("<int:year>/las/", reporting_lock, name="reporting_lock"),
]
