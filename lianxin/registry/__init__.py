"""The ground truth of the area (辖区底数): places, organizations, residents, areas of duty, and how spreadsheets bring them in."""
