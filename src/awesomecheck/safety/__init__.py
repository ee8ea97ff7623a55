"""Files, text and addresses of strangers: what may be read, written and printed."""
