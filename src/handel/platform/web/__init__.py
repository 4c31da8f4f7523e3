"""Page components, layouts and static files for both sites."""
