.venv/bin/python -m macros new chip --id acme-three --name "Acme Three" \
  --maker acme --page chips --shared yes \
  --evidence vendor --as-of 2026-07 --sources trade-paper
.venv/bin/python -m macros new fact --fact acme-three.memory \
  --unit GB --value 256 --printed "256 GB"
