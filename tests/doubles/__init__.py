"""Real servers on the loopback address that stand in for services on the network."""
