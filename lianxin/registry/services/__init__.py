"""What people do by hand in the registry, one module per noun."""
