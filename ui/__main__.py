"""Starts the window: ``python -m ui``."""

import sys

from ui.application import main

sys.exit(main())
