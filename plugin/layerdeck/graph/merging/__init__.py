"""Merging two versions of a Graph that come from one."""

from .conflicts import Conflict, conflict_words
from .merge import Merged, merge
from .noting import with_note

__all__ = ["Conflict", "Merged", "conflict_words", "merge", "with_note"]
