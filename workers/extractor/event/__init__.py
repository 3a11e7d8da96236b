"""One clause: does it tell of a strike, by what means, did it happen, and what steps back before the story?"""
