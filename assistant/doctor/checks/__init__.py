"""A module for each thing that is looked at; `doctor.consultation` says in which order."""
