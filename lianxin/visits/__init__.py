"""Visits (走访): what is due at which door, who goes when, and what happened there."""
