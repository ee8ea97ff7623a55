"""What a fleet says of how far it is; the command line shows it."""

from typing import Protocol


class Progress(Protocol):
    """Shows how far a phase is."""

    def begin(self, phase: str, total: int, done: int = 0) -> None:
        """Begin with a phase.

        Args:
            phase: what is done, such as `reading lists`.
            total: how many things there are.
            done: how many an earlier run has done.
        """

    def reach(self, done: int) -> None:
        """Show how many things are done; called from several threads."""

    def say(self, message: str) -> None:
        """Show what users should know."""
