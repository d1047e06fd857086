"""What people and programs read: each module renders values of the core, and computes nothing."""
