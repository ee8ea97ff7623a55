"""What the guidelines of the list of awesome lists ask of a list.

https://github.com/sindresorhus/awesome/blob/main/pull_request_template.md
"""

from awesomecheck import Rule
from awesomecheck_rules.awesome.build_badge import BuildBadge
from awesomecheck_rules.awesome.generated_list import GeneratedList
from awesomecheck_rules.awesome.hard_wrapped import HardWrapped
from awesomecheck_rules.awesome.inspired_by import InspiredBy
from awesomecheck_rules.awesome.licence_section import LicenceSection
from awesomecheck_rules.awesome.misplaced_contents import MisplacedContents
from awesomecheck_rules.awesome.misplaced_section import MisplacedSection
from awesomecheck_rules.awesome.missing_badge import MissingBadge
from awesomecheck_rules.awesome.missing_contributing import MissingContributing
from awesomecheck_rules.awesome.missing_licence import MissingLicence
from awesomecheck_rules.awesome.missing_theme import MissingTheme
from awesomecheck_rules.awesome.no_break_space import NoBreakSpace
from awesomecheck_rules.awesome.oversized_logo import OversizedLogo
from awesomecheck_rules.awesome.title_form import TitleForm
from awesomecheck_rules.awesome.unfilled_placeholder import UnfilledPlaceholder
from awesomecheck_rules.awesome.unmatched_bracket import UnmatchedBracket
from awesomecheck_rules.awesome.unsuitable_licence import UnsuitableLicence

RULES: tuple[type[Rule], ...] = (
    BuildBadge,
    GeneratedList,
    HardWrapped,
    InspiredBy,
    LicenceSection,
    MisplacedContents,
    MisplacedSection,
    MissingBadge,
    MissingContributing,
    MissingLicence,
    MissingTheme,
    NoBreakSpace,
    OversizedLogo,
    TitleForm,
    UnfilledPlaceholder,
    UnmatchedBracket,
    UnsuitableLicence,
)
