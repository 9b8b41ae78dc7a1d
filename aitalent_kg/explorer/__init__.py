"""The explorer: pages that read prepared answers, the same on a server and as a static folder."""
