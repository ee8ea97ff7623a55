"""What a link offers: what its label says, and what its host says."""

from __future__ import annotations

from itertools import product
import re
from typing import TYPE_CHECKING, cast

from awesomecheck.regexes import regex

if TYPE_CHECKING:
    from awesomecheck.document.entry import Role
    from awesomecheck.document.nodes import Link, Section

_LABELS: dict[Role, str] = {
    "paper": """paper papers pdf arxiv abs abstract html publication preprint article doi report
        ieee acm acl springer elsevier sciencedirect pmlr cvf aaai neurips openaccess thesis
        |technical report|full paper|paper link|tech report|original paper|conference paper
        |openreview pdf|ieee xplore|acm dl|arxiv version|extended version|full text|pdf link
        |hugging face paper|read paper|official paper|论文|論文|论文链接|论文地址|原文""",
    "code": """code github git repo repository implementation implementations source sourcecode
        gitlab pytorch tensorflow torch tf jax keras caffe mxnet matlab codes official unofficial
        colab-code author authors theano lua chainer paddle paddlepaddle mindspore c++ python
        octocat official-code codebase artifact artifacts
        |official code|code link|source code|github repo|github code|pytorch code|tensorflow code
        |unofficial code|official implementation|unofficial implementation|author's code
        |pytorch implementation|official pytorch|official github|code and data|code & data
        |pytorch official|github repository|code coming soon|code (pytorch)|code (tensorflow)
        |official pytorch code|official pytorch implementation|official repo|github link
        |github page|代码|コード|源码|源代码|代码链接|代码地址|开源地址""",
    "project": """project page website homepage home web webpage site url link projectpage
        projects official-website www project-page here
        |project page|project website|project web|home page|web page|official website|web site
        |project site|project link|official page|official site
        |官网|项目主页|主页|项目|项目地址|项目链接""",
    "dataset": """dataset datasets data benchmark corpus database data-set |data set|dataset link
        |hugging face dataset|数据集|数据|データ|数据集链接|数据集下载""",
    "model": """model models weights checkpoint checkpoints huggingface hf zoo modelscope
        |model zoo|pretrained models|pretrained model|pre-trained models|hugging face
        |model weights|hf model|model card|模型|预训练模型|权重""",
    "demo": """demo demos colab playground notebook webdemo replicate try spaces space
        demonstration live
        |live demo|online demo|web demo|try it|hugging face demo|interactive demo|google colab""",
    "video": """video videos youtube talk talks presentation bilibili vimeo recording trailer
        lecture
        |video talk|talk video|lecture videos|lecture video|video lectures|video lecture
        |youtube playlist|youtube video|demo video|video demo|oral video|presentation video
        |视频|動画|视频链接""",
    "slides": "slides slide ppt pptx keynote slideshare deck |slide deck|幻灯片",
    "poster": "poster",
    "blog": """blog blogpost post medium news tweet twitter thread announcement zhihu
        |blog post|blog article|blog link|medium post|博客|ブログ|解读|论文解读""",
    "supplementary": """supp suppl supplementary supplemental supplement appendix suppmat sup
        |supplementary material|supplementary materials|supplemental material|supp material
        |supp mat""",
    "documentation": """docs doc documentation documents wiki manual guide tutorial readme
        |getting started|user guide|api docs|api reference|文档|教程""",
    "bibtex": "bibtex bibtext bib cite citation reference |引用",
    "other": """license licence pwc paperswithcode papers-with-code paper-with-code
        |papers with code|paper with code""",
    "review": "openreview review reviews rating ratings goodreads |open review|goodreads rating",
}


def _spellings(text: str) -> list[str]:
    words, *phrases = text.split("|")
    return [*words.split(), *(" ".join(phrase.split()) for phrase in phrases)]


_ICONS: dict[Role, str] = {
    "paper": "📄📃📝📜📰📑",
    "code": "💻🐙⌨",
    "project": "🌐🏠🔗",
    "video": "🎥🎬📹📺▶",
    "dataset": "💾🗂📊",
    "model": "🤗",
    "slides": "🖥",
    "blog": "✍",
}
_ROLE_OF_LABEL: dict[str, Role] = {
    **{spelling: role for role, text in _LABELS.items() for spelling in _spellings(text)},
    **{icon: role for role, icons in _ICONS.items() for icon in icons},
}
_EDGES = " \t\n[](){}<>.,:;!|*_~`'\"“”‘’【】（）「」·•-–—→⭐🔥🚀✨📄💻🌐📝🎬📖🔗🤗🐙️"
_NUMBERED = regex(r"[\s#_-]*(?:v?\d+|i{1,3}|\(.*\)|（.*）)$")

