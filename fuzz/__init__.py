"""Fuzzers: what must hold of any list, configuration, file and answer, tried on made ones."""
