"""Joins the rooms' endpoints under /api/ and gives every failure the same shape (RFC 9457 problem+json)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import JSONRenderer

from lianxin.accounts.api import router as accounts
from lianxin.core.errors import InvalidInput, LianxinError, NotFound, NotSignedIn


class ReadableJson(JSONRenderer):
    """Chinese stays readable for whoever looks at an answer."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="莲心",
    version="1",
    description="派出所反诈宣防闭环的接口。失败的回答都是 problem+json:type, title, status, detail, code, fields。",
    renderer=ReadableJson(),
    docs_url=None,
    openapi_url=None,
)
for _router in (accounts,):
    api.add_router("/", _router)


def problem(request: HttpRequest, error: LianxinError) -> HttpResponse:
    """One answer format for everything that went wrong."""
    body: dict[str, Any] = {
        "type": f"/problems/{error.code.lower().replace('_', '-')}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
        "fields": error.fields,
    }
    response = api.create_response(request, body, status=error.status)
    response["Content-Type"] = "application/problem+json"
    return response


class CsrfFailed(LianxinError):
    """The page is older than the sign-in, or the request comes from another site."""

    code = "CSRF_FAILED"
    status = 403
    title = "页面过期"
    message = "页面过期了,请刷新后再提交。"


class UnreadableRequest(LianxinError):
    code = "UNREADABLE_REQUEST"
    status = 400
    title = "读不懂请求"
    message = "请求的内容读不出来,请检查格式。"


@api.exception_handler(LianxinError)
def on_lianxin_error(request: HttpRequest, error: LianxinError) -> HttpResponse:
    return problem(request, error)


@api.exception_handler(AuthenticationError)
def on_no_session(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(request, NotSignedIn())


@api.exception_handler(ValidationError)
def on_wrong_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = {
        ".".join(str(part) for part in item["loc"][2:]) or str(item["loc"][-1]): "这一项没填或格式不对"
        for item in error.errors
    }
    return problem(request, InvalidInput(fields=fields))


@api.exception_handler(HttpError)
def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    by_status: dict[int, LianxinError] = {403: CsrfFailed(), 404: NotFound(), 401: NotSignedIn()}
    return problem(request, by_status.get(error.status_code, UnreadableRequest()))