_PAPER_HOSTS = """
    aclanthology.org aclweb.org openaccess.thecvf.com thecvf.com proceedings.mlr.press jmlr.org
    proceedings.neurips.cc papers.nips.cc papers.neurips.cc ojs.aaai.org aaai.org dl.acm.org
    ieeexplore.ieee.org link.springer.com sciencedirect.com semanticscholar.org ecva.net
    nature.com isca-speech.org isca-archive.org ijcai.org bmvc2022.mpi-inf.mpg.de biorxiv.org
    medrxiv.org papers.ssrn.com ssrn.com mdpi.com onlinelibrary.wiley.com eprints.iacr.org
    eprint.iacr.org science.org pnas.org journals.plos.org roboticsproceedings.org bmva.org
    diglib.eg.org api.semanticscholar.org paperswithcode.com usenix.org academic.oup.com
    vldb.org bmva-archive.org.uk direct.mit.edu transacl.org iopscience.iop.org
    journals.sagepub.com tandfonline.com pubs.acs.org cell.com thelancet.com frontiersin.org
    spiedigitallibrary.org hal.science proceedings.iclr.cc proceedings.mlsys.org
    worldscientific.com eccv.ecva.net crossref.org citeseerx.ist.psu.edu
    citeseer.ist.psu.edu epubs.siam.org projecteuclid.org researchgate.net ncbi.nlm.nih.gov
    pubmed.ncbi.nlm.nih.gov ndss-symposium.org cv-foundation.org nowpublishers.com
"""
_BLOG_HOSTS = """
    medium.com towardsdatascience.com hackernoon.com dev.to zhuanlan.zhihu.com tumblr.com
    substack.com wordpress.com mp.weixin.qq.com qiita.com habr.com juejin.cn juejin.im cnblogs.com
    jianshu.com
"""
_VIDEO_HOSTS = """
    youtube.com youtu.be vimeo.com vimeopro.com bilibili.com slideslive.com videolectures.net
    confreaks.tv techtalks.tv twitch.tv
"""
_HOSTS: dict[str, Role] = {
    **dict.fromkeys(_spellings(_PAPER_HOSTS), "paper"),
    "gist.github.com": "code",
    "gitlab.com": "code",
    "bitbucket.org": "code",
    "codeberg.org": "code",
    "gitee.com": "code",
    "sourceforge.net": "code",
    "git.sr.ht": "code",
    "colab.research.google.com": "demo",
    "replicate.com": "demo",
    **dict.fromkeys(_spellings(_VIDEO_HOSTS), "video"),
    "slideshare.net": "slides",
    "slides.com": "slides",
    "speakerdeck.com": "slides",
    **dict.fromkeys(_spellings(_BLOG_HOSTS), "blog"),
    "goodreads.com": "review",
    "kaggle.com": "dataset",
    "zenodo.org": "dataset",
}
_ZENODO = "10.5281/zenodo."
"""How the DOIs of what is on zenodo.org begin."""
_PAPER_KINDS = frozenset({"arxiv", "doi", "openreview"})


_ID_OF_PAPER = regex(
    r"\W*(?:doi[: ]{0,2})?(?:10\.\d{4,9}/[^\s\[\]]{2,80}|\d{4}\.\d{4,5}(?:v\d)?)\W*",
    re.IGNORECASE,
)


def is_id_of_paper(label: str) -> bool:
    """Return whether the text of a link is the DOI of a paper, or its id on arXiv."""
    return _ID_OF_PAPER.fullmatch(label) is not None


def role_of_label(label: str) -> Role | None:
    """Return what a label such as `[Code]` says; None for one that says nothing of the kind."""
    if "." in label and is_id_of_paper(label):
        return "paper"
    if len(label) > 40:
        return None
    words = label.lower().strip(" \t\n\ufe0f")
    role = _ROLE_OF_LABEL.get(words)
    if role is None:
        words = words.strip(_EDGES)
        role = _ROLE_OF_LABEL.get(words)
        if role is None and (words[-1:] in ("i", ")", "）") or words[-1:].isdecimal()):
            role = _ROLE_OF_LABEL.get(_NUMBERED.sub("", words))
    return role


_POINTERS = frozenset(("link", "[link]", "url", "here", "🔗"))


