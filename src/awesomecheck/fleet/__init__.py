"""Check very many lists on all processors of a machine, or of a cluster."""
