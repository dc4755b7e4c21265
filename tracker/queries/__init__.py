"""Reads: a frozen scope in, frozen rows out. The only SELECTs that commands and reports see."""
