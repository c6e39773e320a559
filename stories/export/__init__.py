"""A dossier or a list out, in every format."""
