"""Cheap answers for unchanged pages: one spelling of each address, and held pages."""
