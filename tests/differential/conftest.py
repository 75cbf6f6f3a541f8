"""The model in the app, the model that the exported code makes, and how they are held together."""

import pytest

from layerdeck.deck import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def deck() -> Catalogue:
    return load_catalogue()
