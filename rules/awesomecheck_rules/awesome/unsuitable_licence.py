"""The rule `unsuitable-licence`."""

from collections.abc import Iterator

from awesomecheck import Document, Problem, RepositoryFiles, RepositoryRule
from awesomecheck_rules.awesome._licences import licence_of
from awesomecheck_rules.awesome._top import top_of


class UnsuitableLicence(RepositoryRule):
    """A licence for code, which a list is not.

    The awesome guidelines accept any licence of Creative Commons, and recommend CC0. MIT, BSD,
    Apache, GPL, WTFPL and the Unlicense are about software. The licence is recognized by the text
    of the file; of one that is not known, nothing is said. Only the README of a git work tree is
    checked.

    ```files
    LICENSE Permission is hereby granted, free of charge, to any person obtaining a copy
    ```

    ```bad
    # Awesome Trees
    ```

    ```files
    LICENSE CC0 1.0 Universal
    ```

    ```good
    # Awesome Trees
    ```
    """

    enabled = False
    badge_turns_on = "everywhere"
    severity = "error"
    lists_only = True

    def check(self, document: Document, files: RepositoryFiles) -> Iterator[Problem]:
        found = {path: licence_of(text or "") for path, text in files.licences.items()}
        if any(each is None or each.for_content for each in found.values()):
            return
        for path, licence in found.items():
            if licence:
                yield Problem(
                    top_of(document).place,
                    f"`{path}` is {licence.name}, a licence for code: use one for content, such as"
                    " CC0-1.0",
                )
                return
