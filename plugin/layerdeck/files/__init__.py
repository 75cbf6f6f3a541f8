"""Project files: read, check, upgrade, lay out, write. A file is data: none of it is ever run."""

from .atomic import write_atomically
from .errors import FileError
from .folders import refuse_folder, whole_folder
from .layout import give_places, lay_out
from .library import Kept, Library, keep_block, list_blocks
from .meaning import meaning_text
from .places import from_folder, in_full
from .reading import parse_project, read_as_written, read_project
from .source import LARGEST_FILE, read_bytes
from .tidying import tidy
from .upgrade import VERSION
from .writing import json_text, project_text, write_project

__all__ = [
    "LARGEST_FILE",
    "VERSION",
    "FileError",
    "Kept",
    "Library",
    "from_folder",
    "give_places",
    "in_full",
    "json_text",
    "keep_block",
    "lay_out",
    "list_blocks",
    "meaning_text",
    "parse_project",
    "project_text",
    "read_as_written",
    "read_bytes",
    "read_project",
    "refuse_folder",
    "tidy",
    "whole_folder",
    "write_atomically",
    "write_project",
]
