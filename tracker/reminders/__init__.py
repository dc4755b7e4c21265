"""Reminders as files: calendars, digests, letters, handover packs. Query rows in, bytes out; no session, no clock."""
