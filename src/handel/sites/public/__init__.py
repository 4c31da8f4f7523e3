"""The public site: tells what the police did, and takes what people want to say. No accounts, no scripts."""
