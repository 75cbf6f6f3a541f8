"""How Sphinx builds the site. `make docs` writes what is built here: see scripts/reference."""

from layerdeck import __version__

project = "Layerdeck"
release = version = __version__
copyright = "the Layerdeck contributors"
language = "en"

extensions = ["myst_parser"]
myst_enable_extensions = ["attrs_block"]
myst_heading_anchors = 3
exclude_patterns = ["pictures/README.md"]
nitpicky = True
# The words of the deck stand as they are written there.
smartquotes = False

html_theme = "furo"
html_title = "Layerdeck"
html_logo = "_static/layerdeck.svg"
html_favicon = "_static/layerdeck.svg"
html_static_path = ["_static"]
html_css_files = ["sockets.css", "layerdeck.css"]
html_copy_source = False
html_show_sourcelink = False
pygments_style = "friendly"
pygments_dark_style = "one-dark"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1a5fd0", "color-brand-content": "#1a5fd0"},
    "dark_css_variables": {"color-brand-primary": "#4c9dff", "color-brand-content": "#4c9dff"},
}


def setup(app):
    """Hook into Sphinx."""
    # Before the theme's own handler, which has the priority 500.
    app.connect("html-page-context", unfold_only_here, priority=400)


def unfold_only_here(app, pagename, templatename, context, doctree):
    """List in the contents only the cards of the category that the page belongs to.

    The theme lists every page of the site on every page; for hundreds of cards that is most of the
    time of a build, and of the bytes.
    """
    everything = context["toctree"]
    context["toctree"] = lambda **options: everything(**{**options, "collapse": True})
