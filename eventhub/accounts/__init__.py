"""People, how they sign in, organizers (the bodies that run fairs and contests) and roles.

Start with `models` (Person, Organizer, Role), then `operations`. A role is held at an organizer, and
may be narrowed to one of its editions or contests.
"""
