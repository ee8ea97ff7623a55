"""Numbers of things in sentences."""


def counted(count: int, noun: str) -> str:
    """Return a number with what is counted, in the plural where that is right."""
    if count == 1 or noun == "info":
        return f"{count} {noun}"
    return f"{count} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{count} {noun}s"


def share(count: int, total: int, noun: str = "entry") -> str:
    """Return how many of all do the same: `68 of 69 entries`."""
    return f"{count} of {counted(total, noun)}"
