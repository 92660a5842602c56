"""Alliance (外循环) will hold member units, notices with named receipts, escalation and theme weeks. Not begun."""
