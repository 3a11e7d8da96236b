"""Whose strike it is: the grammar behind ``actors``, and how sure the text is."""
