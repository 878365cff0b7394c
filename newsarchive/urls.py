"""Where each address leads: the admin for editors, the API for programs."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index"), name="home"),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", include("newsarchive.api.router")),
    path("api/auth/", include("rest_framework.urls")),  # session login of the browsable pages
]

handler400 = "newsarchive.api.errors.bad_request"
handler500 = "newsarchive.api.errors.server_error"
