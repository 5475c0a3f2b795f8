"""How an object came out, said in a text."""
