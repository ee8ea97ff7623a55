"""URLs of one thing have one identity, and others do not."""

from hypothesis import given
from hypothesis import strategies as st
import pytest

from awesomecheck.document.target import classify


@pytest.mark.parametrize(
    "urls",
    [
        ("https://arxiv.org/abs/2111.06377", "http://www.arxiv.org/pdf/2111.06377v3.pdf",
         "https://arxiv.org/html/2111.06377v1", "https://ar5iv.org/abs/2111.06377",
         "https://www.alphaxiv.org/abs/2111.06377", "https://huggingface.co/papers/2111.06377",
         "https://doi.org/10.48550/arXiv.2111.06377", "https://export.arxiv.org/abs/2111.06377"),
        ("https://arxiv.org/abs/math/0309136", "https://arxiv.org/abs/math.GT/0309136v1"),
        ("https://github.com/Owner/Name", "http://www.github.com/owner/name/",
         "https://github.com/owner/name.git", "https://github.com/owner/name#readme"),
        ("https://github.com/a/b/raw/main/c", "https://raw.githubusercontent.com/a/b/main/c"),
        ("https://doi.org/10.1145/ABC", "http://dx.doi.org/10.1145/abc"),
        ("https://openreview.net/forum?id=x_1", "https://openreview.net/pdf?id=x_1"),
        ("http://example.org/a", "https://www.example.org/a/", "https://example.org/a?utm_source=b"),
        ("https://example.org/a", "https://example.org/a?ref_src=b&igsh=c&igshid=d"),
        ("https://youtu.be/a", "https://www.youtu.be/a?si=b"),
        ("https://aclanthology.org/N19-1423/", "https://www.aclweb.org/anthology/N19-1423.pdf",
         "https://aclweb.org/anthology/papers/N/N19/N19-1423/"),
        ("https://aclanthology.org/2022.icon-wlli.4/", "https://aclanthology.org/2022.icon-wlli.4.pdf"),
        ("http://proceedings.mlr.press/v97/du19c.html",
         "https://proceedings.mlr.press/v97/du19c/du19c.pdf"),
        ("https://openaccess.thecvf.com/content/CVPR2022/html/He_Masked_CVPR_2022_paper.html",
         "https://openaccess.thecvf.com/content/CVPR2022/papers/He_Masked_CVPR_2022_paper.pdf"),
        ("http://openaccess.thecvf.com/content_cvpr_2018/html/Hu_Nets_CVPR_2018_paper.html",
         "http://openaccess.thecvf.com/content_cvpr_2018/papers/Hu_Nets_CVPR_2018_paper.pdf"),
    ],
)  # fmt: skip
def test_spellings_of_one_thing(urls: tuple[str, ...]) -> None:
    assert len({classify(url).identity for url in urls}) == 1
    assert len({classify(url).kind for url in urls}) == 1


def test_supplements_and_other_volumes_are_other_things() -> None:
    urls = [
        "https://proceedings.mlr.press/v97/du19c/du19c.pdf",
        "https://proceedings.mlr.press/v97/du19c/du19c-supp.pdf",
        "https://proceedings.mlr.press/v97/du19d.html",
        "https://proceedings.mlr.press/v97/",
        "https://aclanthology.org/N19-1423/",
        "https://aclanthology.org/N19-1424/",
        "https://aclanthology.org/events/naacl-2019/",
    ]
    assert len({classify(url).identity for url in urls}) == len(urls)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://arxiv.org/list/cs.CV/recent", "web"),
        ("https://huggingface.co/facebook/mae", "web"),
        ("https://github.com/owner", "web"),
        ("https://github.com/topics/mae", "web"),
        ("https://gist.github.com/a/b", "web"),
        ("https://github.com:8080/a/b", "web"),
        ("https://notgithub.com/a/b", "web"),
        ("https://doi.org/about", "web"),
        ("mailto:me@example.org", "mail"),
        ("#top", "anchor"),
        ("docs/a.md", "file"),
    ],
)
def test_kinds(url: str, kind: str) -> None:
    assert classify(url).kind == kind


def test_version_of_a_paper() -> None:
    assert classify("https://arxiv.org/abs/2111.06377v12").version == 12
    assert classify("https://arxiv.org/abs/2111.06377").version is None


@given(st.text(max_size=40), st.sampled_from(["", "https://", "https://github.com/", "//"]))
def test_any_text_has_a_target(text: str, start: str) -> None:
    assert classify(start + text).identity is not None
