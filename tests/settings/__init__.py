"""What the settings' reader says, case by case."""
