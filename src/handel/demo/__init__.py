"""The sample operation, built through the real acts."""
