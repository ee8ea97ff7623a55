"""Papers: what is known of them, and what a list says."""

from awesomecheck import Rule
from awesomecheck_rules.papers.authors_differ import AuthorsDiffer
from awesomecheck_rules.papers.code_available import CodeAvailable
from awesomecheck_rules.papers.preprint_year import PreprintYear
from awesomecheck_rules.papers.published_preprint import PublishedPreprint
from awesomecheck_rules.papers.title_differs import TitleDiffers
from awesomecheck_rules.papers.withdrawn_paper import WithdrawnPaper
from awesomecheck_rules.papers.year_before_preprint import YearBeforePreprint

RULES: tuple[type[Rule], ...] = (
    AuthorsDiffer,
    CodeAvailable,
    PreprintYear,
    PublishedPreprint,
    TitleDiffers,
    WithdrawnPaper,
    YearBeforePreprint,
)
