"""Places: the gazetteer and the grammar behind ``places``."""
