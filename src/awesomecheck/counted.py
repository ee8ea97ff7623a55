"""Numbers of things in sentences."""


def counted(count: int, noun: str) -> str:
    """A number with what is counted, in the plural where that is right."""
    if count == 1 or noun == "info":
        return f"{count} {noun}"
    return f"{count} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{count} {noun}s"
