"""Lianxin 莲心: a neighbourhood police station's fight against fraud, run as one closed loop."""
