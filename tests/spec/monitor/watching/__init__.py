"""Parts of the service, signs of how they do, sources: what is well and what is silent, by rule alone."""
