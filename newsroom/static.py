"""Where the pages' stylesheets, scripts and pictures come from."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Fingerprinted names, cached for ever, once `collectstatic` has run; before that plain names, cached for a minute.

    So a page works from the first start on, and forgetting `collectstatic` costs speed but breaks nothing.
    """

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """Return the fingerprinted name, or `name` itself as long as nothing has been collected."""
        return super().stored_name(name) if self.hashed_files else name
