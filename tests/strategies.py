"""Random graphs over a deck, made as a person makes them: by edits, one after the other.

Needs neither Keras nor Qt. What makes a graph acceptable is for the caller to say: an edit whose
result is not accepted is taken back, so that a strategy that accepts what infers cleanly gives
graphs that can be built.
"""

import string
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from layerdeck.deck import CardType, Catalogue, Kind, Port, Role, visible_outputs
from layerdeck.graph import EditError, End, Graph, areas, edits
from layerdeck.graph.bypass import bypass, why_not_bypass
from layerdeck.program import Severity, lower

Accept = Callable[[Graph], bool]

KINDS = (
    "layer", "layer", "layer", "merge", "wrap", "wrap", "call", "object", "object", "value",
)  # fmt: skip
"""What an edit may be, the more frequent ones more often."""
ATTEMPTS = 30
"""How many edits are tried at most; about two in three are not accepted."""

WRAPPERS = ("keras.layers.TimeDistributed", "keras.layers.Bidirectional")
SKIPPED_CHOICES: dict[str, tuple[Any, ...]] = {
    # GLU's layers do not have the shape Keras shows; cuDNN wants a GPU.
    "activation": ("glu",),
    "recurrent_activation": ("glu",),
    "use_cudnn": (True,),
}
SKIPPED_CATEGORIES = (
    "Image augmentation", "Image preprocessing", "Text and categories", "Audio", "Features",
)  # fmt: skip
"""They take images, texts or sounds, and draw at random; every one has tests of its own."""
SKIPPED_LAYERS = ("keras.layers.Embedding", "keras.layers.ReversibleEmbedding")
"""They look numbers up, which must lie in a table."""
SKIPPED_CARDS = ("keras.initializers.STFT",)
"""Its weight has three axes, which no card of the deck has."""


def lowers(deck: Catalogue) -> Accept:
    """Accept what can be lowered, though it has no output yet, or what nothing uses."""
    return lambda graph: (
        not any(
            problem.card and problem.severity is Severity.ERROR
            for problem in lower(graph, deck).problems
        )
    )


@st.composite
def graphs(draw: st.DrawFn, deck: Catalogue, accept: Accept | None = None) -> Graph:
    """A graph of one or two inputs, up to twelve further edits, and one to three outputs."""
    work = Edits(draw, deck, accept or lowers(deck))
    work.inputs()
    wanted = draw(st.integers(3, 12))
    for _ in range(ATTEMPTS):
        if work.accepted >= wanted:
            break
        getattr(work, draw(st.sampled_from(KINDS)))()
    work.outputs()
    return work.graph


@st.composite
def whole_graphs(draw: st.DrawFn, deck: Catalogue) -> Graph:
    """One of `graphs` with a bypassed card, perhaps, and with what has no meaning to the model."""
    work = Edits(draw, deck, lowers(deck))
    work.graph = draw(graphs(deck))
    work.bypass()
    return draw(looked_at(work.graph))


@st.composite
def looked_at(draw: st.DrawFn, graph: Graph) -> Graph:
    """The graph with frames, notes, bends and collapsed cards, which mean nothing to the model."""
    pixels, sides, text = st.integers(-999, 999), st.integers(1, 999), st.text(max_size=5)
    for _ in range(draw(st.integers(0, 2))):
        at, size = draw(st.tuples(pixels, pixels)), draw(st.tuples(sides, sides))
        graph, _ = areas.add_frame(graph, at, size, draw(text), draw(text))
        graph, _ = areas.add_note(graph, at, size, draw(text))
    for wire in draw(st.lists(st.sampled_from(graph.wires), max_size=2)) if graph.wires else ():
        points = draw(st.lists(st.tuples(pixels, pixels), min_size=1, max_size=2))
        graph = edits.bend(graph, wire, points)
    folded = draw(st.lists(st.sampled_from(list(graph.cards)), max_size=2))
    return edits.collapse(graph, folded)


def _stands_alone(card: CardType) -> bool:
    """Whether a layer needs tensors and values alone, and no other layer."""
    return (
        card.role is Role.LAYER
        and bool(card.tensors)
        and card.category not in SKIPPED_CATEGORIES
        and card.id not in SKIPPED_LAYERS
        and not any(port.kind is Kind.LAYER and port.required for port in card.inputs)
    )


