"""The windows: tray icon, welcome, why, settings and exercise, each page a process of its own.

They talk to the monitor over its control socket. Nothing here loads OpenCV or MediaPipe, so that
OpenCV's own Qt never meets this one, and closing a window gives all of its memory back.
"""
