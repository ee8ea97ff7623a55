"""The rule `unlike-template`."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar

from awesomecheck import Document, DocumentRule, Fix, Problem, Touch, counted, share
from awesomecheck.templates import MIN_ENTRIES, formats_of, parse_template, templates_in_force
from awesomecheck_rules.entries._template.continuation import with_continuation
from awesomecheck_rules.entries._template.dates import date_separators
from awesomecheck_rules.entries._template.deviation import format_deviations
from awesomecheck_rules.entries._template.hidden import hidden_deviations
from awesomecheck_rules.entries._template.pairs import repeats_marks, unpairing
from awesomecheck_rules.entries._template.parts import misplaced_links, missing_lines
from awesomecheck_rules.entries._template.unfollowed import unfollowed_templates
from awesomecheck_rules.entries._template.wrapped import wrapped_texts


class UnlikeTemplate(DocumentRule):
    """An entry that is not written as the others are.

    A list has a format for its entries, or a few of them: what is bold or in brackets,
    which marks are between the name, the authors, the title and the links, and which link is
    first. Readers of a list rely on it, and so do programs. An entry that differs in one place is
    reported there, and so is a title in quotes, a description in bold or a separator of dates
    where nearly no other is; an entry of quite another kind is not. Nobody needs to add what
    some entries lack, such as a link to code.

    The entries show the format, or a code block in the notes for contributors documents it
    (`* **Abbreviation**: Author List.`); where the two differ, the entries win. With
    `templates`, or with `sections` for the entries under a heading, the configuration sets it:
    each template is an entry with its fields in braces, and `{? … }` around what is optional,
    such as `- **{title}**. {authors}. [[pdf]({paper})]{? [[code]({code})]}`. `awesomecheck init`
    writes the templates that a list shows, and `-v` prints those in force.

    ```bad
    * **iGPT**: Mark Chen, Alec Radford.
      - Generative Pretraining from Pixels. [[ICML'2020](https://proceedings.mlr.press/v119/)]
    * **ViT**: Alexey Dosovitskiy, Lucas Beyer.
      - An Image is Worth 16x16 Words. [[ICLR'2021](https://arxiv.org/abs/2010.11929)]
    * **BEiT**: Hangbo Bao, Li Dong.
      - BERT Pre-Training of Image Transformers. [[ICLR'2022](https://arxiv.org/abs/2106.08254)]
    * **iBOT**: Jinghao Zhou, Chen Wei.
      - Image BERT Pre-Training. [[ICLR'2022](https://arxiv.org/abs/2111.07832)]
    * **MAE**: Kaiming He, Xinlei Chen.
      - Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    * **SimMIM**: Zhenda Xie, Zheng Zhang.
      - A Simple Framework. [[CVPR'2022](https://arxiv.org/abs/2111.09886)]
    * **PeCo** Xiaoyi Dong, Jianmin Bao.
      - Perceptual Codebook. [[ArXiv'2021](https://arxiv.org/abs/2111.12710)]
    ```

    ```good
    * **iGPT**: Mark Chen, Alec Radford.
      - Generative Pretraining from Pixels. [[ICML'2020](https://proceedings.mlr.press/v119/)]
    * **ViT**: Alexey Dosovitskiy, Lucas Beyer.
      - An Image is Worth 16x16 Words. [[ICLR'2021](https://arxiv.org/abs/2010.11929)]
    * **BEiT**: Hangbo Bao, Li Dong.
      - BERT Pre-Training of Image Transformers. [[ICLR'2022](https://arxiv.org/abs/2106.08254)]
    * **iBOT**: Jinghao Zhou, Chen Wei.
      - Image BERT Pre-Training. [[ICLR'2022](https://arxiv.org/abs/2111.07832)]
    * **MAE**: Kaiming He, Xinlei Chen.
      - Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    * **SimMIM**: Zhenda Xie, Zheng Zhang.
      - A Simple Framework. [[CVPR'2022](https://arxiv.org/abs/2111.09886)]
    * **PeCo**: Xiaoyi Dong, Jianmin Bao.
      - Perceptual Codebook. [[ArXiv'2021](https://arxiv.org/abs/2111.12710)]
    ```
    """

    lists_only = True
    learns = True
    touches: ClassVar[tuple[Touch, ...]] = ("marks", "wording")
    yields_to = (
        "conflict-marker",
        "empty-link-text",
        "malformed-link",
        "mixed-list-marker",
        "trailing-space",
        "unclean-link",
        "uneven-indent",
    )

    templates: tuple[str, ...] = ()
    sections: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    def __post_init__(self) -> None:
        for text in (*self.templates, *(each for own in self.sections.values() for each in own)):
            parse_template(text)

    def check(self, document: Document) -> Iterator[Problem]:
        formats = formats_of(document, self.templates, self.sections)
        yield from unfollowed_templates(document, formats)
        found = list(format_deviations(document, formats))
        if not self.templates:
            found += hidden_deviations(document, formats)
            found += date_separators(document, formats, [each.span for each in found])
            found += missing_lines(document)
            found += misplaced_links(document)
            found += wrapped_texts(document, [each.span for each in found])
        found = [each for each in found if not repeats_marks(document, each.edits)]
        unpaired = unpairing(document, [each.edits for each in found])
        # Whether most entries are to be rewritten is for people to decide.
        safe = 2 * len({each.span.start for each in found}) <= len(document.entries)
        for index, each in enumerate(found):
            edits = with_continuation(document, each.edits) if index not in unpaired else ()
            fix = Fix(tuple(edits), safe and each.safe) if edits else None
            yield Problem(each.span, each.message, fix)

    def grounds(self, document: Document) -> Iterator[str]:
        formats = formats_of(document, self.templates, self.sections)
        total = formats.habits.total
        templates = templates_in_force(document, formats)
        for each in templates:
            yield f"template from {each.origin}, followed by {share(each.followers, total)}:"
            yield from (f"    {line}" for line in each.text.split("\n"))
            yield from each.remarks
        if not templates and total < MIN_ENTRIES:
            some = counted(total, "entry")
            yield f"no template: {some} outside tables, at least {MIN_ENTRIES} needed"
        elif not templates:
            yield f"no template: fewer than {MIN_ENTRIES} of {total} entries are written alike"
