"""The verbs of the user: what the window and the command line ask for."""
