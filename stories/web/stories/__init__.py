"""Lists of stories, the story page, and what editors do on them."""
