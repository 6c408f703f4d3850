.venv/bin/python -m macros new chart --page chips --id acme-memory \
  --form bars --title "Memory has doubled with each chip" \
  --caption "All figures are the company's own." \
  --facts acme-one.memory,acme-two.memory,acme-three.memory
