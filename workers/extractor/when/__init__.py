"""Days and hours: the grammar behind ``dates``."""
