.venv/bin/python -m macros new superseded --fact acme.staff \
  --value 180 --printed "180 engineers" --as-of 2026-06 \
  --evidence vendor --sources trade-paper \
  --until 2026-06 --why "The company counted again."
