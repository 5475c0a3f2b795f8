"""Personal numbers, phone numbers and addresses in a text."""
