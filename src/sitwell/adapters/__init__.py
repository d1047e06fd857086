"""The edge: cameras, MediaPipe, notifications, files and clocks. No adapter imports another."""
