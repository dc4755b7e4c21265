"""`tracker network …`: a module for each kind of question; importing them puts their commands into `app`."""

from tracker.cli.networks import advising, balancing, exporting, measuring, showing
from tracker.cli.networks.scoping import app

__all__ = ["advising", "app", "balancing", "exporting", "measuring", "showing"]
