from django.urls import path

from indicators.open_data import views

urlpatterns = [
    path("indikatorer/<slug:slug>.csv", views.indicator_csv, name="indicator_csv"),
    path("indikatorer/<slug:slug>.json", views.indicator_json, name="indicator_json"),
]
