"""Which sources are asked for facts: the `facts` part of a configuration."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactSettings:
    """APIs that are asked about papers when links are checked, beside arXiv."""

    semantic_scholar: bool = False
    """Whether to ask Semantic Scholar for the venues of preprints; it takes a key, in the variable
    SEMANTIC_SCHOLAR_API_KEY of the environment."""
    hugging_face: bool = False
    """Whether to ask Hugging Face for the code of papers without a link to any."""
