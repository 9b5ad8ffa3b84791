"""One file for each record kind, each with one ``KIND``. A new file here needs no other edit."""
