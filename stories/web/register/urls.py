"""Routes of these pages."""

from django.urls import URLPattern, register_converter

from stories.web.register import lists, names
from stories.web.routing import route


class Counted:
    """A kind of row that stories are counted for."""

    regex = "|".join(lists.COUNTED)

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(Counted, "counted")

routes: list[URLPattern] = [
    route("people/", lists.PersonList.as_view(), name="person_list", act="read"),
    route("outlets/", lists.OutletList.as_view(), name="outlet_list", act="read"),
    route("events/", lists.EventList.as_view(), name="event_list", act="read"),
    route("tags/", lists.TagList.as_view(), name="tag_list", act="read"),
    route("tags/topics/", lists.TopicList.as_view(), name="topic_list", act="read"),
    route("counts/<counted:kind>/", lists.counts, name="register_counts", act="read"),
    route("names/<counted:kind>/", names.name_options, name="name_options", act="read"),
]
