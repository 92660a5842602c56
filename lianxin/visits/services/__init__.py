"""What people do in the visits room, one module per noun."""
