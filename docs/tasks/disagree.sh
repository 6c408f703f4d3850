.venv/bin/python -m macros new alternative --fact summit.investment \
  --value 24_000_000_000 --printed "24 billion yuan" \
  --evidence reported --sources trade-paper \
  --note "Counts the projects of one district."
