"""What a file says, as text in one spelling."""
