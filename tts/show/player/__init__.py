"""The pages people listen on: one for each episode, one for the site, and the files they share.

No build step, no request to anywhere else, and nothing that needs a server: everything an episode's page shows is in
the page. `episode_page` and `site_page` give HTML, `assets` the files that lie beside the episode folders.
"""

from tts.show.player.assets import assets
from tts.show.player.page import episode_page, episode_page_parts, page_base, site_page
from tts.show.player.subscribe import opml

__all__ = ["assets", "episode_page", "episode_page_parts", "opml", "page_base", "site_page"]
