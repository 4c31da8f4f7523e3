"""Pages that join several desks."""
