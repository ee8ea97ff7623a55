"""The file of published papers, built from tables and DBLP's dump."""

import gzip
from io import BytesIO
from pathlib import Path

import pytest

from awesomecheck import UserError
from awesomecheck.facts import PublishedTitles
from awesomecheck.facts.build import (
    PublishedPaper,
    file_of,
    main,
    papers_of_dblp,
    papers_of_table,
    venues_of,
)
from awesomecheck.facts.published import DATA, FIRST_YEAR
from tests.facts.made import places

DBLP = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
<inproceedings key="conf/cvpr/A1"><author>J&ouml;rg M&uuml;ller 0002</author><author>B C</author>
<title>Towers of <i>Light</i> and H<sub>2</sub>O.</title><year>2021</year>
<booktitle>CVPR</booktitle></inproceedings>
<inproceedings key="conf/cvpr/A2"><author>Ida Berg</author><title>Small Towers of Light.</title>
<year>2020</year><booktitle>CVPR Workshops</booktitle></inproceedings>
<inproceedings key="conf/eccv/A3"><author>Jun Ogawa</author><title>Towers in Parts.</title>
<year>2022</year><booktitle>ECCV (23)</booktitle></inproceedings>
<article key="journals/jmlr/A4"><author>Ida Berg</author><title>Towers at Length.</title>
<journal>J. Mach. Learn. Res.</journal><year>2019</year></article>
<article key="journals/corr/A5"><author>Ida Berg</author><title>A Preprint on Towers.</title>
<journal>CoRR</journal><year>2019</year></article>
<phdthesis key="phd/A6"><author>Ida Berg</author><title>Towers.</title><year>2018</year>
</phdthesis>
<inproceedings key="conf/icml/A7"><title>Nobody's Towers.</title><booktitle>ICML</booktitle>
<year>none</year></inproceedings>
</dblp>"""


def test_dblp_s_dump_is_read() -> None:
    found = list(papers_of_dblp(BytesIO(DBLP.encode("latin-1")), venues_of()))
    assert found == [
        PublishedPaper("Towers of Light and H2O", "Jörg Müller 0002", "cvpr", 2021),
        PublishedPaper("Small Towers of Light", "Ida Berg", "cvprw", 2020),
        PublishedPaper("Towers in Parts", "Jun Ogawa", "eccv", 2022),
        PublishedPaper("Towers at Length", "Ida Berg", "jmlr", 2019),
    ]


def test_another_file_is_not_dblp_s_dump() -> None:
    with pytest.raises(UserError, match="not DBLP's dump"):
        list(papers_of_dblp(BytesIO(b"<html><p>Are you human?</html>"), venues_of()))


def test_tables_and_dumps_make_one_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, dump, built = tmp_path / "a.tsv.gz", tmp_path / "dblp.xml", tmp_path / "made.bin"
    table.write_bytes(
        gzip.compress(
            b"title\tfirst author\tvenue\tyear\nA Study of Old Doors\tIda Berg\tkdd\t2018\n"
        )
    )
    dump.write_bytes(DBLP.encode("latin-1"))
    main([str(table), str(dump), "--date", "2025-01-31", "--said", "a test", "-o", str(built)])
    titles = PublishedTitles.open(built)
    assert len(titles) == 5
    assert (titles.about.first_year, titles.about.last_year) == (2018, 2022)
    assert places(titles, "A Study of Old Doors", "I. Berg") == [("KDD", 2018)]
    assert places(titles, "Towers of Light and H₂O", "Müller") == [("CVPR", 2021)]
    assert "made.bin" in capsys.readouterr().out


def test_the_order_of_papers_does_not_matter() -> None:
    one = PublishedPaper("A Study of Old Doors", "Ida Berg", "kdd", 2018)
    other = PublishedPaper("A Study of New Doors", "Ida Berg", "kdd", 2019)
    files = {
        file_of(papers, venues_of(), "2025-01-31", "a test")
        for papers in ([one, other], [other, one, one])
    }
    assert len(files) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Doors\tIda Berg\tkdd", "not a title"),
        ("Doors\tIda Berg\tkdd\tsoon", "not a title"),
        ("Doors\tIda Berg\tnone\t2018", "unknown venue"),
        (f"Doors\tIda Berg\tkdd\t{FIRST_YEAR - 1}", "the year"),
    ],
)
def test_a_wrong_line_is_an_error(line: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        file_of(papers_of_table(["header", line]), venues_of(), "2025-01-31", "a test")


def test_front_matter_is_no_paper() -> None:
    matter = PublishedPaper("Front Matter of a Conference", "", "kdd", 2018)
    paper = PublishedPaper("A Study of Old Doors", "Ida Berg", "kdd", 2018)
    titles = PublishedTitles(file_of([matter, paper], venues_of(), "2025-01-31", "a test"), "made")
    assert len(titles) == 1


def test_no_papers_are_an_error() -> None:
    with pytest.raises(UserError, match="no papers"):
        file_of([], venues_of(), "2025-01-31", "a test")


def test_the_file_of_the_package_is_small_and_of_known_venues() -> None:
    titles = PublishedTitles.open()
    assert DATA.stat().st_size < 2_000_000
    assert {code for code, _, _ in titles.about.venues} <= {each.code for each in venues_of()}
