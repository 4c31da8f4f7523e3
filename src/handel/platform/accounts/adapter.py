"""How allauth behaves here: closed to strangers, in our words, with second factors sealed in the database."""

import base64
from functools import cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest

WRONG_CODE = "That code is wrong, used or out of date. Enter the newest code of your app, or another recovery code."
TOO_MANY_CODES = "There were too many wrong codes. Wait 5 minutes, then enter a new code."


class InOurWords:
    """Errors as whole sentences, which carry no code (see `web.presenters`)."""

    error_messages: dict[str, Any]

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        message = self.error_messages[code]
        return ValidationError(message % args if args else message)


class ClosedAdapter(InOurWords, DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the force, never by whoever finds the page."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "enter_current_password": "That is not your current password.",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "That is not your password.",
        "rate_limited": TOO_MANY_CODES,
        "too_many_login_attempts": TOO_MANY_CODES,
        "username_password_mismatch": "The user name or the password is wrong. Check both and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes, for this name from this address.

        allauth would count them for the name alone, so that anybody could shut a person out.
        """


class SecondFactorAdapter(InOurWords, DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors, unreadable in a copy of the database without the site's own key."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return _box(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises `cryptography.fernet.InvalidToken` when the site's key is not the one that sealed it."""
        return _box(settings.SECRET_KEY).decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return f"Passkey {user.authenticator_set.filter(type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


@cache
def _box(secret_key: str) -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=b"handel second factors").derive(secret_key.encode())
    return Fernet(base64.urlsafe_b64encode(key))
