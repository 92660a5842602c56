"""When a seasonal attribute ends by itself."""

from datetime import date

# Scores come in June, admissions run to August; with September the family is no examination family any more.
_EXAM_SEASON_ENDS = (8, 31)


def exam_season_end(today: date) -> date:
    """The last day on which a family registered today counts as having a candidate."""
    this_year = date(today.year, *_EXAM_SEASON_ENDS)
    return this_year if today <= this_year else date(today.year + 1, *_EXAM_SEASON_ENDS)
