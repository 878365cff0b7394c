"""Text into figures: value, unit, what is measured, when, where. Pure: no Django."""
