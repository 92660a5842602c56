"""Whole stories through the real server and a real browser. Nothing here imports a room or writes a row."""
