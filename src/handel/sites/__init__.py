"""The two front doors: the public site and the desk site, each its own process, settings and database."""
