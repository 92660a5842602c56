"""The roof: settings, urls, the command line and the processes. It joins the rooms and knows nothing of its own."""
