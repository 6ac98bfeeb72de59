"""The dossier form: small dossiers written to a temporary folder, and exactly what loading makes of them."""
