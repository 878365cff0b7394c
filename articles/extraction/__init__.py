"""A page's text into articles and the facts of its issue. Pure: no Django."""
