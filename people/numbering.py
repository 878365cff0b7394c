"""Ids of people and mentions that somebody makes by hand, in the admin as in the API; the importer has its own way."""

from __future__ import annotations

import secrets

from articles.numbering import allot_number
from articles.public_ids import mention_id
from people.models import Mention, Person


def number_mention(mention: Mention) -> None:
    """Give a mention the next number of its article, and the id that this makes. It is not saved."""
    mention.number = allot_number(mention.article, "next_mention_number")
    mention.public_id = mention_id(mention.article.public_id, mention.number)


def number_person(person: Person) -> None:
    """Give a person an id that looks like those of people first met in print and that nobody has. It is not saved."""
    while not person.public_id or Person.objects.filter(public_id=person.public_id).exists():
        person.public_id = f"person-{secrets.token_hex(5)}"
