"""Reading ticked sheets from pictures: what is in doubt is shown, nothing is kept unseen."""
