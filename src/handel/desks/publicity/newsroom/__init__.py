"""What the public site shows: releases as they were published, and how to tell the police something."""
