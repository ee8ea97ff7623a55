"""What there is to say of a fleet, and of what changed between two."""
