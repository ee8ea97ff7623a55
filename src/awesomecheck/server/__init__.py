"""A language server: findings, fixes and navigation of lists in editors."""
