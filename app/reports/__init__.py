"""Paper out: PDF printed on the spot, Word documents, and the templates an office edits itself."""