class Edits:
    """A graph in the making."""

    def __init__(self, draw: st.DrawFn, deck: Catalogue, accept: Accept) -> None:
        self.draw = draw
        self.deck = deck
        self.accept = accept
        self.accepted = 0
        self.graph = Graph(draw(st.sampled_from(["net", "my model", "unet-3d", "a/b"])))

    def inputs(self) -> None:
        """One input, or two of one shape."""
        size = st.integers(4, 6)
        shape = self.draw(
            st.one_of(
                st.tuples(size, size, size, st.integers(1, 3)),
                st.tuples(st.integers(2, 3), size, size, size, st.integers(1, 2)),
                st.tuples(st.integers(2, 4), st.integers(1, 4)),
                st.tuples(st.integers(1, 6)),
            )
        )
        values: dict[str, Any] = {"shape": shape}
        if self.draw(st.integers(0, 5)) == 0:
            values["shape"] = (None, *shape[1:])
        if self.draw(st.integers(0, 4)) == 0:
            values["batch_size"] = 2
        if self.draw(st.integers(0, 7)) == 0:
            values["dtype"] = "float64"
        for _ in range(self.draw(st.integers(1, 2))):
            self.attempt(self.added("keras.Input", values))

    def layer(self) -> None:
        """A layer on any tensor there is."""
        card = self.pick(
            card for card in self.deck.values() if _stands_alone(card) and not card.tensors[0].list
        )
        self.attempt(self.applied(card, [self.tensor()]))

    def merge(self) -> None:
        """A merge of two or three tensors, which may be the same one twice."""
        card = self.pick(
            card for card in self.deck.values() if _stands_alone(card) and card.tensors[0].list
        )
        count = self.draw(st.integers(2, 3))
        self.attempt(self.applied(card, [self.tensor() for _ in range(count)]))

    def wrap(self) -> None:
        """A layer that is given to a wrapper."""
        wrapper = self.deck[self.draw(st.sampled_from(WRAPPERS))]
        recurrent = wrapper.id.endswith("Bidirectional")
        inner = self.pick(
            card
            for card in self.deck.values()
            if _stands_alone(card)
            and not card.tensors[0].list
            and (not recurrent or card.category == "Recurrent")
        )
        graph, inner_id = self.added(inner.id, self.values(inner))
        self.attempt(
            self.applied(wrapper, [self.tensor()], graph, {"layer": End(inner_id, "layer")})
        )

    def call(self) -> None:
        """A layer that is there already, applied once more."""
        layers = [
            End(card.id, "layer")
            for card in self.graph.cards.values()
            if self.deck[card.type].role is Role.LAYER
        ]
        if layers:
            layer = self.draw(st.sampled_from(layers))
            card = self.deck["layerdeck.CallLayer"]
            self.attempt(self.applied(card, [self.tensor()], wires={"layer": layer}))

    def object(self) -> None:
        """An initializer, regularizer or constraint, new or shared, for a weight of a layer."""
        card = self.pick(
            card
            for card in self.deck.values()
            if card.role is Role.OBJECT and card.id not in SKIPPED_CARDS
        )
        out = card.outputs[0]
        old = [End(each.id, out.id) for each in self.graph.cards.values() if each.type == card.id]
        graph = self.graph
        if old and self.draw(st.booleans()):
            source = self.draw(st.sampled_from(old))
        else:
            graph, made = self.added(card.id, self.values(card, seeded=True))
            source = End(made, out.id)
        self.wired(graph, source, lambda port: port.kind is out.kind)

    def value(self) -> None:
        """A Parameter or a value card for an argument, with a value that suits it."""
        ends = [
            (card.id, port)
            for card in self.graph.cards.values()
            for port in self.deck[card.type].arguments
            if self.deck[card.type].role is Role.LAYER
            and port.kind in (Kind.INTEGER, Kind.FLOAT, Kind.BOOLEAN, Kind.STRING)
            and not (port.pairs or port.open_axes or port.id == "name")
        ]
        if not ends:
            return
        card_id, port = self.draw(st.sampled_from(ends))
        value = self.draw(values_of(port))
        if value is None or (isinstance(value, bool) and port.kind is not Kind.BOOLEAN):
            return
        single = isinstance(value, tuple) and len(set(value)) == 1 and self.draw(st.booleans())
        value = value[0] if single else value
        word = f"List of {port.kind}" if isinstance(value, tuple) else str(port.kind)
        if self.draw(st.booleans()):
            made = self.added("layerdeck.Parameter", {"type": word, "default": value})
        else:
            made = self.added(f"layerdeck.{word.title().replace(' ', '')}", {"value": value})
        self.attempt(self.joined(made[0], End(made[1], "value"), End(card_id, port.id)))

    def bypass(self) -> None:
        """One of the cards that can be bypassed, in one graph of three."""
        able = [key for key in self.graph.cards if not why_not_bypass(self.graph, self.deck, key)]
        if able and self.draw(st.integers(0, 2)) == 0:
            chosen = self.draw(st.sampled_from(able))
            self.attempt((bypass(self.graph, self.deck, [chosen]), chosen))

    def outputs(self) -> None:
        """One to three outputs, the newest tensor among them."""
        ends = self.ends()
        chosen = {ends[-1]: None}
        for _ in range(self.draw(st.integers(0, 2))):
            chosen[self.tensor()] = None
        for number, end in enumerate(chosen):
            name = self.draw(st.sampled_from(["", f"out{number}"]))
            self.output(end, name)
        for end in reversed(ends):
            # What is run first with an output may not go with what else there is.
            if any(card.type == "layerdeck.Output" for card in self.graph.cards.values()):
                break
            self.output(end, "")

    def output(self, end: End, name: str) -> None:
        graph, made = self.added("layerdeck.Output", {"name": name})
        self.attempt(self.joined(graph, end, End(made, "input")))

    # ------------------------------------------------------------------ parts

    def pick(self, cards: Any) -> CardType:
        return self.draw(st.sampled_from(list(cards)))

    def ends(self) -> list[End]:
        """The outputs that give a tensor."""
        found = []
        for card in self.graph.cards.values():
            declared = self.deck[card.type]
            if declared.role in (Role.LAYER, Role.INPUT, Role.CALL):
                # A layer that a wrapper takes is not applied.
                applied = not declared.tensors or self.graph.into(card.id, declared.tensors[0].id)
                found += [
                    End(card.id, port.id)
                    for port in visible_outputs(declared, card.values)
                    if port.kind is Kind.TENSOR and applied and not port.maybe
                ]
        return found

    def tensor(self) -> End:
        """A tensor; the newest as often as all others together."""
        ends = self.ends()
        return ends[-1] if self.draw(st.booleans()) else self.draw(st.sampled_from(ends))

    def values(self, card: CardType, seeded: bool = False) -> dict[str, Any]:
        """The required values, and a few others that are not their defaults."""
        ports = [port for port in card.arguments if not port.kind.wire_only]
        found = {port.id: self.draw(values_of(port)) for port in ports if port.required}
        optional = [port for port in ports if not port.required and port.id != "name"]
        if optional:
            few = self.draw(st.lists(st.sampled_from(optional), max_size=4, unique_by=_id))
            found |= {port.id: self.draw(values_of(port)) for port in few}
        if any(port.id == "name" for port in ports) and self.draw(st.integers(0, 4)) == 0:
            found["name"] = f"named_{len(self.graph.cards)}"
        if seeded and card.input("seed"):
            found["seed"] = self.draw(st.integers(0, 999))
        return found

    def added(self, card_id: str, values: dict[str, Any]) -> tuple[Graph, str]:
        return edits.add(self.graph, self.deck, card_id, (0, 0), values)

    def applied(
        self,
        card: CardType,
        tensors: list[End],
        graph: Graph | None = None,
        wires: dict[str, End] | None = None,
    ) -> tuple[Graph, str] | None:
        try:
            graph, made = edits.add(
                graph or self.graph, self.deck, card.id, (0, 0), self.values(card)
            )
            for port, source in (wires or {}).items():
                graph = edits.connect(graph, self.deck, source, End(made, port))
            for tensor in tensors:
                graph = edits.connect(graph, self.deck, tensor, End(made, card.tensors[0].id))
            for port in card.tensors[1:]:
                if port.required:
                    graph = edits.connect(graph, self.deck, self.tensor(), End(made, port.id))
        except EditError:
            return None
        return graph, made

    def joined(self, graph: Graph, source: End, target: End) -> tuple[Graph, str] | None:
        try:
            return edits.connect(graph, self.deck, source, target), source.card
        except EditError:
            return None

    def wired(self, graph: Graph, source: End, fits: Callable[[Port], bool]) -> None:
        """Wire a source to any input that fits."""
        ends = [
            End(card.id, port.id)
            for card in graph.cards.values()
            for port in self.deck[card.type].inputs
            if fits(port)
        ]
        if ends:
            self.attempt(self.joined(graph, source, self.draw(st.sampled_from(ends))))

    def attempt(self, made: tuple[Graph, str] | None) -> None:
        """Take an edit's result if it is accepted."""
        if made is not None and self.accept(made[0]):
            self.graph = made[0]
            self.accepted += 1


