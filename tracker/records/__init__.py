"""Writes. Every function takes a session and never commits; the edge does, once per command."""
