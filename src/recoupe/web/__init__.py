"""The server under the review desk: a JSON API over a store, and the built web app.

Needs the extra `web` (FastAPI, uvicorn, argon2-cffi); only `recoupe serve` and `recoupe user` import it.
"""
