"""Telling open pages that something changed, and nothing more: the page asks again with its reader's own rights."""
