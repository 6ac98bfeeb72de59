"""Tests of what answers are made of."""
