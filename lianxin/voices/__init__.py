"""Voices (急难愁盼) will hold concerns, deadlines and the tell-back, ideas and stories of the public. Not begun."""
