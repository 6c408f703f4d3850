.venv/bin/python -m macros new fact --fact acme-two.memory-ratio \
  --label "Memory, in multiples of the first chip's" --unit times \
  --formula "acme-two.memory / acme-one.memory"
