"""People of the force: rank, unit, what they are cleared for, and how they sign in."""
