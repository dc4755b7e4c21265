"""`tracker followup …`: a module for each kind of question or step; importing them puts their commands into `app`."""

from tracker.cli.followups import listing, sheet, steps
from tracker.cli.followups.group import app

__all__ = ["app", "listing", "sheet", "steps"]
