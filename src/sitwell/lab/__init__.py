"""The laboratory: rendered sitters whose angles are known, to fit and to judge the estimator on.

Needs the extra `lab`. Nothing outside this package imports it; see README.md beside this file.
"""
