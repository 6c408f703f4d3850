.venv/bin/python -m macros new term --id node --name node \
  --text "A server that works with others. A rack holds several." --see rack,server
