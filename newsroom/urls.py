"""Addresses of the project: the dashboard, the admin, signing in and out, and the health of the server."""

from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path

from newsroom.health import healthz

admin.autodiscover()

urlpatterns = [
    path("healthz/", healthz, name="healthz"),
    path("accounts/login/", auth_views.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
    path("api/", include("stories.api.urls", namespace="api")),
    path("", include("stories.web.urls", namespace="stories")),
]
