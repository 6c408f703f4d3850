"""From the ledger to the HTML of pages: elements, macros in sentences, tables, lists, the register.

Each macro takes the view of its page first and returns HTML. It imports facts and values.
"""
