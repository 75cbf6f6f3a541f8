"""One statement of a walk: taken over from the memo where that is right, else run."""

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from layerdeck.program import Apply, Assign, Call, Make, Ref, Statement, targets

from .attempt import Attempt, attempt, found_of_input, given_to
from .automatic import Drawn, draw_again, drawn_since, taken_names, which
from .history import cut_history, is_layer, operation_of
from .keys import as_written, key_of, mark_of
from .knowledge import of_outputs
from .memo import Done, Life, Stale
from .run import Making, argument

if TYPE_CHECKING:
    from .walk import Walk


class Step:
    """A statement, and what came of the statements whose variables it reads.

    Attributes:
        holds: the results that made the layers with a variable that it uses.
        shareable: whether its result may serve other statements made of the same.
    """

    def __init__(self, walk: "Walk", statement: Statement, fed: tuple[Done, ...]) -> None:
        self.walk, self.statement, self.fed = walk, statement, fed
        self.target = targets(statement)[0]
        self.whole = self.target in walk.whole
        reached = [each for done in fed if done.life for each in (done, *done.holds)]
        self.holds = tuple({id(done.life): done for done in reached}.values())
        alone = isinstance(statement, Apply) and isinstance(statement.layer, Call)
        self.shareable = alone and not self.holds and not self.whole
        self.text = as_written(statement, *self._more())
        self._key: bytes | None = None

    def _more(self) -> tuple[object, ...]:
        """What a result depends on that is written elsewhere in the Program."""
        around, statement = self.walk.around, self.statement
        if isinstance(statement, Apply):
            return (self.whole, [name in around.used for name in statement.targets])
        inside = statement.card in around.blocks
        return (self.whole, around.channels_first.get(self.target), inside)

    @property
    def key(self) -> bytes:
        """What it is made of."""
        if self._key is None:
            states = [self.walk.life(held).runs for held in self.holds]
            self._key = key_of(self.statement, self.walk.marks, states, *self._more())
        return self._key

    def the_same(self) -> Done | None:
        """The result of this very statement, where all is as it was up to the Inputs."""
        for held in self.walk.memo.of_target(self.target):
            if held.is_of(self.text, self.fed) and self._is_free(held):
                if self.holds and held.key != self.key:
                    continue
                if _at_same_names(held.drawn):
                    draw_again(held.drawn)
                    return held
                return None if held.problems else self._named_anew(held)
        return None

    def _is_free(self, held: Done) -> bool:
        return self.shareable or self.walk.is_free(held, self.target)

    def taken_over(self) -> Done | None:
        """The result of a statement made of the same, on this one's card."""
        for held in self.walk.alike(self.key):
            if not held.problems and self._is_free(held):
                return self._on_this_card(self._named_anew(held))
        return None

    def _named_anew(self, held: Done) -> Done:
        """The same with the automatic names that it gets here."""
        taken = taken_names()
        called = held.called
        if isinstance(self.statement, Apply) and isinstance(self.statement.layer, Ref):
            called = self.walk.dones[self.statement.layer.name].called
        elif held.name:
            called = held.name.after(taken)
            operation = None if self.shareable else operation_of(held.made)
            if operation is not None:
                operation.name = called
        drawn = {prefix: (taken.get(prefix, 0), many) for prefix, (_, many) in held.drawn.items()}
        draw_again(held.drawn)
        return replace(held, called=called, drawn=drawn)

    def _on_this_card(self, held: Done) -> Done:
        statement, around = self.statement, self.walk.around
        found, seen, making = held.found, held.seen, held.making
        if isinstance(statement, Make):
            making = making and Making(statement.card, statement.call, making.arguments)
            if found:
                found = (found_of_input(around, statement, held.made),)
        elif isinstance(statement, Apply):
            given = given_to(around, statement)
            seen = tuple(item.seen for item in given)
            if isinstance(statement.layer, Ref):
                making = around.runner.makings.get(id(held.made))
            elif making:
                making = Making(statement.card, statement.layer, making.arguments)
            if seen != held.seen:
                weights = held.weights or (0, 0)
                found = of_outputs(statement.card, held.made, given, held.values, weights)
            found = tuple(item and item.on(statement.card) for item in found)
        return replace(
            held,
            text=self.text,
            target=self.target,
            fed=self.fed,
            found=found,
            seen=seen,
            making=making,
            holds=self.holds,
            identity=object() if self.shareable else held.identity,
        )

    def run(self) -> Done:
        """Run it.

        Raises:
            Stale: a layer that it applies was built by a statement that is no longer there.
        """
        walk, statement = self.walk, self.statement
        applies = isinstance(statement, Apply)
        for held in self.holds if applies else ():
            if held.life and held.life.runs != walk.life(held).runs:
                raise Stale(held)
        before = dict(taken_names())
        came = attempt(walk.around, statement)
        walk.memo.worked += 1
        token = walk.memo.token()
        return self._done(came, token, drawn_since(before), self._applied(token))

    def _applied(self, token: int) -> tuple[bool, ...]:
        """Note in the layers that this ran on them; which have their weights now."""
        if not isinstance(self.statement, Apply):
            return ()
        built = tuple(bool(getattr(held.made, "built", False)) for held in self.holds)
        for held, has_weights in zip(self.holds, built, strict=True):
            if held.life:
                held.life.add(token, has_weights)
        return built

    def _done(self, came: Attempt, token: int, drawn: Drawn, built: tuple[bool, ...]) -> Done:
        statement, walk = self.statement, self.walk
        operation = operation_of(came.made)
        shared = isinstance(statement, Apply) and isinstance(statement.layer, Ref)
        made_here = operation is not None and not shared
        if not self.whole:
            cut_history(came.values, None if self._is_in_a_whole() else came.made)
        return Done(
            self.key,
            self.text,
            self.target,
            self.fed,
            token,
            came.values,
            came.found,
            self._marks(came, token),
            tuple(item.seen for item in given_to(walk.around, statement)),
            tuple(came.problems),
            came.made,
            came.making,
            which(operation.name, drawn) if made_here and not _is_named(came.making) else None,
            operation.name if operation is not None else "",
            drawn,
            came.weights if self.shareable else None,
            object() if self.shareable else operation,
            Life() if isinstance(statement, Make) and is_layer(came.made) else None,
            self.holds,
            built,
            came.passing,
        )

    def _is_in_a_whole(self) -> bool:
        """Whether the layer that it applies is one of those that a block's model is made of."""
        layer = self.statement.layer if isinstance(self.statement, Apply) else None
        return isinstance(layer, Ref) and layer.name in self.walk.whole

    def _marks(self, came: Attempt, token: int) -> tuple[Any, ...]:
        if isinstance(self.statement, Assign):
            return (("value", self.statement.value),)
        # What a block's model is made of has its history, which no other tensor has.
        more = (token,) if self.whole else ()
        pairs = zip_longest(came.values, came.found[: len(came.values)])
        return tuple(mark_of(value, found, *more) for value, found in pairs)


def _at_same_names(drawn: Drawn) -> bool:
    """Whether as many automatic names have been taken as when these were."""
    taken = taken_names()
    return all(taken.get(prefix, 0) == before for prefix, (before, _) in drawn.items())


def _is_named(making: Making | None) -> bool:
    """Whether a person gave the name."""
    found = argument(making.call, "name") if making else None
    return found is not None and found.value is not None
