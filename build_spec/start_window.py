"""Where the frozen window begins."""

import sys

from ui.application import main

if __name__ == "__main__":
    sys.exit(main())
