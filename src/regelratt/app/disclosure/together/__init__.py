"""What is read together: parts of a number, rows and columns, what stands under one heading."""
