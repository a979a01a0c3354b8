"""What everybody may read of indicators and places, as values: loaded once, never changed, with no row behind them."""
