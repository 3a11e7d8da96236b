"""The strike extractor: Arabic news text in, strikes with their evidence out."""
