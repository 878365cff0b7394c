"""Which person a mention means, on evidence only; says unsure when several fit. Pure: no database."""
