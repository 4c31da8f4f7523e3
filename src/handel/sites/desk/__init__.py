"""The desk site: for the people of the force."""
