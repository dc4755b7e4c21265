"""Task sheets of an office, in and out: `files` reads a workbook or a CSV into a grid, `headers` finds the header and
guesses what each column means, `cells` reads values, `rows` makes rows of promises of them, `importing` writes them,
`exporting` makes the same sheet of the register. Only `importing` knows a session.
"""

from tracker.errors import RefusedError


class SheetError(RefusedError):
    """`reason`: a whole sentence that says why the file cannot be read, with the way out."""
