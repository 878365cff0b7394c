"""The editors' desk: the screens of a page and of an article, and what is decided, changed and counted on them."""
