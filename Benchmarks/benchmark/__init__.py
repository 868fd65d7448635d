"""Processor time and memory of a request, beside other load generators.

``servers``       nginx, its load and its own processor time
``tools``         the load generators: their command lines and how to read their output
``slow_tools``    JMeter and Locust
``comparisons``   which tools send what, with how many users
``running``       one run of a tool
``rounds``        runs of two lengths, in turn, and what follows from them
``table``         medians, ranges and ratios as text
``cost``          instructions and memory of a request, held against thresholds
``installation``  packages and builds
"""
