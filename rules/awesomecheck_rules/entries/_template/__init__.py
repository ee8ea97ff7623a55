"""Where entries are not as templates have them: the parts of `unlike-template`."""
