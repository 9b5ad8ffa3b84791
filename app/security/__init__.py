"""Keys, sealing, signatures and the vault's header: what keeps the contents from everyone else. No SQL, no window."""
