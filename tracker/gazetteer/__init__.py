"""What is known of Vietnamese provinces, departments and topics before any visit is logged. No database here."""
