"""The editors' desk: what an editor sees of a page beside the form."""
