"""What sentences make of each other: statements become drafts, drafts become strikes that are news or retold."""
