"""Graphs computed from query rows: who visits whom, on what. Never reads the database; the only user of networkx."""
