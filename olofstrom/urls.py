"""Every address of the portal; the paths are printed in council papers and do not change."""

from django.contrib import admin
from django.urls import include, path

from olofstrom import views

handler400 = "olofstrom.views.bad_request"
handler403 = "olofstrom.views.permission_denied"
handler404 = "olofstrom.views.page_not_found"
handler500 = "olofstrom.views.server_error"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("logotyp.svg", views.logo, name="logo"),
    path("admin/inmatning/", include("indicators.reporting.urls")),
    path("admin/", admin.site.urls),
    path("", include("indicators.urls")),
    path("", include("goals.urls")),
]
