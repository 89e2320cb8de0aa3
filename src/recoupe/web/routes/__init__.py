"""The routes of the JSON API, by what they are about; who may call which is in `recoupe.web.permissions`."""
