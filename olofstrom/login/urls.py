"""The addresses of the account pages; the one of the directory's answer is registered there and does not change."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as reserve
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.contrib.auth.decorators import login_required
from django.urls import path

from olofstrom.login import views

urlpatterns = [
    path("", views.OwnAccountView.as_view(), name="mfa_index"),
    path("logga-in/", views.PortalLoginView.as_view(), name="account_login"),
    path("logga-in/kod/", views.SecondFactorView.as_view(), name="mfa_authenticate"),
    path("logga-in/nyckel/", views.KeyLoginView.as_view(), name="mfa_login_webauthn"),
    path("logga-in/kommunen/", views.oidc_login, name="oidc_login"),
    path("logga-in/kommunen/svar/", views.oidc_callback, name="oidc_callback"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("losenord/", login_required(views.ChangePasswordView.as_view()), name="account_change_password"),
    path("bekrafta/", account.reauthenticate, name="account_reauthenticate"),
    path("bekrafta/kod/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("bekrafta/nyckel/", views.KeyReauthenticateView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("app/", views.AddAppView.as_view(), name="mfa_activate_totp"),
    path("app/ta-bort/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("reservkoder/", reserve.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("reservkoder/nya/", reserve.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("nycklar/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("nycklar/ny/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("nycklar/<int:pk>/namn/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("nycklar/<int:pk>/ta-bort/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("inloggningar/", views.own_sessions, name="usersessions_list"),
    path("kvar/", views.keep_alive, name="keep_alive"),
]
