"""The intelligence desk: sanitised, graded items of information, and who they are shared with.

Flow: an item is taken from the report desk, or submitted by an officer -> a second person releases it -> it is shared
with an operation, whose team reads it in their roles.
"""
