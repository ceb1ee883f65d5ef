"""The regulation as data: editions, items, elements, duties, local overlays."""
