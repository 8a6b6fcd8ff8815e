"""The papers of the plan: PDF, slides, word processor, spreadsheet, one page, and a version for residents (L4, L5)."""
