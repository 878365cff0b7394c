"""The REST API as a whole: its addresses (router) and what all share. Each app has its own views in its api.py."""
