"""Campaigns (专项行动): targets, frozen lists, sessions and posters; coverage is computed here and nowhere else."""
