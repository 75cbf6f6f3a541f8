"""The editors that open in their place on the canvas, one at a time."""

from .area_editor import FrameEditor, NoteEditor
from .long_list import LongListEditor
from .value_editor import ChoiceEditor, TextEditor

Editor = TextEditor | ChoiceEditor | LongListEditor | FrameEditor | NoteEditor
"""A child of the view that knows how to `settle` in its place and to `finish`."""
