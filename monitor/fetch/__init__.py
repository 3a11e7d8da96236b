"""Article pages: politeness, robots.txt, download, and the text in them."""
