"""Benchmarks: seeded, JSON output, ratios to a baseline measured in the same run."""
