"""The living demo station: invented people and places, and the days they live through, made by the rooms' services."""
