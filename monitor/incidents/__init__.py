"""One incident from many reports. Pure: no clock, no input or output.

``match`` answers whether a report tells of an incident, ``assign`` picks the incident it joins or opens, ``merge`` makes an
incident's values from its reports, and ``analyst`` does what a person decides by hand.
"""
