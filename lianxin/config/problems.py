"""Gives every failure of the API one shape (RFC 9457 problem+json), wherever it arose."""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from lianxin.config.wording import field_name, sentence_for
from lianxin.core.errors import InvalidInput, LianxinError, NotFound, NotSignedIn

_CONTENT_TYPE = "application/problem+json"


class UnreadableRequest(LianxinError):
    code = "UNREADABLE_REQUEST"
    status = 400
    title = "读不懂请求"
    message = "请求的内容读不出来，请检查格式。"


class CsrfFailed(LianxinError):
    """The page is older than the sign-in, or the request comes from another site."""

    code = "CSRF_FAILED"
    status = 403
    title = "页面过期"
    message = "页面过期了，请刷新后再提交。"


class MethodNotAllowed(LianxinError):
    code = "METHOD_NOT_ALLOWED"
    status = 405
    title = "没有这种操作"
    message = "这个地址没有这种操作。"


class TooLarge(LianxinError):
    code = "TOO_LARGE"
    status = 413
    title = "内容太大"
    message = "内容太大。文件不能超过 {limit} MB,请分成几份再传。"

    def __init__(self) -> None:
        super().__init__(limit=settings.UPLOAD_LIMIT_BYTES // (1024 * 1024))


class InternalError(LianxinError):
    """A fault of the program; the details stand in the log and nowhere else."""

    code = "INTERNAL_ERROR"
    status = 500
    title = "系统出错"
    message = "系统出错了，已记入运行日志。请稍后再试，还不行请联系管理员。"


_BY_STATUS: dict[int, type[LianxinError]] = {
    401: NotSignedIn,
    403: CsrfFailed,
    404: NotFound,
    405: MethodNotAllowed,
    413: TooLarge,
}


def of_status(status: int) -> LianxinError:
    """The problem behind an answer that somebody else's code gave."""
    known = _BY_STATUS.get(status, InternalError if status >= 500 else UnreadableRequest)
    return known()


def problem(error: LianxinError) -> HttpResponse:
    return HttpResponse(_body(error), status=error.status, content_type=_CONTENT_TYPE)


def answer_in_one_shape(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: refuses too large requests unread, keeps API answers out of caches, reshapes foreign refusals."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        is_too_large = _length_of(request) > settings.REQUEST_LIMIT_BYTES
        response = problem(TooLarge()) if is_too_large else get_response(request)
        if not request.path.startswith("/api/"):
            return response
        if response.status_code >= 400 and response.get("Content-Type") != _CONTENT_TYPE:
            _reshape(response)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def join(api: NinjaAPI) -> None:
    """Teach the API how each kind of failure is answered; anything else is a bug, logged and answered as 500."""

    @api.exception_handler(LianxinError)
    def on_lianxin_error(request: HttpRequest, error: LianxinError) -> HttpResponse:
        return problem(error)

    @api.exception_handler(AuthenticationError)
    def on_no_session(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return problem(NotSignedIn())

    @api.exception_handler(Http404)
    def on_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(NotFound())

    @api.exception_handler(RequestDataTooBig)
    def on_too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return problem(TooLarge())

    @api.exception_handler(ValidationError)
    def on_wrong_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return problem(InvalidInput(fields=_fields_of(error)))

    @api.exception_handler(HttpError)
    def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(of_status(error.status_code))


def _fields_of(error: ValidationError) -> dict[str, str]:
    items: list[dict[str, Any]] = error.errors
    return {field_name(item["loc"]): sentence_for(item["type"], item.get("ctx", {})) for item in items}


def _body(error: LianxinError) -> bytes:
    told = {
        "type": f"/problems/{error.code.lower().replace('_', '-')}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
        "fields": error.fields,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _reshape(response: HttpResponseBase) -> None:
    """Replace the words of a foreign refusal; its status, headers and cookies stay."""
    body = _body(of_status(response.status_code))
    response.content = body  # type: ignore[attr-defined]
    response.headers["Content-Type"] = _CONTENT_TYPE
    response.headers["Content-Length"] = str(len(body))


def _length_of(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
