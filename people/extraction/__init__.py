"""Text into mentions of people. Pure: no Django, and nothing of the page's layout."""
