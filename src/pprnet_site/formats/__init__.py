"""How the house writes dates, by language; French is as Django has it."""
