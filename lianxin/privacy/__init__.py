"""Privacy will compose the rooms' erasures: retention clocks, erasure with proof, and requests of residents. Not begun."""
