"""Read configurations and presets, and find out which rules run with which options."""
