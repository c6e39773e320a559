"""Addresses of the dashboard: each page family brings its own routes (`<family>/urls.py`)."""

from stories.web.captures.urls import routes as captures
from stories.web.desk.urls import routes as desk
from stories.web.dossiers.urls import routes as dossiers
from stories.web.feeds.urls import routes as feeds
from stories.web.published.urls import routes as published
from stories.web.register.urls import routes as register
from stories.web.stories.urls import routes as stories

app_name = "stories"
urlpatterns = [*desk, *stories, *captures, *feeds, *register, *dossiers, *published]
