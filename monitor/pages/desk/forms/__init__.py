"""Forms for events, made from the models of the vocabulary: what is asked for, was typed, and is wrong with it."""
