from django.urls import path, re_path

from lianxin.config.api import api
from lianxin.config.pages import console, front_door

urlpatterns = [
    path("api/", api.urls),
    re_path(r"^console/(?P<path>.*)$", console),
    path("", front_door),
]
