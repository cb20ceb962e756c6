"""People brought in from FHIR R4 bundles, made unrecognisable on the way.

Nothing that was written comes along: names, numbers, addresses and free text are never read into
the record. Only codes that the book knows and measured values do, on dates that are moved. The
elements read are modelled here and all others are dropped unseen, which is the very point; a
library of all FHIR resources would read the names too, and refuse a whole bundle for a fault in a
resource that is not wanted.
"""
