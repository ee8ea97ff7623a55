"""The characters that mark-up becomes in the plain text of a document, for use in patterns.

`**[MAE](https://a.example)** code` is, with `PAD` where a reader sees nothing:
STRONG_START PAD LINK_START `MAE` LINK_END PAD PAD … STRONG_END PAD ` code`.
"""

PAD = "\x00"
LINK_START, LINK_END = "\x01", "\x02"
STRONG_START, STRONG_END = "\x03", "\x04"
EM_START, EM_END = "\x05", "\x06"
CODE = "\x07"
"""Each backtick around code."""
HARD_BREAK = "\x0e"
"""Two spaces or a backslash at a line's end, or `<br>`."""
BLOCK = "\x0f"
"""Between two blocks."""
IMAGE = "\x10"

# What follows goes inside the brackets of a character class.
STARTS = STRONG_START + EM_START
ENDS = LINK_END + STRONG_END + EM_END
MARKS = f"{LINK_START}-{IMAGE}"
"""Every mark but `PAD`, and tabs and line breaks, which are between them."""

SPACE = rf"[{PAD}\s]"
SPACE_AND_STARTS = rf"[{PAD}\s{STARTS}]"
SPACE_AND_ENDS = rf"[{PAD}\s{ENDS}]"

# What follows is for `str.strip`.
SPANS = PAD + LINK_START + LINK_END + STRONG_START + STRONG_END + EM_START + EM_END
"""Marks that a text may begin and end with."""

OPENERS, CLOSERS = "[(（【", "])）】"
"""Brackets around an aside, a venue or a label."""
