"""What everybody may read of the plan and its years, as values: loaded once, never changed, with no row behind them."""
