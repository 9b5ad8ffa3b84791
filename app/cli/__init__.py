"""The command line ``satchel``: the window's verbs from a terminal."""
