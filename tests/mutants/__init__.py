"""The gate with one condition taken out, again and again: each time a test must fail (`make mutants`).

A library for mutation testing changes numbers and signs everywhere and knows no conditions of a query; what
matters here is each condition of the gate, in Python and in SQL, so this project takes those out itself.
"""
