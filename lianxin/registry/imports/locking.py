"""One import after the other in a station."""

from lianxin.accounts.models import Station


def lock_station(station: Station) -> None:
    """Hold the station's row until the transaction ends, without keeping others from referring to it.

    SQLite has no row locks and needs none: its writing transactions follow one another anyway.
    """
    Station.objects.select_for_update(no_key=True).get(pk=station.pk)
