"""The web process: granian loads `application`."""

from django.core.handlers.wsgi import WSGIHandler

from lianxin.config.start import start

start()
application = WSGIHandler()
