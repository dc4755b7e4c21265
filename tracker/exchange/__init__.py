"""Files in: what is read from outside and logged."""
