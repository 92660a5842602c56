"""Decisions of the visits room: plain values in, a value and its reason out."""
