"""One handler for every intent, grouped as the contract groups them."""
