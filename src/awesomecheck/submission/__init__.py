"""Whether a list can be submitted to the list of awesome lists, requirement by requirement."""
