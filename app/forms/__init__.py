"""Questionnaires: XLSForm in, the expression engine, the runner, counting."""
