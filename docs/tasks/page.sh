.venv/bin/python -m macros new page --page newco --name Newco \
  --description "Newco, a maker of chips, with a source for each figure." \
  --unknown "What it earns." \
  --value 2020 --printed "founded in 2020" --as-of 2026-03 \
  --evidence reported --sources city-paper
