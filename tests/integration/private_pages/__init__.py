"""The pages behind the links of letters."""
