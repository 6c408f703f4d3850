.venv/bin/python -m macros rename acme.plants acme.plants-at-work
