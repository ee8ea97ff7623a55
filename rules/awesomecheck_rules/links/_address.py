"""Links whose own words are an address."""

from awesomecheck import Link


def shows_address(link: Link) -> bool:
    """Whether a reader sees an address as the words of a link, which would have to change too."""
    return link.form in ("inline", "reference", "html") and link.text.lstrip().startswith("http")
