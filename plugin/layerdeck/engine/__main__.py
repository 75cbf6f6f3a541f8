"""`python -m layerdeck.engine`: the process that an editor starts."""

from .server import serve

if __name__ == "__main__":
    serve()
