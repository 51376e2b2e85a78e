"""Other looks at what the list finds: as a network, in time, by who speaks of whom, beside another selection."""
