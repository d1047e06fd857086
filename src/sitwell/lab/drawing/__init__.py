"""The drawings of the exercises: a figure with a spine, posed, outlined and written as SVG.

`python -m sitwell.lab.drawing` writes them to coach/drawings. Needs numpy alone, not the extra
`lab`. Centimetres throughout, x to the right, y up from the floor; directions in degrees, 0 to
the right, 90 up. Seen from the side, everybody faces right.
"""
