.venv/bin/python -m macros new unknown --page chips --id acme-yield \
  --text "The share of its chips that work." --about acme
