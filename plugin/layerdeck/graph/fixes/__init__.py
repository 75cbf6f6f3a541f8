"""Fixes: ways out of a problem, each an edit that can be sent, shown, applied and undone."""

from .edits import FIXES, apply
from .effect import effect
from .fix import Change, Fix, setting

__all__ = ["FIXES", "Change", "Fix", "apply", "effect", "setting"]
