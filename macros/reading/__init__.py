"""From files to the ledger: strict YAML, the schema, the assembling of facts, the rules between them.

Every mistake of an editor is found here and named with file and line. Pages never import it. It imports facts
and values.
"""
