"""allauth's forms in the words of our pages."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn


class InOurWords:
    """Gives fields their label and hint; what stands inside a box as an example is taken out."""

    words: ClassVar[dict[str, tuple[str, str]]]
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)


CODE = ("Code", "6 figures from your authenticator app, or one of your recovery codes")
PASSKEY = ("Your passkey", "")


class LoginForm(InOurWords, account.LoginForm):  # type: ignore[misc]
    words = {"login": ("User name", ""), "password": ("Password", "")}


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    words = {"password": ("Password", "")}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    words = {
        "oldpassword": ("Current password", ""),
        "password1": (
            "New password",
            "At least 12 characters, for example three words that do not belong together",
        ),
        "password2": ("New password again", ""),
    }


class AuthenticateForm(InOurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    words = {"code": CODE}


class ReauthenticateByCodeForm(InOurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    words = {"code": CODE}


class ActivateTOTPForm(InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    words = {"code": ("Code", "6 figures that the app shows now")}


class AddPasskeyForm(InOurWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    words = {
        "name": ("Name of the passkey", "By which you know it again, for example “work telephone”"),
        "passwordless": (
            "Sign in with this passkey alone",
            "It asks for your fingerprint, face or PIN. Without a tick it is the second step, after the password.",
        ),
        "credential": PASSKEY,
    }


class EditPasskeyForm(InOurWords, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    words = {"name": ("Name of the passkey", "")}


class AuthenticateByPasskeyForm(InOurWords, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    words = {"credential": PASSKEY}


class LoginByPasskeyForm(InOurWords, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    words = {"credential": PASSKEY}


class ReauthenticateByPasskeyForm(InOurWords, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    words = {"credential": PASSKEY}
