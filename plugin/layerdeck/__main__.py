"""`python -m layerdeck` is `layerdeck`."""

import sys

from layerdeck.cli import main

if __name__ == "__main__":
    sys.exit(main())
