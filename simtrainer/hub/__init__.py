"""The municipality's central store: an xAPI learning record store, the roster and the leaders' web.

Read a request from the outside in: ``resources`` (HTTP), ``shapes`` (what is allowed in),
``queries`` (the only home of SQL). ``commands`` is the door for the command line.
"""
