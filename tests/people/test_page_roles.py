"""Roles that a page tells in one story and leaves open in another."""

from django.test import SimpleTestCase

from people.extraction.page_roles import settle_roles
from people.extraction.types import MentionDraft, Role


def credit(name, role, confidence):
    return MentionDraft(name, role, (), confidence=confidence)


REPORTS = (credit("陆文远", Role.REPORTER, 0.97),)


class PageRolesTests(SimpleTestCase):
    def roles_beside(self, *story):
        return [one.role for one in settle_roles([REPORTS, story])[1]]

    def test_a_name_beside_one_with_a_role_word_has_the_role_that_the_page_gives_it(self):
        story = (credit("陆文远", Role.CORRESPONDENT, 0.6), credit("魏小荷", Role.CORRESPONDENT, 0.97))
        self.assertEqual(self.roles_beside(*story), [Role.REPORTER, Role.CORRESPONDENT])

    def test_names_alone_stay_correspondents(self):
        self.assertEqual(self.roles_beside(credit("陆文远", Role.CORRESPONDENT, 0.6)), [Role.CORRESPONDENT])

    def test_a_role_that_is_printed_stands(self):
        story = (credit("陆文远", Role.CORRESPONDENT, 0.97), credit("魏小荷", Role.REPORTER, 0.97))
        self.assertEqual(self.roles_beside(*story), [Role.CORRESPONDENT, Role.REPORTER])

    def test_who_has_two_roles_on_the_page_gets_neither_from_it(self):
        both = (*REPORTS, credit("陆文远", Role.CORRESPONDENT, 0.97))
        story = (credit("陆文远", Role.CORRESPONDENT, 0.6), credit("魏小荷", Role.REPORTER, 0.97))
        self.assertIs(settle_roles([both, story])[1][0].role, Role.CORRESPONDENT)
