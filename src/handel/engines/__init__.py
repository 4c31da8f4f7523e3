"""Hard computation: plain Python, data in, data out. No Django, and no engine knows another."""
