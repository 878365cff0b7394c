"""Characters, numbers and days. Pure: no Django, and nothing here knows what a newspaper is."""
