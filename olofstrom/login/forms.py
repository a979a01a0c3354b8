"""The forms of the account pages: Swedish words, limits on guesses, and a plain answer to nonsense."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.core import context
from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.webauthn import forms as keys
from allauth.mfa.webauthn.internal.auth import parse_authentication_response
from cryptography.exceptions import InvalidSignature
from django import forms
from django.utils import timezone

from olofstrom.login import factors, throttle
from olofstrom.login.adapters import WRONG_CODE, WRONG_KEY, WRONG_PASSWORD
from olofstrom.login.hashers import is_for_development
from olofstrom.password_validators import MAX_PASSWORD_LENGTH

MAX_NAME_LENGTH = 60  # characters of a key's name
# What broken keys lead to.
NONSENSE = (TypeError, ValueError, KeyError, AttributeError, IndexError, RecursionError, InvalidSignature)
CHOICE_HELP = (
    "Minst 12 tecken, gärna flera ord som inte hör ihop. Alla tecken går bra, också mellanslag. "
    "Undvik sådant som andra kan gissa, som ditt namn eller kommunens."
)
NEW_CODE = (
    "Koden stämmer inte. Vänta tills appen visar en ny kod och skriv den. "
    "Om det inte hjälper: kontrollera att telefonens klocka går rätt."
)


def _field(field, label, missing, **attrs):
    """Give a field Swedish words; nothing stands inside it, since that would vanish when somebody writes."""
    field.label, field.error_messages["required"], field.help_text = label, missing, ""
    field.widget.attrs = {"autocomplete": field.widget.attrs.get("autocomplete", "off"), **attrs}
    return field


def _guessed(user, means, check):
    """Return what `check` returns, or None when it is nothing or too many guesses have been made."""
    address = get_adapter().get_client_ip(context.request)
    return throttle.check_guess(throttle.Guess.at(user.get_username(), address, means), check, timezone.now())


class LoginForm(AllauthLoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(
            self.fields["login"], "Användarnamn", "Skriv ditt användarnamn.", autocapitalize="none", spellcheck="false"
        )
        _field(self.fields["password"], "Lösenord", "Skriv ditt lösenord.")


class ReauthenticateForm(AllauthReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(self.fields["password"], "Lösenord", "Skriv ditt lösenord.")


class ChangePasswordForm(AllauthChangePasswordForm):
    """The password so far, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(self.fields["oldpassword"], "Nuvarande lösenord", "Skriv lösenordet du har nu.")
        new = _field(
            self.fields["password1"], "Nytt lösenord", "Skriv ett nytt lösenord.", maxlength=MAX_PASSWORD_LENGTH
        )
        new.help_text = CHOICE_HELP
        _field(
            self.fields["password2"],
            "Nytt lösenord igen",
            "Skriv det nya lösenordet en gång till.",
            maxlength=MAX_PASSWORD_LENGTH,
        )

    def clean_oldpassword(self):
        """Hold guesses at it to the same limits as at the login."""
        password = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise forms.ValidationError(WRONG_PASSWORD)
        return password

    def clean(self):
        """Compare the three, and leave the accounts of the own machine as they are."""
        cleaned = super().clean()
        if is_for_development(self.user):
            raise forms.ValidationError(
                "Kontot finns bara på den här datorn och får ett nytt lösenord vid nästa start."
            )
        if cleaned.get("password1") and cleaned["password1"] == cleaned.get("oldpassword"):
            self.add_error("password1", "Det är lösenordet du har nu. Välj ett nytt.")
        return cleaned


class _CodeForm:
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(self.fields["code"], "Kod", "Skriv koden.", autocapitalize="none", spellcheck="false")

    def clean_code(self) -> str:
        """Find the factor that the code fits; every code works once."""
        code = self.cleaned_data["code"]
        self.authenticator = _guessed(self.user, "kod", lambda: factors.accepting(self.user, code))
        if self.authenticator is None:
            raise forms.ValidationError(WRONG_CODE)
        return code


class CodeForm(_CodeForm, codes.AuthenticateForm):
    """The code in the second step of a login."""


class CodeReauthenticateForm(_CodeForm, codes.ReauthenticateForm):
    """A code, to show again who one is."""


class AppForm(ActivateTOTPForm):
    """The first code of an app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(self.fields["code"], "Kod", "Skriv koden som appen visar.", inputmode="numeric", spellcheck="false")

    def clean_code(self) -> str:
        """Compare the code with the secret that the page has shown."""
        code = self.cleaned_data["code"]
        if not validate_totp_code(self.secret, code):
            raise forms.ValidationError(NEW_CODE)
        return code


class CredentialField(forms.JSONField):
    """What a key has made or signed."""

    def to_python(self, value: Any) -> Any:
        """Read it; raise ValidationError for what is no JSON, or more of it than can be read."""
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class AddKeyForm(keys.AddWebAuthnForm):
    """A new key, its name, and whether it is to open the door alone."""

    credential = CredentialField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = _field(self.fields["name"], "Vad ska nyckeln heta?", "", maxlength=MAX_NAME_LENGTH)
        name.max_length, name.help_text = (
            MAX_NAME_LENGTH,
            "Till exempel Jobbdatorn. Namnet ser bara du och administratören.",
        )
        alone = self.fields["passwordless"]
        alone.label, alone.initial = "Använd nyckeln i stället för lösenordet", True
        alone.help_text = (
            "Då loggar du in med bara nyckeln. Den behöver ett fingeravtryck, ditt ansikte eller en pinkod."
        )

    def clean_name(self) -> str:
        """Cut a name that is too long, since the key exists already."""
        return super().clean_name()[:MAX_NAME_LENGTH]

    def clean(self) -> dict[str, Any]:
        """Check the key; what is none is answered like a key that does not fit."""
        try:
            return super().clean()
        except NONSENSE as error:
            raise forms.ValidationError(WRONG_KEY) from error


class EditKeyForm(keys.EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = _field(self.fields["name"], "Vad ska nyckeln heta?", "Skriv ett namn.", maxlength=MAX_NAME_LENGTH)
        name.max_length = MAX_NAME_LENGTH


class _KeyForm:
    user: Any

    def clean_credential(self) -> Any:
        """Return the factor; whatever is wrong with it is told in the same words."""
        # A login by the key alone is at no account that guesses could be counted for.
        found = _guessed(self.user, "nyckel", self._verified) if self.user else self._verified()
        if found is None:
            raise forms.ValidationError(WRONG_KEY)
        return found

    def _verified(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]  # the form it is mixed into
        except (forms.ValidationError, *NONSENSE):
            return None


class KeyForm(_KeyForm, keys.AuthenticateWebAuthnForm):
    """A key in the second step of a login."""

    credential = CredentialField()


class KeyReauthenticateForm(_KeyForm, keys.ReauthenticateWebAuthnForm):
    credential = CredentialField()


class KeyLoginForm(_KeyForm, keys.LoginWebAuthnForm):
    """A key in place of name and password."""

    credential = CredentialField()

    def _verified(self) -> Any:
        """Demand the owner's finger, face or code too: else whoever holds the key would need nothing more.

        The challenge does not say so by itself, since it may be one that was made for the second step after a password.
        """
        found = super()._verified()
        shown = found and parse_authentication_response(self.cleaned_data["credential"])
        return found if shown and shown.response.authenticator_data.is_user_verified() else None
