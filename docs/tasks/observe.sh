.venv/bin/python -m macros new observation --fact acme.plants \
  --value 2 --printed "two plants" --as-of 2025 \
  --evidence reported --sources city-paper
