"""Privacy will compose the rooms' erasures: retention clocks, proof, requests of residents. Not begun."""
