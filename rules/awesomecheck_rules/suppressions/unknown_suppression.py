"""The rule `unknown-suppression`."""

from collections.abc import Iterator, Sequence

from awesomecheck import Document, Problem, Suppression, SuppressionRule


class UnknownSuppression(SuppressionRule):
    """A suppression comment with an unknown rule.

    It has no effect: the name is misspelt, or the package that has the rule is not installed. An
    unknown comment that starts with `awesomecheck-` is reported as well. `<!--lint …-->` comments
    may name rules of other tools and are ignored.

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
                hint = "`awesomecheck rules` lists all rules"
                if each.nearest:
                    hint = f"did you mean `{each.nearest}`?"
                what = "comment" if each.name.lower().startswith("awesome") else "rule"
                yield Problem(each.span, f"unknown {what} `{each.name}`: {hint}")
