"""`tracker followup …`: a module for each kind of question or step; importing them puts their commands into `app`."""

from tracker.cli.followups import listing, recurring, reminding, sheet, steps, totals, views
from tracker.cli.followups.group import app

__all__ = ["app", "listing", "recurring", "reminding", "sheet", "steps", "totals", "views"]
