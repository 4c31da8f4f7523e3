"""The pages as a site renders them, and a gallery of every component."""
