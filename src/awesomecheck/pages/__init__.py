"""Pages in HTML: each is one file that loads nothing from elsewhere."""
