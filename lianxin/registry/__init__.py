"""The ground truth of the area (辖区底数): places, organizations, residents, areas of duty.

Spreadsheets bring them in (imports/), hands correct them (services/).
"""
