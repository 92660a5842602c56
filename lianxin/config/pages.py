"""Hands out the built console with a fresh nonce, and a plain page where the build is missing."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.views.decorators.http import require_safe

_NONCE_PLACE = "__CSP_NONCE__"


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect("/console/")


@require_safe
def console(request: HttpRequest, path: str) -> HttpResponse:
    """Every address below /console/ is the same page; the browser finds the screen.

    A built file that is gone (a tab left open over an upgrade asks for it) is not: a page instead would pass for code.
    """
    if path.startswith("assets/"):
        return HttpResponseNotFound()
    page = settings.WEB_DIST / "console" / "index.html"
    if not page.exists():
        return HttpResponse(
            "<!doctype html><html lang=zh-Hans><meta charset=utf-8><title>莲心</title>"
            "<h1>界面还没有构建</h1><p>服务在运行，但网页文件不在。请执行 <code>make setup</code>,再刷新本页。</p>",
            status=503,
        )
    nonce = str(getattr(request, "csp_nonce", ""))
    response = HttpResponse(page.read_text(encoding="utf-8").replace(_NONCE_PLACE, nonce))
    response["Cache-Control"] = "no-store"
    return response
