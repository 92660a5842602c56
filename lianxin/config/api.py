"""Joins the rooms' endpoints under /api/."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja import NinjaAPI
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder

from lianxin.accounts.api import router as accounts
from lianxin.campaigns.api import router as campaigns
from lianxin.config import problems
from lianxin.config.problems import UnreadableRequest
from lianxin.core.clock import SHANGHAI
from lianxin.registry.api import router as registry
from lianxin.visits.api import router as visits


class ShanghaiJson(NinjaJSONEncoder):
    """Writes moments as people here read them: 2026-06-20T18:40:00.000+08:00."""

    def default(self, o: Any) -> Any:
        if isinstance(o, datetime) and o.tzinfo is not None:
            return o.astimezone(SHANGHAI).isoformat(timespec="milliseconds")
        return super().default(o)


class ReadableJson(JSONRenderer):
    """Chinese stays readable for whoever looks at an answer."""

    encoder_class = ShanghaiJson
    json_dumps_params = {"ensure_ascii": False}


class StorableText(Parser):
    """Refuses characters that no database keeps (NUL, half surrogates), before they reach a room."""

    def parse_body(self, request: HttpRequest) -> Any:
        body = json.loads(request.body)
        if b"\\u" in request.body:
            _demand_storable(json.dumps(body, ensure_ascii=False))
        return body

    def parse_querydict(self, data: MultiValueDict, list_fields: list[str], request: HttpRequest) -> Any:
        for values in data.lists():
            _demand_storable("".join(map(str, values[1])))
        return super().parse_querydict(data, list_fields, request)


def _demand_storable(text: str) -> None:
    if "\0" in text or "\\u0000" in text or not _is_utf8(text):
        raise UnreadableRequest()


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


api = NinjaAPI(
    title="莲心",
    version="1",
    description="派出所反诈宣防闭环的接口。失败的回答都是 problem+json:type, title, status, detail, code, fields。",
    renderer=ReadableJson(),
    parser=StorableText(),
    docs_url=None,
    openapi_url=None,
)
problems.join(api)
for _router in (accounts, registry, campaigns, visits):
    api.add_router("/", _router)
