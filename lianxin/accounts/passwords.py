"""What a new password must be. Django says the rest in Chinese, but not yet this sentence."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

# A shorter login stands in many words by chance.
_LOGIN_WORTH_GUESSING = 4


class LongEnough(MinimumLengthValidator):
    """Refuses a short password."""

    def get_error_message(self) -> str:
        return f"密码太短，至少 {self.min_length} 个字符。"

    def get_help_text(self) -> str:
        return f"至少 {self.min_length} 个字符。"


class WithoutOwnLogin:
    """Refuses a password built around the account's own name, however long the rest is."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        login = user.get_username() if user is not None else ""
        if len(login) >= _LOGIN_WORTH_GUESSING and login.casefold() in password.casefold():
            raise ValidationError("密码里不能有自己的账号名。", code="password_has_login")

    def get_help_text(self) -> str:
        return "密码里不能有自己的账号名。"
