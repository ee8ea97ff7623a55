"""One run: from texts to a report or fixed texts."""
