"""Handel runs an intelligence-led operation from the first concern to the public account."""

__version__ = "0.1.0"
