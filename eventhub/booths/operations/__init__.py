"""The verbs of booths. Every one that moves an application does it through `moving.move`."""
