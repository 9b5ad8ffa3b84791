"""Pages drawn on the spot, without Word: one module a paper, fonts embedded."""
