"""Typing paper questionnaires by digit keys, a share of them a second time unseen."""
