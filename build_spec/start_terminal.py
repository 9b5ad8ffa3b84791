"""Where the frozen command line begins; with one argument it is the worker that draws files of others."""

import sys

WORKER = "--viewing-worker"  # `app.viewing.showing` starts it so: a frozen program has no ``-m``

if __name__ == "__main__":
    if sys.argv[1:] == [WORKER]:
        from app.viewing.worker import main
    else:
        from app.cli.main import main
    sys.exit(main())
