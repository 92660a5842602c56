"""Stations, people who sign in, what each role may do, approvals by a second person; the base of every station's rows."""
