"""What other programs read: JSON, CSV, and the lines of Prometheus."""
