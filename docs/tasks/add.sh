.venv/bin/python -m macros new fact --fact acme.plants \
  --label "Plants at work" --unit plants \
  --value 3 --printed "three plants" --as-of 2026-03 \
  --evidence reported --sources city-paper-plants-202603 \
  --url https://example.com/plants --publisher city-paper \
  --title "Three plants at work" --published 2026-03-04 --kind news --lang en
