"""Tell from the environment where a run takes place: for which event, and whether on CI."""

from collections.abc import Mapping

TRUSTED_EVENTS = frozenset(
    {"merge_group", "pull_request", "pull_request_review", "push", "release", "schedule"}
)
"""Events of GitHub Actions whose runs either have no secrets or only the maintainers' files
(https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows).
Any other event, also one that GitHub adds later, may combine secrets with a stranger's files."""
_CI_VARIABLES = (
    "CI",
    "GITHUB_ACTIONS",
    "TF_BUILD",
    "JENKINS_URL",
    "TEAMCITY_VERSION",
    "CODEBUILD_BUILD_ID",
)
"""`CI` is set by nearly all; the others are of systems that do not set it."""
_NO = frozenset({"", "0", "false", "no", "off"})


def untrusted_event(environment: Mapping[str, str]) -> str | None:
    """Return the event of the run if its files may be a stranger's while it has secrets."""
    event = environment.get("GITHUB_EVENT_NAME", "")
    return event if event and event not in TRUSTED_EVENTS else None


def on_ci(environment: Mapping[str, str]) -> bool:
    """Whether a CI system runs this, and so may publish what is printed."""
    return any(environment.get(name, "").lower() not in _NO for name in _CI_VARIABLES)
