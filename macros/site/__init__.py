"""The engines and the commands: read ahead, build, serve, export, previews.

What runs MkDocs or Zensical and what writes files is here. It imports all other rooms.
"""
