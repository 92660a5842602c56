"""What a new password must be. Django says the rest in Chinese, but not yet this sentence."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """Refuses a short password."""

    def get_error_message(self) -> str:
        return f"密码太短,至少 {self.min_length} 个字符。"

    def get_help_text(self) -> str:
        return f"至少 {self.min_length} 个字符。"
