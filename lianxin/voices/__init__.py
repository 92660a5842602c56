"""Voices (急难愁盼) will hold concerns, their deadlines and the tell-back, ideas and stories of the public. Not begun."""
