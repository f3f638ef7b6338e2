"""`python -m assistant` and the `assistant` command."""

import sys

from assistant.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
