"""A register of visits between Vietnamese government agencies, and of what was promised at them."""

__version__ = "0.1.0"
