"""The law of England and Wales."""
