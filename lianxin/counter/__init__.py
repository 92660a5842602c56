"""Counter (警银联动) will hold the checks at the bank desk, alarms, incidents and measures. Not begun.

It never imports visits, nor visits it: what a bank desk reports is not household information.
"""
