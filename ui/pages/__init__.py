"""One folder for each page; a page knows its services and no other page."""
