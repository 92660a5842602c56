"""Decisions of the campaigns room: plain values in, a value and its reason out."""
