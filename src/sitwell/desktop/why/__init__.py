"""What the window of why says and draws."""
