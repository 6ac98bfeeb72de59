"""Charts, from values to the specification that is drawn."""
