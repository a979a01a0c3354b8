"""Every address of the portal; the paths are printed in council papers and do not change."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

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
    # The administration's own pages for this would go round the second factor, the limits and the log.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/password_change/done/", RedirectView.as_view(pattern_name="account_change_password")),
    # Before the administration, which answers every address below /admin/ itself.
    path("admin/inmatning/", include("indicators.reporting.urls")),
    path("admin/", admin.site.urls),
    path("konto/", include("olofstrom.login.urls")),
    path("", include("indicators.urls")),
    path("", include("goals.urls")),
]
