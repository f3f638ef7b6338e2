"""Voices: text in, samples out in pieces. A voice renders; it never plays."""
