"""The start page: what waits and which clocks run in every operation that a person belongs to, and their desks."""