def is_pointer(label: str) -> bool:
    """Return whether a label says only that it is a link: what its host says is worth more."""
    return label.lower().strip() in _POINTERS


_FEEDS = frozenset(
    f"{kind}{word}"
    for kind in ("", *map("".join, product(("rss", "atom", "news"), ("", " ", "-"))))
    for word in ("feed", "feeds", "rss", "atom")
)
_FEED_ADDRESS = regex(r"\b(?:rss|atom|feeds?)|(?:feeds?|rss)\b|\.(?:xml|rdf)\b", re.IGNORECASE)


def is_feed(label: str, link: Link) -> bool:
    """Return whether a link is a feed by its label, or by what is before an address.

    The address has to say so, too: `RSS` may be the conference.
    """
    return label.strip(_EDGES).lower() in _FEEDS and _FEED_ADDRESS.search(link.url) is not None


_SHORTEST_HOST = 4
_NO_LETTER = regex(r"[\W_]+")


def names_host(label: str, link: Link) -> bool:
    """Return whether a label is the name of the site: `@Springer` of `link.springer.com`."""
    name = _NO_LETTER.sub("", label.lower())
    return len(name) >= _SHORTEST_HOST and name in _NO_LETTER.sub("", link.target.host)


_LANGUAGES = frozenset(
    _spellings("c++ caffe jax java julia keras lua matlab mxnet python pytorch r tensorflow torch")
)
_POINTING = frozenset(("about", "in", "of", "on", "to", "with"))
_VAGUE = frozenset(("reference", "link", "here", "official", "author", "authors", "release"))


_JOINED = regex(r" *(?:[&+/,]| and ) *")


def role_of_words(label: str, host: Role | None = None) -> Role | None:
    """Return what a label of several words says by its last, as in `Official Pytorch code - v2`.

    Of two labels in one, as in `Code & Model`, it is what the host says, else the first. Only for
    a label in brackets: `Awesome Data` may be a name elsewhere.
    """
    joined: list[Role | None] = [
        role_of_label(each) for each in _JOINED.split(label.strip(_EDGES))
    ]
    if len(joined) > 1 and all(joined):
        return host if host in joined else joined[0]
    words = re.split(r" [-–—(:|]", label.strip(_EDGES))[0].lower().split()
    if not words or " " not in label:
        return None
    if words[0].strip(_EDGES) in _LANGUAGES:
        return "code"
    last = words[-1].strip(_EDGES)
    role: Role | None = None if last in _VAGUE else _ROLE_OF_LABEL.get(last)
    is_about = role in ("paper", "code") and not _POINTING.isdisjoint(words[:-1])
    return None if is_about else role  # `a summary of the paper`


_OF_HOST_NAME = regex(
    r"(?P<blog>eng(?:ineering)?\.(?!.*\.edu\Z).*|[\w.-]*blogs?\.[\w.-]*|.*\.(?:blog|engineering)"
    r"|.*\.(?:blogspot|medium|substack|tumblr|wordpress)\.com)"
    r"|(?P<project>.*\.git(?:hub|lab)\.io)|(?P<code>gitlab\..*)"
)
_OF_PATH = regex(
    r"/(?:(?P<blog>(?:[\w-]*-)?(?:blogs?|posts?)(?:-?posts?)?(?:/+[^/?]|/*\?)"
    r"|20\d\d/[01]?\d/+(?:[0-3]?\d/+)?[^/?]*[a-z])"
    r"|(?P<video>(?:videos?|talks?)/+[^/?])"
    r"|(?P<dataset>articles/dataset/)"
    r"|(?P<paper>doi/+10\.|(?:pubs|publications?)/+[^/?]))",
    re.IGNORECASE,
)
"""What a folder says of the page in it, `/2016/08/06/title` too; of itself it says nothing."""
_PATH = regex(r"https?:/*[^/?#]*([^?#]*\??)", re.IGNORECASE)


def is_home(link: Link) -> bool:
    """Return whether a link leads to a whole site, and to no page of it."""
    match = _PATH.match(link.url)
    return link.target.kind == "web" and match is not None and not match[1].strip("/?")


_PAPER_FILE = regex(r"\.(?:pdf|caj|ps)(?:\.gz)?\Z", re.IGNORECASE)
"""What a file in the repository is called if it is a paper; `.caj` is the format of CNKI."""


