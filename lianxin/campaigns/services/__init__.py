"""What people do with a campaign and what they are shown of it, one module per noun."""