def values_of(port: Port) -> st.SearchStrategy[Any]:
    """Values that a port takes, small ones."""
    if port.choices:
        skipped = SKIPPED_CHOICES.get(port.id, ())
        return st.sampled_from([value for value in port.choices if value not in skipped])
    single: st.SearchStrategy[Any]
    if port.kind is Kind.BOOLEAN:
        return st.booleans()
    if port.kind is Kind.STRING:
        return st.text(string.ascii_lowercase, min_size=1, max_size=6)
    if port.kind is Kind.FLOAT:
        low = 0.0 if port.minimum is None else port.minimum
        single = st.integers(1, 9).map(lambda tenths: low + tenths / 10 * (1 - low))
    else:
        low = int(port.minimum or 0)
        single = st.integers(low, low + (3 if port.list else 5))
    if port.axes:
        item = st.tuples(single, single) if port.pairs else single
        return st.one_of(
            item.map(lambda one: (one,) * len(port.axes)),
            st.tuples(*[item] * len(port.axes)),
        )
    if port.open_axes:
        return st.integers(2, 5).map(lambda rank: (None, *(1,) * (rank - 1)))
    if port.list:
        low = -1 if port.minimum is None else int(port.minimum)
        most = port.most or 2
        return st.lists(st.integers(low, low + 2), min_size=1, max_size=most, unique=True).map(
            tuple
        )
    return single


def _id(port: Port) -> str:
    return port.id
