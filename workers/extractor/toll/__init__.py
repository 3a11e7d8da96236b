"""The dead and the hurt: the grammar behind ``casualties``."""
