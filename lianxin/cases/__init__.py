"""Cases (警情) will hold the taxonomy of scams, facts without names, and orders of the anti-fraud centre. Not begun."""
