"""Papers to write lists of, in any layout."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple


class Paper(NamedTuple):
    name: str
    title: str
    authors: tuple[str, ...]
    venue: str
    year: int
    open: bool = False

    def write(self, template: str, place: int) -> str:
        listed = ", ".join(self.authors)
        *others, last = self.authors
        both = f"{', '.join(others)} and {last}" if others else last
        return template.format(
            name=self.name,
            title=self.title,
            authors=f"{listed} et al." if self.open else listed,
            authors_and=f"{both} et al." if self.open else both,
            authors_semicolon="; ".join(self.authors) + "; et al." * self.open,
            venue=self.venue,
            year=self.year,
            yy=self.year % 100,
            month=place + 4,
            mon=date(2020, place + 4, 1).strftime("%b"),
            full_month=date(2020, place + 4, 1).strftime("%B"),
            day=10 + 3 * place,
            url=f"https://arxiv.org/abs/{self.year - 2000}0{place + 4}.1234{place}",
            code=f"https://github.com/lab-{place}/{self.name.lower()}",
        )


PAPERS = (
    Paper(
        "FoldNet", "Folding Paper Maps with Graphs", ("Ann Kauri", "Bob Birch", "Cyd Elm"),
        "CVPR", 2019,
    ),
    Paper("WindKit", "Sparse Kites for Dense Winds", ("Dee Alder", "Eve Oak"), "ICML", 2020),
    Paper("HushFormer", "Quiet Transformers in Loud Rooms", ("Fay Pine",), "NeurIPS", 2021, True),
    Paper("LeafCount", "Counting Leaves: A Survey", ("Gus Q. Hazel",), "arXiv", 2022),
    Paper(
        "PriorLadder", "Climbing a Ladder of Priors",
        ("Ida Ivy", "Jon Juniper", "Kim Larch", "Lee Maple"), "ICLR", 2023,
    ),
    Paper("ClockEye", "Do Clocks Dream of Time?", ("Ned Olive", "Oda Palm"), "TPAMI", 2024),
)  # fmt: skip


def written(template: str) -> str:
    """A list with all papers."""
    lines = "\n".join(paper.write(template, place) for place, paper in enumerate(PAPERS))
    return f"# Papers on maps\n\nA list of papers.\n\n## Papers\n\n{lines}\n"


def stated(names: str) -> list[dict[str, object]]:
    """Those fields of all papers."""
    return [_fields(paper, place, names.split()) for place, paper in enumerate(PAPERS)]


def _fields(paper: Paper, place: int, names: Sequence[str]) -> dict[str, object]:
    values = {
        "name": paper.name,
        "title": paper.title,
        "authors": list(paper.authors),
        "et al.": paper.open,
        "venue": paper.venue,
        "year": paper.year,
        "month": place + 4,
    }
    wanted = {*names, *(["et al."] if "authors" in names else [])}
    return {name: value for name, value in values.items() if name in wanted and value}
