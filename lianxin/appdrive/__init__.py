"""Appdrive will hold installs of the national anti-fraud APP, declarations, their sampling and review. Not begun."""
