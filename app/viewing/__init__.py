"""Pictures and PDFs of others shown from memory: a process of its own decodes them and returns nothing but pixels."""
