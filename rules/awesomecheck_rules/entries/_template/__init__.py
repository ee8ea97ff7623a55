"""How entries differ from templates and habits: the parts of `unlike-template`."""
