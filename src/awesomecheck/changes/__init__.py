"""Which lines of which text a change added, altered or took away."""
