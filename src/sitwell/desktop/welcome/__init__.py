"""The welcome: from the first look through the camera to a calibration that is kept."""
