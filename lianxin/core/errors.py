"""What went wrong, in one shape: a code for programs, a status for the web, a Chinese sentence for people."""

from typing import Any


class LianxinError(Exception):
    """Stops the work and says why. Concrete errors live beside the service that raises them.

    `message` is a format string filled from the keyword context; `fields` maps an input name, as the
    client sent it, to the sentence about it.
    """

    code = "ERROR"
    status = 400
    title = "没有办成"
    message = "没有办成。"

    def __init__(self, *, fields: dict[str, str] | None = None, **context: Any) -> None:
        self.fields = fields or {}
        self.context = context
        super().__init__(self.detail)

    @property
    def detail(self) -> str:
        return self.message.format(**self.context)


class NotSignedIn(LianxinError):
    code = "NOT_SIGNED_IN"
    status = 401
    title = "还没有登录"
    message = "请先登录。"


class WrongRole(LianxinError):
    code = "WRONG_ROLE"
    status = 403
    title = "岗位不符"
    message = "您的岗位不能做这件事。需要办理请找本所内勤或所长。"


class NotFound(LianxinError):
    """Also the answer for what lies outside one's area, so that existence is not revealed."""

    code = "NOT_FOUND"
    status = 404
    title = "没有找到"
    message = "没有找到，或不在您负责的范围内。"


class StateConflict(LianxinError):
    code = "STATE_CONFLICT"
    status = 409
    title = "现在不能这样做"
    message = "现在的状态不允许这样做。"


class InvalidInput(LianxinError):
    code = "INVALID_INPUT"
    status = 422
    title = "填写有误"
    message = "有的内容填写不对，请看各项提示。"