def role_of_host(link: Link) -> Role | None:
    """Return what a link's destination alone says; a whole site such as YouTube says nothing."""
    target = link.target
    if target.kind in _PAPER_KINDS:
        return "dataset" if target.id.startswith(_ZENODO) else "paper"
    if target.kind == "github":
        return "code"
    if target.kind == "file":
        return "paper" if _PAPER_FILE.search(link.url) else None
    if target.kind != "web":
        return None
    match = _PATH.match(link.url)
    path = match[1] if match else ""
    whole = not path.strip("/?")
    role = None if whole else _HOSTS.get(target.host)
    if role is not None:
        return role
    if target.host in ("huggingface.co", "hf.co"):
        return _hugging_face(link.url)
    if link.url[-4:].lower() == ".pdf" or path[-4:].lower() == ".pdf":
        return "paper"
    found = _OF_PATH.search(path) or _OF_HOST_NAME.fullmatch(target.host)
    if found is None or (whole and found.lastgroup == "blog"):
        return None
    return cast("Role | None", found.lastgroup)


_HUGGING_FACE: dict[str, Role] = {
    "/datasets/": "dataset",
    "/spaces/": "demo",
    "/papers/": "paper",
    "/blog/": "blog",
    "/docs/": "documentation",
}


def _hugging_face(url: str) -> Role:
    for folder, role in _HUGGING_FACE.items():
        if folder in url:
            return role
    return "model"


_NEXT_PART = regex(
    r"(?:(?:part|pt\.?|chapter|episode|day|week|lecture|vol(?:ume)?\.?)[ -]?)?(?:\d{1,3}|[IVX]+)",
    re.IGNORECASE,
)


def continues(link: Link, head: Link) -> bool:
    """Return whether a link leads to the next part of what another one leads to: `[Part 2](…)`."""
    return (
        link.target.host == head.target.host
        and _NEXT_PART.fullmatch(link.text.strip("[]() ")) is not None
    )


_OF_SECTIONS: dict[str, tuple[Role | None, bool]] = {
    "articles": ("blog", True),
    **dict.fromkeys(
        ("blog", "blogs", "blog posts", "blogposts", "blog articles"), ("blog", False)
    ),
    **dict.fromkeys(("talks", "presentations", "conference talks"), ("video", True)),
    "videos": ("video", False),
    **dict.fromkeys(("books", "ebooks", "e-books"), ("project", True)),
    "slides": ("slides", False),
    "workshops": ("project", True),
    **dict.fromkeys(("podcasts", "tutorials", "posts", "news"), (None, False)),
}
"""What the title of a section says of the links in it, and whether they are called by titles.

`Video` may be its topic; under `Blogs` and `Blog Posts` are whole sites, too.
"""
OF_OTHERS = regex(
    r"\b(?:data ?sets?|data ?bases?|corpora|tool(?:s|kits?|box(?:es)?)|software"
    r"|librar(?:y|ies)|packages?|frameworks?|courses?|lectures?|blogs?|websites?|communit(?:y|ies)|groups?|books?|labs?"
    r"|repositor(?:y|ies)|platforms?|simulators?|companies|projects?|lists?)\b",
    re.IGNORECASE,
)
"""What a section is called where its entries are no papers."""
_NO_LETTERS_AROUND = regex(r"\A[\W\d_]+|[\W\d_]+\Z")
_BETWEEN_KINDS = regex(r"\s*(?:[&,/+|]|\band\b|\bor\b)\s*", re.IGNORECASE)


def role_of_section(section: Section) -> Role | None:
    """Return what the title of a section says of its links: `Talks & Videos`, `Blog Posts`."""
    roles: set[Role] = {role for role, _ in _kinds_around(section) if role is not None}
    return roles.pop() if len(roles) == 1 else None


def has_titles(section: Section) -> bool:
    """Return whether a section, or one around it, says that talks, articles or books are in it."""
    return any(titled for _, titled in _kinds_around(section))


def _kinds_around(section: Section | None) -> list[tuple[Role | None, bool]]:
    """Return what a section has by its title, or as a topic by the title of the one around it."""
    while section is not None:
        kinds = _kinds(section.title)
        if kinds or OF_OTHERS.search(section.title):
            return kinds
        section = section.parent
    return []


def _kinds(title: str) -> list[tuple[Role | None, bool]]:
    """Return what a section has by its title; nothing if part of it may be something else."""
    kinds = _BETWEEN_KINDS.split(_NO_LETTERS_AROUND.sub("", title.lower()))
    found = [_OF_SECTIONS.get(kind) for kind in kinds]
    return [each for each in found if each] if all(found) else []
