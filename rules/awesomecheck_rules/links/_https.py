"""Hosts that are known to support https, and how that is known."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PRELOADED = _names("""
    accounts.google.com airbnb.com apache.org archlinux.org asana.com bing.com bitbucket.org
    chrome.google.com cloud.google.com cloudflare.com code.google.com codeberg.org codepen.io
    coursera.org discord.com discord.gg docs.google.com doi.org drive.google.com dropbox.com
    eff.org element.io facebook.com fedoraproject.org figma.com figshare.com github.com
    golang.org goo.gl grafana.com groups.google.com imdb.com instagram.com kaggle.com
    keybase.io khanacademy.org matrix.org mediawiki.org medium.com nasa.gov nodejs.org
    openai.com openreview.net openstreetmap.org pinterest.com play.google.com plus.google.com
    pypi.org pypi.python.org quora.com reddit.com sites.google.com slack.com slideshare.net
    soundcloud.com sourceforge.net sr.ht stripe.com telegram.org tumblr.com vimeo.com
    whatsapp.com wikibooks.org wikidata.org wikihow.com wikimedia.org wikipedia.org
    wikiquote.org wikisource.org wikiversity.org wiktionary.org youtube.com
""")
"""Domains that browsers open over https only, with all subdomains: those on the HSTS preload
list, https://hstspreload.org, in its edition of January 2025."""

_PRELOADED_SUFFIXES = _names("""
    app bank boo channel day dev foo gle google ing insurance meme mov new nexus page phd prof
    rsvp zip
""")
"""Whole top-level domains on the same list."""

_PRELOADED_EXACTLY = _names("""
    docs.python.org gov.uk linode.com messenger.com packagist.org paypal.com python.org
    torproject.org twitter.com wordpress.com
""")
"""Hosts on the same list without their subdomains."""

_SERVED = _names("""
    aclanthology.org aclweb.org amazon.com archive.org arxiv.org askubuntu.com crates.io
    creativecommons.org dl.acm.org doc.rust-lang.org docs.rs ecva.net export.arxiv.org
    gitlab.com gnu.org google.com huggingface.co ieeexplore.ieee.org img.shields.io infoq.com
    jmlr.org link.springer.com linkedin.com mathoverflow.net meetup.com nature.com neurips.cc
    news.ycombinator.com nips.cc npmjs.com openaccess.thecvf.com papers.neurips.cc
    papers.nips.cc proceedings.mlr.press proceedings.neurips.cc pytorch.org
    raw.githubusercontent.com rubygems.org rust-lang.org scholar.google.com sciencedirect.com
    semanticscholar.org serverfault.com stackoverflow.com superuser.com t.co tensorflow.org
    w3.org web.archive.org x.com youtu.be
""")
"""Services whose own pages link over https, or that redirect http to https."""

_SERVED_WITH_SUBDOMAINS = _names("blogspot.com github.io readthedocs.io stackexchange.com")
"""Hosting services with a certificate for each subdomain:
https://docs.github.com/pages/getting-started-with-github-pages/securing-your-github-pages-site-with-https,
https://docs.readthedocs.com/platform/stable/custom-domains.html,
https://security.googleblog.com/2016/05/bringing-https-to-all-blogspot-domain.html."""


_MOST_LABELS = max(name.count(".") + 1 for name in _PRELOADED | _SERVED_WITH_SUBDOMAINS) + 1


def supports_https(host: str) -> bool:
    """Return whether a host (lower-case, no port, no leading `www.`) is known to support https."""
    labels = host.split(".")
    own = labels[-_MOST_LABELS:]
    parents = {".".join(own[index:]) for index in range(len(own) - 1)}
    return (
        host in _SERVED
        or host in _PRELOADED_EXACTLY
        or (len(labels) > 1 and labels[-1] in _PRELOADED_SUFFIXES)
        or not parents.isdisjoint(_PRELOADED)
        or (len(labels) == 3 and not parents.isdisjoint(_SERVED_WITH_SUBDOMAINS))
    )
