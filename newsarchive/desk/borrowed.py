"""Words of libraries that come without Chinese: named here so that our own catalogue translates them."""

from django.utils.translation import gettext_noop

BORROWED = (
    gettext_noop("Axes"),
    gettext_noop("Knox"),
    gettext_noop("Auth tokens"),
    gettext_noop("access attempt"),
    gettext_noop("access attempts"),
    gettext_noop("access failure"),
    gettext_noop("access failures"),
    gettext_noop("access log"),
    gettext_noop("access logs"),
    gettext_noop("access attempt expiration"),
    gettext_noop("access attempt expirations"),
    gettext_noop("User Agent"),
    gettext_noop("IP Address"),
    gettext_noop("Username"),
    gettext_noop("HTTP Accept"),
    gettext_noop("Path"),
    gettext_noop("Attempt Time"),
    gettext_noop("Access lock out"),
    gettext_noop("GET Data"),
    gettext_noop("POST Data"),
    gettext_noop("Failed Logins"),
    gettext_noop("Logout Time"),
    gettext_noop("Session key hash (sha256)"),
    gettext_noop("Expires At"),
    gettext_noop("Form Data"),
    gettext_noop("Meta Data"),
    gettext_noop("Locked Out"),
    gettext_noop("Clean up expired attempts"),
    gettext_noop("Attempt Remaining"),
    gettext_noop("Not set"),
    gettext_noop("Tasks Database Backend"),
    gettext_noop("Task Result"),
    gettext_noop("Task Results"),
    # Read out by screen readers, and not yet in Django's own catalogue for Chinese.
    gettext_noop("Model name"),
    gettext_noop("None available"),
    gettext_noop("Add link"),
    # Django's own Chinese for these is missing, or no sentence.
    gettext_noop(
        "Please enter the correct %(username)s and password for a staff account. "
        "Note that both fields may be case-sensitive."
    ),
    gettext_noop("Error:"),  # before the title of a page whose form was refused
    gettext_noop("After you’ve created a user, you’ll be able to edit more user options."),
    gettext_noop("Change or view list link"),
)
