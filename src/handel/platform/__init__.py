"""What every desk stands on."""
