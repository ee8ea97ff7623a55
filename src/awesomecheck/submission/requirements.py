"""The requirements for a list of the list of awesome lists, and what decides on each.

https://github.com/sindresorhus/awesome/blob/main/pull_request_template.md
"""

from typing import Literal, NamedTuple

Fact = Literal[
    "request-title", "entry", "category", "entry-title", "reviews", "age", "branch", "name",
    "topics", "description", "licence-file", "licence", "contributing-file", "theme", "logo",
    "logo-title", "contents", "lines-of-contents", "links", "duplicates", "spelling", "worth",
]  # fmt: skip
"""What is decided, or left to a person, by more than findings of rules."""


class Requirement(NamedTuple):
    """One requirement."""

    number: int
    text: str
    fix: str
    """What to do where it is not met."""
    rules: tuple[str, ...] = ()
    """Rules whose findings mean that it is not met."""
    says: str = ""
    """Only findings whose message has this text; after a `!`, only others."""
    fact: Fact | None = None
    awesome_lint: str = ""
    """The rule of awesome-lint that checks it, perhaps in part."""


REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        1,
        "The title of the pull request is `Add Name`, without `Awesome`",
        "use the title that is printed below",
        fact="request-title",
    ),
    Requirement(
        2,
        "The entry has an objective description of the subject, not of the list",
        "one sentence on the subject, with a capital and a full stop",
        fact="entry",
    ),
    Requirement(
        3,
        "The entry is at the bottom of its category",
        "add the line below the last one of the category",
        fact="category",
    ),
    Requirement(
        4,
        "The name in the entry is in title case, and its URL ends in `#readme`",
        "use the entry that is printed below",
        fact="entry-title",
    ),
    Requirement(
        5,
        "Reviews of other pull requests are named (the template says how many)",
        "review open pull requests, point by point, and link your reviews",
        fact="reviews",
    ),
    Requirement(
        6,
        "The list is at least 30 days old",
        "wait until 30 days after the first commit, or after it became public",
        fact="age",
        awesome_lint="awesome-git-repo-age",
    ),
    Requirement(
        7,
        "The default branch is `main`",
        "rename it: `git branch -m main`, push it, and set it in Settings > General",
        fact="branch",
    ),
    Requirement(
        8,
        "The repository is named `awesome-name`, in lower case",
        "rename it in Settings > General",
        fact="name",
    ),
    Requirement(
        9,
        "The repository has the topics `awesome` and `awesome-list`",
        "add them: the gear beside About",
        fact="topics",
        awesome_lint="awesome-github",
    ),
    Requirement(
        10,
        "The repository has a description",
        "add it: the gear beside About",
        fact="description",
        awesome_lint="awesome-github",
    ),
    Requirement(
        11,
        "The list is a Markdown file that people write, not a program",
        "edit the Markdown file itself, and remove the generator's mark",
        rules=("generated-list",),
    ),
    Requirement(
        12,
        "A licence file is in the root",
        "add `LICENSE` with the text of a licence for content, such as CC0-1.0",
        rules=("missing-licence",),
        fact="licence-file",
        awesome_lint="awesome-github",
    ),
    Requirement(
        13,
        "The licence is for content: one of Creative Commons",
        "replace it by a licence for content, such as CC0-1.0, if all contributors agree",
        rules=("unsuitable-licence",),
        fact="licence",
    ),
    Requirement(
        14,
        "A file `contributing.md` says how to contribute, in own words",
        "add `contributing.md`: what the list takes, and how an entry is written",
        rules=("missing-contributing", "unfilled-placeholder"),
        fact="contributing-file",
        awesome_lint="awesome-contributing",
    ),
    Requirement(
        15,
        "The title is `# Awesome Name`, in title case",
        "write the title as words in title case",
        rules=("title-form", "second-title"),
        awesome_lint="awesome-heading",
    ),
    Requirement(
        16,
        "The awesome badge is at the title, unmodified, and linked back",
        "`[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)` beside the title",
        rules=("missing-badge",),
        awesome_lint="awesome-badge",
    ),
    Requirement(
        17,
        "A short description of the theme is at the top",
        "add one sentence on the subject below the title: `> Woody plants.`",
        rules=("missing-theme",),
        fact="theme",
    ),
    Requirement(
        18,
        "A logo is centred or at the top right, linked, and at most half its original width",
        'link it, and set its width: `<img src="logo.png" width="400">` for 800 pixels',
        rules=("oversized-logo",),
        fact="logo",
    ),
    Requirement(
        19,
        "Not both the title and the logo say `Awesome Name`",
        "put the image in the heading instead of the text",
        fact="logo-title",
    ),
    Requirement(
        20,
        "No badge of a build",
        "remove the badge; the workflow may stay",
        rules=("build-badge",),
        awesome_lint="awesome-no-ci-badge",
    ),
    Requirement(
        21,
        "No `Inspired by` at the top",
        "remove it, or move it to `Footnotes`",
        rules=("inspired-by",),
    ),
    Requirement(
        22,
        "The table of contents is a section `Contents`",
        "add a section `Contents` with a link to each section, or name its heading so",
        rules=("misplaced-contents",),
        says="Contents`",
        fact="contents",
        awesome_lint="awesome-toc",
    ),
    Requirement(
        23,
        "The contents are the first section",
        "move them above all other sections",
        rules=("misplaced-contents",),
        says="not the first section",
        fact="lines-of-contents",
        awesome_lint="awesome-toc",
    ),
    Requirement(
        24,
        "The contents have at most one nested level",
        "remove deeper lines",
        rules=("misplaced-contents",),
        says="nested level",
        fact="lines-of-contents",
        awesome_lint="awesome-toc",
    ),
    Requirement(
        25,
        "The contents do not list Contributing and Footnotes",
        "remove these lines",
        rules=("misplaced-contents",),
        says="remove this line",
        fact="lines-of-contents",
        awesome_lint="awesome-toc",
    ),
    Requirement(
        26,
        "The lines of the contents lead to all sections, in their order",
        "`awesomecheck --fix --offline README.md` corrects most lines",
        rules=("missing-anchor", "stale-contents"),
        fact="lines-of-contents",
        awesome_lint="awesome-toc",
    ),
    Requirement(
        27,
        "No section or text about the licence",
        "remove it: GitHub shows the licence file",
        rules=("licence-section",),
        awesome_lint="awesome-license",
    ),
    Requirement(
        28,
        "Contributing is above or below all entries",
        "move the section to the end",
        rules=("misplaced-section",),
        says="!Footnotes",
    ),
    Requirement(
        29,
        "Footnotes are at the end",
        "move the section to the end",
        rules=("misplaced-section",),
        says="Footnotes",
    ),
    Requirement(
        30,
        "Entries are `- [Name](url) - Description.`",
        "write them in this form, with a hyphen between spaces",
        rules=("unlike-template", "empty-link-text", "no-break-space"),
        awesome_lint="awesome-list-item",
    ),
    Requirement(
        31,
        "Descriptions begin with a capital and end with a full stop",
        "`awesomecheck --fix --config preset=awesome --offline README.md` corrects most",
        rules=("description-case", "description-period"),
        awesome_lint="awesome-list-item",
    ),
    Requirement(
        32,
        "Entries have a description, unless the name says it all",
        "say in a few words what each is",
        rules=("missing-description", "description-repeats-name"),
        awesome_lint="no-repeat-item-in-description",
    ),
    Requirement(
        33,
        "The formatting is consistent",
        "use one list marker, one indentation, and even spaces",
        rules=("mixed-list-marker", "uneven-spacing", "uneven-indent", "unlike-column"),
        awesome_lint="unordered-list-marker-style",
    ),
    Requirement(
        34,
        "Names are right: Node.js, GitHub, PyTorch, macOS",
        "write them as their owners do",
        rules=("misspelt-name",),
        fact="spelling",
        awesome_lint="awesome-spell-check",
    ),
    Requirement(
        35,
        "Spelling and grammar are right",
        "correct the words",
        rules=("misspelt-word", "repeated-word", "irregular-character", "unmatched-bracket"),
        fact="spelling",
        awesome_lint="balanced-punctuation",
    ),
    Requirement(
        36,
        "No hard-wrapped lines",
        "`awesomecheck --unsafe-fixes --fixable hard-wrapped --offline README.md` joins them",
        rules=("hard-wrapped",),
    ),
    Requirement(
        37,
        "Nothing that is unmaintained, archived or deprecated",
        "remove it, or move it to another file",
        rules=("archived-repository", "dead-link", "empty-repository"),
        fact="links",
    ),
    Requirement(
        38,
        "No duplicates, neither in the list nor of another list",
        "keep one of them; search the list of lists for the subject",
        rules=("duplicate-link", "duplicate-entry"),
        fact="duplicates",
        awesome_lint="double-link",
    ),
    Requirement(
        39,
        "No mistakes in the Markdown",
        "`awesomecheck --offline README.md` lists them",
        awesome_lint="remark-lint",
    ),
    Requirement(
        40,
        "Only the best is listed, and the list says why each is there",
        "leave out what you would not recommend",
        fact="worth",
    ),
)
