"""The rule `unknown-suppression`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from awesomecheck import Document, Problem, Suppression, SuppressionRule


@dataclass(frozen=True, slots=True)
class UnknownSuppression(SuppressionRule):
    """A suppression comment that names no rule there is.

    It has no effect: the name is misspelt, or the rule pack that has it is not installed. A
    comment that begins as ours do and is none of ours is reported likewise.
    `<!--lint …-->` comments may name rules of other tools and are passed over.

    ```bad
    <!-- awesomecheck-disable-next-line dead-lnik -->
    * [MAE](https://arxiv.org/abs/2111.06377)
    ```

    ```good
    * [MAE](https://arxiv.org/abs/2111.06377)
    ```
    """

    def check(
        self,
        document: Document,  # noqa: ARG002 - as every rule of this kind
        suppressions: Sequence[Suppression],
    ) -> Iterator[Problem]:
        for each in suppressions:
            if not each.known:
                hint = (
                    f"did you mean `{each.nearest}`?"
                    if each.nearest
                    else "`awesomecheck rules` shows those there are"
                )
                what = "comment" if each.name.lower().startswith("awesome") else "rule"
                yield Problem(each.span, f"there is no {what} `{each.name}`; {hint}")
