"""The documentation site: built once, whole, as strictly as can be; every page and graph there."""

import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from layerdeck.deck import CardType, load_catalogue
from layerdeck.files import read_project
from layerdeck.graph.sample import sample
from layerdeck.program import lower

ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 600
THEMES = ("night", "paper")


class Page(HTMLParser):
    """What a built page shows, and what it points at."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.ids = path, set()
        self.targets: list[str] = []
        self.loaded: list[str] = []
        self._text: list[str] = []
        self.feed(path.read_text("utf-8"))
        self.text = " ".join("".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id"))
        self.targets += [given[name] for name in ("href", "src") if given.get(name)]
        if tag != "a":
            self.loaded += [given[name] for name in ("href", "src") if given.get(name)]

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def files(self, ending: str) -> list[Path]:
        """The files of the site that it points at, by how their names end."""
        found = [unquote(urlsplit(target).path) for target in self.targets]
        return [self.path.parent / name for name in found if name.endswith(ending)]


def test_the_site_builds_without_a_warning_and_has_every_card(tmp_path: Path) -> None:
    built = subprocess.run(
        [ROOT / "scripts" / "docs", tmp_path / "docs"],
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    html = tmp_path / "docs" / "html"
    pages = {path: Page(path) for path in html.rglob("*.html")}

    deck = load_catalogue()
    for card in deck.values():
        page = pages[html / "cards" / f"{card.id}.html"]
        assert_says_all(page, card)
        assert_graph_opens(page, card)
        assert_drawn_in_both_themes(page, card)
    assert f"The deck has {len(deck)} cards" in pages[html / "cards" / "index.html"].text
    assert_links_resolve(pages)


def assert_says_all(page: Page, card: CardType) -> None:
    ports = (*card.inputs, *card.outputs)
    titles = [word for port in ports for word in (port.title, *port.aliases)]
    helps = [port.help for port in ports]
    for words in (card.title, card.help, card.id, *card.aliases, *titles, *helps):
        assert " ".join(words.split()) in page.text, f"{card.id}: the page lacks {words!r}"
    for name, words in (*card.exceptions.items(), *card.formerly.items()):
        assert f"{name}: {words}" in page.text, f"{card.id}: the page lacks {name!r}"


def assert_graph_opens(page: Page, card: CardType) -> None:
    deck = load_catalogue()
    (file,) = page.files(f"/{card.id}.layerdeck")
    graph = read_project(file, deck)
    wanted, _ = sample(deck, card)
    assert graph.wires == wanted.wires
    assert {each.id: (each.type, each.values) for each in graph.cards.values()} == {
        each.id: (each.type, each.values) for each in wanted.cards.values()
    }
    assert all(each.at is not None for each in graph.cards.values())
    assert lower(graph, deck).problems == (), f"{file.name} has problems"


def assert_drawn_in_both_themes(page: Page, card: CardType) -> None:
    drawn = {path.name for path in page.files(".png") if path.is_file()}
    wanted = {f"{card.id}{what}-{theme}.png" for what in ("", "-graph") for theme in THEMES}
    assert wanted <= drawn


def assert_links_resolve(pages: dict[Path, Page]) -> None:
    """Sphinx looks at the links of Markdown; this looks at all that a browser may follow."""
    for page in pages.values():
        elsewhere = [target for target in page.loaded if urlsplit(target).netloc]
        assert not elsewhere, f"{page.path.name} cannot be read offline: it loads {elsewhere}"
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme or not (parts.path or parts.fragment):
                continue
            aim = page.path.parent / unquote(parts.path) if parts.path else page.path
            assert aim.exists(), f"{page.path.name} points at {target}, which is not there"
            there = pages.get(aim.resolve())
            if there and parts.fragment:
                assert unquote(parts.fragment) in there.ids, f"{page.path.name}: no {target}"
