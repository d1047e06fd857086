"""The report as a page: each module here turns a part of the report into what its chart draws.

The charts are inline SVG and tables, written by hand in the templates. No plotting library gives
SVG that needs no script, follows the reader's light or dark theme and text size, is read aloud by
a screen reader, and takes a few kB; all of them draw, and this is all the drawing there is.
"""
