"""Tests of what other programs call."""
