"""Tests of the engine and of the built site."""
