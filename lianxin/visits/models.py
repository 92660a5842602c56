from lianxin.accounts.models import StationRow  # noqa: F401
