"""The one error that a user can cause."""


class UserError(Exception):
    """Something that the user can put right: printed with its hint, exit code 2."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
