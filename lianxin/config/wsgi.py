"""The web process: granian loads `application`."""

from django.core.handlers.wsgi import WSGIHandler

from lianxin.config.start import start

start()

from lianxin.accounts.wall import close_until_signed_in  # noqa: E402 - models exist only after the start

close_until_signed_in()
application = WSGIHandler()
