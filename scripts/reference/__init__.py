"""Writes the source of the documentation site: its hand-written pages, and one page per card.

Everything about cards comes from the deck, so that card, inspector and page say the same.
"""
