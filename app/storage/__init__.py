"""The encrypted vault on disk: the only room that speaks SQL."""
