"""The pure part of Sitwell: numbers in, values out. Standard library and numpy only."""
