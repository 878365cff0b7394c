"""Names scored on a corpus that marks them, and the tables of given names counted again."""
