"""The rule `unlike-template`."""

from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, DocumentRule, Fix, Problem
from awesomecheck.template import deviations, learn


@dataclass(frozen=True, slots=True)
class UnlikeTemplate(DocumentRule):
    """An entry that is not written as the others are.

    A list has a format for its entries, or a few of them: what is bold, what is in brackets,
    which marks stand between the name, the authors, the title and the links. Who reads a list,
    and every program that reads it, relies on it. An entry that deviates in one place is
    reported at that place; one of quite another kind is left alone. What some entries lack, such
    as a link to code, none needs.

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

    yields_to = (
        "malformed-link",
        "mixed-list-marker",
        "trailing-space",
        "unclean-link",
        "uneven-indent",
    )

    def check(self, document: Document) -> Iterator[Problem]:
        for each in deviations(document, learn(document)):
            yield Problem(each.span, each.message, Fix(each.edits) if each.edits else None)
