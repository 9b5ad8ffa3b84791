"""One module for each family of verbs; imported only when its verb runs."""
