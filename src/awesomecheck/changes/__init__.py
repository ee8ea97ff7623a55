"""Find out which lines a change added or removed, and which findings it caused."""
