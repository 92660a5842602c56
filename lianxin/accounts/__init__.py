"""Stations, people who sign in and what their posts may do, approvals by a second person, the base of station rows."""
